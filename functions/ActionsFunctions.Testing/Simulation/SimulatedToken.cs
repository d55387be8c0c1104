using System.Runtime.CompilerServices;
using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Testing;

/// <summary>A token that the provider issued.</summary>
/// <param name="name">What it is called in sentences.</param>
/// <param name="claims">Its claims; null where the login gives none.</param>
/// <param name="login">The login.</param>
public sealed class SimulatedToken(string name, JsonElement? claims, SimulatedLogin login)
{
    /// <summary>Its claims as a JSON object; null where the login gives no such token.</summary>
    public JsonElement? Claims => claims;

    /// <summary>A claim; null where there is none.</summary>
    public JsonElement? Claim(string claim) => claims is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(claim, out var value) ? value : null;

    /// <summary>It holds this claim with this value. Gives the login, to say more.</summary>
    public SimulatedLogin ShouldHave(string claim, ClaimValue value)
    {
        var found = Claim(claim);
        var holds = found is { } known && Words.Same(known, value);
        return login.Should(holds, $"'{claim}' to be {Words.Of(value)} in the {name}, {(found is { } other ? $"where it is {other.GetRawText()}" : "where it is not")}");
    }

    /// <summary>It holds this claim as a list of texts. Gives the login, to say more.</summary>
    [OverloadResolutionPriority(1)]
    public SimulatedLogin ShouldHave(string claim, IReadOnlyList<string> values) => ShouldHave(claim, ClaimValue.Of(values));

    /// <summary>It holds no claim of this name. Gives the login, to say more.</summary>
    public SimulatedLogin ShouldNotHave(string claim) => login.Should(Claim(claim) is null, $"no '{claim}' in the {name}");
}
