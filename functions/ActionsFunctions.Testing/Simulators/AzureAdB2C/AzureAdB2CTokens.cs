using System.Collections.Frozen;
using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.AzureAdB2C;

/// <summary>The tokens of one flow, with every attribute selected as an application claim; both have the same claims.</summary>
/// <param name="request">The body of the call.</param>
/// <param name="now">When the tokens are issued.</param>
internal sealed class AzureAdB2CTokens(JsonElement request, DateTimeOffset now)
{
    private static readonly FrozenSet<string> BuiltIn = FrozenSet.Create(
        StringComparer.Ordinal,
        "displayName", "givenName", "surname", "jobTitle", "streetAddress", "city", "postalCode", "state", "country");

    private readonly TokenPayload claims = new TokenPayload()
        .Set("iss", "https://contoso.b2clogin.example/v2.0/")
        .SetIfAny("aud", request.Find("client_id"))
        .SetIfAny("sub", request.Find("objectId"))
        .Set("iat", now.ToUnixTimeSeconds())
        .Set("exp", now.AddHours(1).ToUnixTimeSeconds())
        .Set("tfp", "B2C_1_signupsignin")
        .SetIfAny("name", request.Find("displayName"));

    public static bool IsSingleValue(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    /// <summary>What a user flow knows by this name; the e-mail address cannot be overridden.</summary>
    public static bool IsAttribute(string name) => BuiltIn.Contains(name) || name.StartsWith("extension_", StringComparison.Ordinal);

    public void Set(JsonProperty claim) => claims.Set(claim.Name, claim.Value);

    /// <summary>Tokens, or none where the account does not even exist yet.</summary>
    public SimulatedTokens Issue(bool atTokenStep) => atTokenStep ? new(claims.ToJson(), claims.ToJson()) : new(null, null);
}
