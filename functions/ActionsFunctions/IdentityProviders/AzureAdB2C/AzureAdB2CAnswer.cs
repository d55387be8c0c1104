using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders.AzureAdB2C;

/// <summary>
/// Azure AD B2C's answers. Source: Microsoft Learn, "Add an API connector to a sign-up user flow", "Enrich tokens with claims from external sources
/// using API connectors", "RESTful technical profile".
/// </summary>
internal static class AzureAdB2CAnswer
{
    private const string Version = "1.0.0";

    // For faults, whose reason is nobody's business: the same for every one of them.
    private const string FaultMessage = "The sign-in could not be completed. Please try again later.";

    /// <summary>The login goes on with these claims; a user flow wants to be told so.</summary>
    public static WebhookResponse Continue(FlowOutcome outcome, bool userFlow) => new(200, JsonBody.Write((outcome, userFlow), static (json, answer) =>
    {
        json.WriteStartObject();
        if (answer.userFlow)
        {
            json.WriteString("version"u8, Version);
            json.WriteString("action"u8, "Continue"u8);
        }

        if (answer.outcome.Denial is null)
            WriteClaims(json, answer.outcome);
        json.WriteEndObject();
    }));

    /// <summary>Ends a sign-up with a page that shows the message.</summary>
    public static WebhookResponse ShowBlockPage(string message) => new(200, JsonBody.Write(message, static (json, text) =>
    {
        json.WriteStartObject();
        json.WriteString("version"u8, Version);
        json.WriteString("action"u8, "ShowBlockPage"u8);
        json.WriteString("userMessage"u8, text);
        json.WriteEndObject();
    }));

    /// <summary>An error in the form that custom policies read; the status in it is that of HTTP.</summary>
    public static WebhookResponse Error(int status, string code, string message, string correlationId) =>
        new(status, JsonBody.Write((status, code, message, correlationId), static (json, error) =>
        {
            json.WriteStartObject();
            json.WriteString("version"u8, Version);
            json.WriteNumber("status"u8, error.status);
            json.WriteString("code"u8, error.code);
            json.WriteString("requestId"u8, error.correlationId);
            json.WriteString("userMessage"u8, error.message);
            json.WriteEndObject();
        }));

    /// <summary>A fault, in the same form.</summary>
    public static WebhookResponse Fault(Fault fault, string correlationId) => Error(FaultAnswers.Status(fault), FaultAnswers.Code(fault), FaultMessage, correlationId);

    // Both tokens share one map: a name stands once. An empty value would be an order to clear the attribute, so it is left out.
    private static void WriteClaims(Utf8JsonWriter json, FlowOutcome outcome)
    {
        foreach (var merged in outcome.Commands)
        {
            if (merged.Command.ClaimOf is null || (merged.Command.Args[1].Kind == JsonValueKind.String && merged.Command.Text(1).Length == 0))
                continue;
            json.WritePropertyName(merged.ClaimName);
            json.WriteRawValue(merged.Command.Args[1].Json.Span, skipInputValidation: true);
        }
    }
}
