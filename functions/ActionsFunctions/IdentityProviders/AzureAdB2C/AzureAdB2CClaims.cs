using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.AzureAdB2C;

/// <summary>
/// What Azure AD B2C can carry: texts, numbers and booleans in members named after attributes, in one map for both tokens. A claim that is not
/// named so is carried as the custom attribute <c>extension_{last segment of its name}</c>.
/// Source: Microsoft Learn, "Enrich tokens with claims from external sources using API connectors" and "RESTful technical profile".
/// </summary>
/// <param name="customPolicy">A custom policy maps any plain name; a user flow knows attributes only.</param>
internal sealed partial class AzureAdB2CClaims(bool customPolicy) : ClaimRules
{
    // Members that steer the answer, that name the person, and claims that B2C sets itself.
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "version", "action", "status", "userMessage", "code", "requestId", "developerMessage", "moreInfo",
        "email", "emails", "identities", "objectId", "signInName", "step", "client_id", "clientId", "ui_locales",
        "acr", "amr", "at_hash", "aud", "auth_time", "azp", "c_hash", "exp", "iat", "idp", "iss", "jti", "nbf", "nonce", "oid", "scp", "sub", "tfp", "tid", "ver");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,127}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PlainName { get; }

    [GeneratedRegex("[^A-Za-z0-9_]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NoAttributeCharacter { get; }

    /// <inheritdoc />
    public override bool SharedMap => true;

    /// <inheritdoc />
    public override string? RefuseName(Token token, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Reserved.Contains(name))
            return $"'{name}' is reserved by Azure AD B2C";
        return PlainName.IsMatch(NameInToken(token, name)) && LastSegment(name).Any(char.IsAsciiLetterOrDigit) ? null : "no attribute name can be made of it";
    }

    /// <inheritdoc />
    public override string NameInToken(Token token, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (PlainName.IsMatch(name)
            && (customPolicy || AzureAdB2CAttributes.BuiltIn.Contains(name) || name.StartsWith(AzureAdB2CAttributes.ExtensionPrefix, StringComparison.Ordinal)))
            return name;
        return AzureAdB2CAttributes.ExtensionPrefix + NoAttributeCharacter.Replace(LastSegment(name), "_");
    }

    /// <inheritdoc />
    public override ShapedValue ShapeValue(Token token, string name, ClaimValue value) => value.Kind switch
    {
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => new(value, null, null),
        JsonValueKind.Array => Joined(value),
        _ => new(value, null, "Azure AD B2C carries texts, numbers and booleans only"),
    };

    /// <summary>The answer has no place for metadata of the user; transaction metadata has done its work inside the flow.</summary>
    public override bool Honours(string method) => method == Command.SetTransactionMetadata;

    // https://actions.example/groups, urn:contoso:groups and https://contoso.example/claims#groups end in the same word.
    private static string LastSegment(string name) => name[(name.AsSpan().LastIndexOfAny('/', '#', ':') + 1)..];

    private static ShapedValue Joined(ClaimValue list)
    {
        var items = new List<string>();
        foreach (var item in list.Element.EnumerateArray())
        {
            if (item.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
                return new(list, null, "an element of the list is an object, a list or null");
            var text = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
            // A group named "staff,admins" must not become two groups.
            if (text.Contains(',', StringComparison.Ordinal))
                return new(list, null, "an element of the list holds a comma, which separates elements");
            items.Add(text);
        }

        return new(string.Join(',', items), items.Count == 0 ? "an empty list is left out" : "list to comma-separated text", null);
    }
}
