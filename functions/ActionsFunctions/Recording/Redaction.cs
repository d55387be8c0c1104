using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Recording;

/// <summary>
/// Takes everything out of JSON that could be personal. What stays in clear is a list: null, booleans, the shape; member names that contracts document; texts
/// that stand in the flow itself (a role, a client id, a group id in its settings); texts of a few documented vocabularies; and the number of
/// logins. Every other text, name and number becomes a pseudonym.
/// </summary>
/// <param name="pseudonyms">The pseudonyms.</param>
/// <param name="configured">Texts of the flow: whoever may see it knows them.</param>
public sealed class Redaction(Pseudonyms pseudonyms, IReadOnlySet<string> configured)
{
    /// <summary>Stands for the origin of an upstream: a link to a next page must lead back to it, wherever it is replayed.</summary>
    public const string Origin = "https://recorded.invalid";

    // Members of Graph's and of the neutral document, which actions of the product read by name.
    private static readonly HashSet<string> UpstreamNames = new(StringComparer.Ordinal)
    {
        "@odata.context", "@odata.nextLink", "@odata.type", "actions", "args", "claims", "code", "commands", "decision", "denial", "diagnostics", "displayName",
        "error", "groups", "id", "method", "outcome", "reason", "securityEnabled", "type", "value",
    };

    // OpenID Connect Core 1.0, OAuth 2.0 Multiple Response Types, RFC 8176, Auth0's protocols and strategies, Graph's type and error names.
    private static readonly HashSet<string> Vocabulary = new(StringComparer.Ordinal)
    {
        "oidc-basic-profile", "oidc-implicit-profile", "oidc-hybrid-profile", "oauth2-refresh-token", "oauth2-password", "oauth2-device-code", "samlp", "wsfed",
        "none", "login", "consent", "select_account", "code", "token", "id_token", "query", "fragment", "form_post", "openid", "profile", "email", "offline_access",
        "pwd", "mfa", "otp", "federated", "passkey", "auth0", "waad", "google-oauth2", "GET", "POST", "continue", "deny", "succeeded", "skipped", "failed", "timed-out",
        "#microsoft.graph.group", "Request_ResourceNotFound",
        // What premium-flag looks for where its settings do not say.
        "premium",
    };

    /// <summary>JSON without personal data. Texts on <paramref name="origin"/> keep that they lead there.</summary>
    public JsonElement Of(JsonElement json, Uri? origin = null) =>
        JsonElement.Parse(JsonBody.Write((Redaction: this, Json: json, Origin: origin), static (writer, from) => from.Redaction.Write(writer, from.Json, from.Origin, counts: false)).Span);

    private void Write(Utf8JsonWriter writer, JsonElement json, Uri? origin, bool counts)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in json.EnumerateObject())
                {
                    writer.WritePropertyName(Name(member.Name));
                    Write(writer, member.Value, origin, counts: member.NameEquals("logins_count"u8));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                    Write(writer, item, origin, counts: false);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Text(json.GetString()!, origin));
                break;
            case JsonValueKind.Number when !counts:
                writer.WriteNumberValue(pseudonyms.ForNumber(json.GetRawText()));
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    private string Name(string name) => EventShape.Documents(name) || UpstreamNames.Contains(name) || configured.Contains(name) ? name : pseudonyms.For(name);

    private string Text(string text, Uri? origin)
    {
        if (text.Length == 0 || Vocabulary.Contains(text) || configured.Contains(text) || CommandRules.Methods.Contains(text, StringComparer.Ordinal))
            return text;
        var leadsBack = origin is not null && Uri.TryCreate(text, UriKind.Absolute, out var link) && link.GetLeftPart(UriPartial.Authority) == origin.GetLeftPart(UriPartial.Authority);
        return leadsBack ? $"{Origin}/{pseudonyms.For(text)}" : pseudonyms.For(text);
    }
}
