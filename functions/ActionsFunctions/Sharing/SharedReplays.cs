namespace ActionsFunctions.Sharing;

/// <summary>Message ids used on any instance.</summary>
/// <param name="store">The shared cache.</param>
/// <param name="clock">The clock of their lives.</param>
internal sealed class SharedReplays(SharedStore store, TimeProvider clock)
{
    // The clock of another instance may be behind this one's: to it the message is not stale yet.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>Uses an id; null where only this instance knows.</summary>
    public Task<bool?> TryUseAsync(string scope, string id, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var life = until - clock.GetUtcNow();
        return store.TryUseAsync(scope, id, (life > TimeSpan.Zero ? life : TimeSpan.Zero) + Skew, cancellationToken);
    }
}
