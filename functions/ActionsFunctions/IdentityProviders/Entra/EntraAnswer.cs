using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders.Entra;

/// <summary>Entra's answers. Source: Microsoft Learn, "Custom claims provider reference" and the attribute collection references.</summary>
internal static class EntraAnswer
{
    private const string Graph = "microsoft.graph.";
    private const string EventPrefix = Graph + "authenticationEvent.";

    /// <summary>Exactly one action with the claims; an empty map where there are none, since null is error 1003007.</summary>
    public static WebhookResponse Claims(FlowOutcome outcome) =>
        Respond("onTokenIssuanceStart", "tokenIssuanceStart.provideClaimsForToken", json =>
        {
            json.WriteStartObject("claims"u8);
            foreach (var (name, value) in Merged(outcome))
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value.Json.Span, skipInputValidation: true);
            }

            json.WriteEndObject();
        });

    /// <summary>
    /// A refusal: any status but 200 fails the login (error 1003002). Entra shows its own text and keeps no body, so the body says nothing
    /// about the reason.
    /// </summary>
    public static WebhookResponse Denied(string correlationId) => new(
        403,
        JsonBody.Write(correlationId, static (json, id) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error"u8);
            json.WriteString("code"u8, "access-denied"u8);
            json.WriteString("correlationId"u8, id);
            json.WriteEndObject();
            json.WriteEndObject();
        }));

    /// <summary>Lets a sign-up go on as it would without us; null where the type is not one of a sign-up step.</summary>
    public static WebhookResponse? ContinueSignUp(string type) => type switch
    {
        EventPrefix + "attributeCollectionStart" => Continue("Start"),
        EventPrefix + "attributeCollectionSubmit" => Continue("Submit"),
        _ => null,
    };

    private static WebhookResponse Continue(string step) =>
        Respond($"onAttributeCollection{step}", $"attributeCollection{step}.continueWithDefaultBehavior", static _ => { });

    // A claim of both tokens stands in the outcome twice; a name may stand in the answer once, with the value given last.
    private static OrderedDictionary<string, ClaimValue> Merged(FlowOutcome outcome)
    {
        var claims = new OrderedDictionary<string, ClaimValue>(StringComparer.Ordinal);
        if (outcome.Denial is not null)
            return claims;
        foreach (var merged in outcome.Commands)
        {
            if (merged.Command.ClaimOf is not null)
                claims[merged.ClaimName] = merged.Command.Args[1];
        }

        return claims;
    }

    private static WebhookResponse Respond(string response, string action, Action<Utf8JsonWriter> members) => new(
        200,
        JsonBody.Write((response, action, members), static (json, answer) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("data"u8);
            json.WriteString("@odata.type"u8, $"{Graph}{answer.response}ResponseData");
            json.WriteStartArray("actions"u8);
            json.WriteStartObject();
            json.WriteString("@odata.type"u8, Graph + answer.action);
            answer.members(json);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }));
}
