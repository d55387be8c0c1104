using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.Entra;

/// <summary>
/// Entra's claim map: texts and lists of text, 3 KB in all, one map for both tokens. Which of them reaches which token is decided by the
/// claims mapping policies of client and resource. Source: Microsoft Learn, "Custom claims provider reference" and error 1003025.
/// </summary>
internal sealed class EntraClaims : ClaimRules
{
    /// <inheritdoc />
    public override int MaxBytes => 3 * 1024;

    /// <inheritdoc />
    public override bool SharedMap => true;

    /// <inheritdoc />
    public override string? RefuseName(Token token, string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return "Entra refuses an empty claim name (error 1003026)";
        return EntraRestrictedClaims.Contains(name) ? "is a restricted claim of Entra" : null;
    }

    /// <inheritdoc />
    public override ShapedValue ShapeValue(Token token, string name, ClaimValue value) => value.Kind switch
    {
        JsonValueKind.String => new(value, null, null),
        JsonValueKind.True or JsonValueKind.False => new(AsText(value.Element), "boolean to string", null),
        JsonValueKind.Number => new(AsText(value.Element), "number to string", null),
        JsonValueKind.Array => ShapeList(value),
        _ => new(value, null, "Entra carries strings and lists of strings only"),
    };

    /// <inheritdoc />
    /// <remarks>The answer has no place for metadata of the user; transaction metadata has done its work inside the flow.</remarks>
    public override bool Honours(string method) => method == Command.SetTransactionMetadata;

    private static ShapedValue ShapeList(ClaimValue value)
    {
        var items = new List<string>();
        var converted = false;
        foreach (var item in value.Element.EnumerateArray())
        {
            // Half a list could mean something else than the whole one, so one element that cannot be carried costs the claim.
            if (item.ValueKind is not (JsonValueKind.String or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number))
                return new(value, null, "Entra carries lists of strings only; an element is an object, a list or null");
            converted |= item.ValueKind != JsonValueKind.String;
            items.Add(AsText(item));
        }

        return converted ? new(ClaimValue.Of(items), "list elements to strings", null) : new(value, null, null);
    }

    // Numbers keep the digits that the action wrote: 1.50 must not become 1.5.
    private static string AsText(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
