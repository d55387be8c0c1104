using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators;

/// <summary>What a provider makes of an answer.</summary>
public enum SimulatedOutcome
{
    /// <summary>Tokens are issued with what the answer says.</summary>
    Issued,

    /// <summary>The login is refused, as the answer demands.</summary>
    Denied,

    /// <summary>The answer is late, or is not what the contract asks for: the provider does what it does when an extension fails.</summary>
    Rejected,
}

/// <summary>A provider's verdict on an answer.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">Why it is denied or rejected, in the provider's terms; null where issued.</param>
/// <param name="Tokens">The tokens that the application gets; also with a rejected answer, where the provider then issues unchanged tokens.</param>
public sealed record SimulatedVerdict(SimulatedOutcome Outcome, string? Reason, SimulatedTokens? Tokens)
{
    /// <summary>What the provider passed over in silence: claims that it never puts into tokens, say.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Two calls that are both answered well make one login: each gives the token that the other lacks.</summary>
    public SimulatedVerdict With(SimulatedVerdict second)
    {
        ArgumentNullException.ThrowIfNull(second);
        return this with
        {
            Tokens = new(Tokens?.IdToken ?? second.Tokens?.IdToken, second.Tokens?.AccessToken ?? Tokens?.AccessToken),
            Notes = [.. Notes.Union(second.Notes, StringComparer.Ordinal)],
        };
    }

    /// <summary>Tokens are issued.</summary>
    public static SimulatedVerdict Issued(SimulatedTokens tokens) => new(SimulatedOutcome.Issued, null, tokens);

    /// <summary>The login is refused.</summary>
    public static SimulatedVerdict Denied(string reason) => new(SimulatedOutcome.Denied, reason, null);

    /// <summary>The answer is not accepted; <paramref name="tokens"/> where the provider issues its unchanged ones then.</summary>
    public static SimulatedVerdict Rejected(string reason, SimulatedTokens? tokens = null) => new(SimulatedOutcome.Rejected, reason, tokens);
}

/// <summary>The payloads of the tokens issued.</summary>
/// <param name="IdToken">The ID token's claims; null where the login gives none.</param>
/// <param name="AccessToken">The access token's claims; null where the login gives none.</param>
public sealed record SimulatedTokens(JsonElement? IdToken, JsonElement? AccessToken);
