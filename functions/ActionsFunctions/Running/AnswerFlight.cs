namespace ActionsFunctions.Running;

/// <summary>One run whose answer others with the same key wait for, instead of asking the same at the same moment.</summary>
/// <param name="began">The invalidations that had happened when it began.</param>
internal sealed class AnswerFlight(long began)
{
    private readonly TaskCompletionSource<ActionResult?> landed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The invalidations that had happened when it began: what it says is not kept if its user's came later.</summary>
    public long Began { get; } = began;

    /// <summary>How it ended; null where it says nothing about anybody else's run: its own time was over.</summary>
    public Task<ActionResult?> Landed => landed.Task;

    /// <summary>Ends it; the first call counts.</summary>
    public void Land(ActionResult? result) => landed.TrySetResult(result is { Breakdown.TimedOut: true } ? null : result);
}
