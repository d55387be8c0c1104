using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders.Zitadel;

/// <summary>
/// ZITADEL's answers, always HTTP 200 with a JSON object: some builds decode an empty body and fail, and one that is no JSON fails the login even where the
/// target may not. No <c>append_log_claims</c>: it would put our diagnostics into people's tokens.
/// </summary>
internal static class ZitadelAnswer
{
    public static WebhookResponse Of(NormalizedLogin login, FlowOutcome outcome) => new(
        200,
        JsonBody.Write((Outcome: outcome, Token: ZitadelEvent.TokenOf(login.Payload) ?? Token.Id), static (json, answer) =>
        {
            json.WriteStartObject();
            if (answer.Outcome.Denial is { } denial)
            {
                // 400 to 499 is passed on; 403 is shown as "permission denied".
                json.WriteNumber("forwardedStatusCode", 403);
                json.WriteString("forwardedErrorMessage", denial.Reason is { Length: > 0 } reason ? reason : "access denied");
            }
            else
            {
                WriteEntries(json, "set_user_metadata", Metadata(answer.Outcome));
                WriteEntries(json, "append_claims", [.. answer.Outcome.Claims(answer.Token).Select(claim => (claim.Name, claim.Value))]);
            }

            json.WriteEndObject();
        }));

    // ZITADEL decodes base64 and keeps the bytes: the value's JSON text, as its own Actions kept it. Of two writes to a key the later listed counts.
    private static List<(string Key, ClaimValue Value)> Metadata(FlowOutcome outcome)
    {
        var entries = new OrderedDictionary<string, ClaimValue>(StringComparer.Ordinal);
        foreach (var merged in outcome.Commands)
        {
            if (merged.Command.Method is Command.SetUserMetadata or Command.SetAppMetadata)
                entries[merged.Command.Text(0)] = Convert.ToBase64String(merged.Command.Args[1].Json.Span);
        }

        return [.. entries.Select(entry => (entry.Key, entry.Value))];
    }

    private static void WriteEntries(Utf8JsonWriter json, string name, List<(string Key, ClaimValue Value)> entries)
    {
        if (entries.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var (key, value) in entries)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WritePropertyName("value");
            json.WriteRawValue(value.Json.Span, skipInputValidation: true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
