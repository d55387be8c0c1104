using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;

namespace ActionsFunctions.IdentityProviders;

/// <summary>
/// The claims that a token has already with those of the flow over them, for contracts whose answer replaces the whole set: what is not carried over
/// is gone.
/// </summary>
internal sealed class CarriedClaims
{
    private readonly OrderedDictionary<string, ClaimValue> claims = new(StringComparer.Ordinal);

    /// <summary>Lays claims over those that are there.</summary>
    /// <param name="existing">The provider's map; null where it sent none.</param>
    /// <param name="added">The flow's claims for this token.</param>
    public CarriedClaims(JsonElement? existing, IEnumerable<MergedClaim> added)
    {
        if (existing is { ValueKind: JsonValueKind.Object } map)
        {
            foreach (var claim in map.EnumerateObject())
                claims[claim.Name] = claim.Value;
        }

        foreach (var claim in added)
        {
            Changed |= !claims.TryGetValue(claim.Name, out var before) || before != claim.Value;
            claims[claim.Name] = claim.Value;
        }
    }

    /// <summary>False where every claim of the flow is there already, with the same value.</summary>
    public bool Changed { get; }

    /// <summary>Writes the map.</summary>
    public void WriteTo(Utf8JsonWriter json, string member)
    {
        json.WriteStartObject(member);
        foreach (var (name, value) in claims)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value.Json.Span, skipInputValidation: true);
        }

        json.WriteEndObject();
    }
}
