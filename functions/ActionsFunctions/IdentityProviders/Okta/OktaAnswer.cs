using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders.Okta;

/// <summary>
/// Okta's answers. Whatever is not a valid 200 or 204 lets the login go on with unchanged tokens, so a refusal is a 200 with <c>error</c>.
/// Source: Okta management API, schema TokenHookResponse; Okta, "Token inline hook reference".
/// </summary>
internal static class OktaAnswer
{
    // Okta publishes no limit for the text alone, but an answer over 256 KB would be skipped: a long reason must not open the door.
    private const int MaxReason = 1000;

    public static WebhookResponse Of(FlowOutcome outcome, string correlationId)
    {
        if (outcome.Denial is { } denial)
            return Error(denial.Reason, outcome.Diagnostics, correlationId);
        return outcome.Claims(Token.Id).Any() || outcome.Claims(Token.Access).Any()
            ? new(200, JsonBody.Write((outcome, correlationId), static (json, answer) => WritePatches(json, answer.outcome, answer.correlationId)))
            : WebhookResponse.Empty(204);
    }

    /// <summary>A refusal: no token; the application gets <c>server_error</c> with this summary.</summary>
    public static WebhookResponse Error(string summary, IReadOnlyList<Diagnostic> diagnostics, string correlationId) =>
        new(200, JsonBody.Write((summary, diagnostics, correlationId), static (json, answer) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error"u8);
            json.WriteString("errorSummary"u8, Shortened(answer.summary));
            json.WriteEndObject();
            WriteDebugContext(json, answer.diagnostics, answer.correlationId);
            json.WriteEndObject();
        }));

    private static void WritePatches(Utf8JsonWriter json, FlowOutcome outcome, string correlationId)
    {
        json.WriteStartObject();
        json.WriteStartArray("commands"u8);
        WritePatch(json, "com.okta.identity.patch", outcome.Claims(Token.Id));
        WritePatch(json, "com.okta.access.patch", outcome.Claims(Token.Access));
        json.WriteEndArray();
        WriteDebugContext(json, outcome.Diagnostics, correlationId);
        json.WriteEndObject();
    }

    private static void WritePatch(Utf8JsonWriter json, string type, IEnumerable<MergedClaim> claims)
    {
        var started = false;
        foreach (var claim in claims)
        {
            if (!started)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, type);
                json.WriteStartArray("value"u8);
                started = true;
            }

            OktaOperation.Write(json, claim.Name, claim.Value);
        }

        if (!started)
            return;
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Okta writes this into its System Log, where more people read than here: codes and our id, no claim, no reason.
    private static void WriteDebugContext(Utf8JsonWriter json, IReadOnlyList<Diagnostic> diagnostics, string correlationId)
    {
        json.WriteStartObject("debugContext"u8);
        json.WriteString("correlationId"u8, correlationId);
        json.TextsIfAny("diagnostics", [.. diagnostics.Select(diagnostic => diagnostic.Code).Distinct(StringComparer.Ordinal)]);
        json.WriteEndObject();
    }

    private static string Shortened(string reason)
    {
        if (reason.Length <= MaxReason)
            return reason;
        // Not through the middle of a surrogate pair.
        return reason[..(char.IsHighSurrogate(reason[MaxReason - 1]) ? MaxReason - 1 : MaxReason)];
    }
}
