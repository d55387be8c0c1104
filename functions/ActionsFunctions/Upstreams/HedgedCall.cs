namespace ActionsFunctions.Upstreams;

/// <summary>
/// A call that is asked once more, beside the first attempt, when that takes longer than usual. The first good answer counts; the other attempt
/// is called off, which resets a stream of HTTP/2 and closes a connection of HTTP/1.1: neither is used again.
/// Source: Dean and Barroso, "The Tail at Scale", Communications of the ACM, 2013.
/// </summary>
/// <param name="clock">The clock of the wait.</param>
/// <param name="attempt">Makes one attempt, and ends soon after its token is cancelled.</param>
/// <param name="tryBegin">Takes what a second attempt needs; false: there will be none.</param>
/// <param name="ended">Gives it back when both attempts are over.</param>
internal sealed class HedgedCall(TimeProvider clock, Func<CancellationToken, Task<UpstreamAnswer>> attempt, Func<bool> tryBegin, Action ended)
{
    /// <summary>Calls; the answer is one whatever the attempts were.</summary>
    /// <param name="after">How long the first attempt is waited for alone.</param>
    /// <param name="limit">The time of the first attempt where there is no second one; null: no limit.</param>
    /// <param name="cancellationToken">Cancelled when the answer is no longer wanted.</param>
    public async Task<UpstreamAnswer> RunAsync(TimeSpan after, TimeSpan? limit, CancellationToken cancellationToken)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = attempt(cut.Token);
        if (await EndsWithinAsync(first, after))
            return await first;
        if (tryBegin())
            return await RaceAsync(first, cut, cancellationToken);
        if (limit is { } time && !await EndsWithinAsync(first, time - after))
            await cut.CancelAsync();
        return await first;
    }

    private async Task<UpstreamAnswer> RaceAsync(Task<UpstreamAnswer> first, CancellationTokenSource firstCut, CancellationToken cancellationToken)
    {
        using var secondCut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var second = attempt(secondCut.Token);
        _ = GiveBackAsync(first, second);
        var winner = await Task.WhenAny(first, second);
        if (UpstreamGuard.IsDown(await winner))
            winner = winner == first ? second : first;
        var answer = await winner;
        await (winner == first ? secondCut : firstCut).CancelAsync();
        return answer;
    }

    private async Task GiveBackAsync(Task first, Task second)
    {
        await Task.WhenAll(first, second).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended();
    }

    private async Task<bool> EndsWithinAsync(Task call, TimeSpan time)
    {
        await call.WaitAsync(time > TimeSpan.Zero ? time : TimeSpan.Zero, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return call.IsCompleted;
    }
}
