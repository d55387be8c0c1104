using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ActionsFunctions.IdentityProviders.AzureAdB2C;

/// <summary>Attributes of users: the built-in ones, and custom ones, whose members are <c>extension_{app id}_{Name}</c> or <c>extension_{Name}</c>.</summary>
internal static partial class AzureAdB2CAttributes
{
    /// <summary>What every custom attribute's member begins with.</summary>
    public const string ExtensionPrefix = "extension_";

    /// <summary>The built-in attributes that an answer may set. Source: Microsoft Learn, "User profile attributes".</summary>
    public static FrozenSet<string> BuiltIn { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "displayName", "givenName", "surname", "jobTitle", "streetAddress", "city", "postalCode", "state", "country");

    // The application id is that of b2c-extensions-app, without dashes.
    [GeneratedRegex("^extension_(?:[0-9a-fA-F]{32}_)?(?<name>.+)\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ExtensionName { get; }

    /// <summary>Writes every attribute with a plain value, custom ones under their own short names. Of two with one name the first stays.</summary>
    public static void Write(Utf8JsonWriter json, JsonElement payload, ReadOnlySpan<string> but)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in payload.EnumerateObject())
        {
            if (but.Contains(member.Name) || member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
                continue;
            var name = ExtensionName.Match(member.Name) is { Success: true } custom ? custom.Groups["name"].Value : member.Name;
            if (!written.Add(name))
                continue;
            json.WritePropertyName(name);
            member.Value.WriteTo(json);
        }
    }
}
