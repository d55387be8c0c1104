using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions.GraphGroups;

/// <summary>What a question about a user's groups came to.</summary>
/// <param name="Values">Names or ids, each once, in the order in which they are emitted; not all of them where it is decided already that they are too many.</param>
/// <param name="Failure">What went wrong, if anything.</param>
internal readonly record struct FoundGroups(IReadOnlyList<string> Values, UpstreamFailure Failure)
{
    /// <summary>Graph does not know the user: no groups, and no failure.</summary>
    public static FoundGroups UnknownUser { get; } = new([], default) { IsUnknownUser = true };

    public bool IsUnknownUser { get; private init; }

    public static FoundGroups Failed(UpstreamFailure failure) => new([], failure);
}

/// <summary>One way of asking Graph for a user's groups.</summary>
internal interface IGroupQuery
{
    /// <summary>The groups of the user at <paramref name="user"/>, which has no query and no slash at its end.</summary>
    Task<FoundGroups> FindAsync(Uri user, RetryAllowance retry, CancellationToken cancellationToken);
}
