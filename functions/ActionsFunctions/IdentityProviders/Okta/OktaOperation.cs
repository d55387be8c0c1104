using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Model;

namespace ActionsFunctions.IdentityProviders.Okta;

/// <summary>
/// One operation of a patch. Always <c>add</c>, which also replaces: <c>replace</c> of a claim that is not there would void the whole answer.
/// </summary>
internal static class OktaOperation
{
    public static void Write(Utf8JsonWriter json, string claim, ClaimValue value)
    {
        json.WriteStartObject();
        json.WriteString("op"u8, "add"u8);
        json.WriteString("path"u8, Path(claim));
        json.WritePropertyName("value"u8);
        json.WriteRawValue(value.Json.Span, skipInputValidation: true);
        json.WriteEndObject();
    }

    /// <summary>Its bytes in the answer, with the comma before the next.</summary>
    public static int SizeOf(string claim, ClaimValue value) =>
        JsonBody.Read((claim, value), static (json, operation) => Write(json, operation.claim, operation.value), static written => written.Length) + 1;

    // RFC 6901 section 3: a claim named as a URL would otherwise be a path into nested members.
    private static string Path(string claim) =>
        "/claims/" + claim.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
