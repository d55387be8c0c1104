namespace ActionsFunctions.Upstreams;

/// <summary>An access token for calls to the outside.</summary>
/// <param name="Value">The token.</param>
/// <param name="Lifetime">How long it holds, counted from when it was asked for.</param>
internal sealed record BearerToken(string Value, TimeSpan Lifetime)
{
    // Clocks go wrong, and no timer is set for months.
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

    /// <summary>Says nothing: a token has no place in a log.</summary>
    public override string ToString() => "***";

    /// <summary>The lifetime that a token counts with of which so many seconds are stated: none where it has ended, a day at most.</summary>
    public static TimeSpan LifetimeOf(double seconds) => seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, LongestLifetime.TotalSeconds)) : TimeSpan.Zero;

    // What a header can carry; anything else would throw when the request is made (RFC 6750 section 2.1 allows less).
    public static bool IsValid(string? value) => value is { Length: > 0 } && !value.AsSpan().ContainsAnyExceptInRange('!', '~');
}

/// <summary>A token, or why there is none.</summary>
/// <param name="Token">The token; null where there is none.</param>
/// <param name="Refusal">What came instead of it; null where there is a token.</param>
internal readonly record struct TokenAnswer(BearerToken? Token, UpstreamAnswer? Refusal);

/// <summary>Where tokens come from.</summary>
internal interface ITokenIssuer
{
    /// <summary>The kind of dependency, for diagnostics.</summary>
    string Source { get; }

    /// <summary>Asks for one token. Throws only for <paramref name="cancellationToken"/>.</summary>
    Task<TokenAnswer> IssueAsync(CancellationToken cancellationToken);
}
