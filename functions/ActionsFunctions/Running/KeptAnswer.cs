using ActionsFunctions.Merging;
using ActionsFunctions.Planning;
using ActionsFunctions.Sharing;

namespace ActionsFunctions.Running;

/// <summary>
/// How one run uses and renews the kept answer of its key. Fresh: given. No longer fresh but within <c>StaleFor</c>: given as stale, and renewed
/// in the background. Else asked for, by one run at a time per key while the others wait for its answer.
/// </summary>
internal sealed class KeptAnswer(PlannedAction action, AnswerKey key, AnswerStore answers)
{
    private readonly Lock gate = new();
    private readonly long began = answers.Now;
    private AnswerFlight? flight;
    private bool found;
    private bool over;

    /// <summary>The generation of the user's answers in the shared cache; null: this run uses and keeps this instance's own only.</summary>
    public string? Generation { get; init; }

    /// <summary>A result that needs no asking; null: this run has to ask.</summary>
    public async Task<ActionResult?> FindAsync(bool renews, CancellationToken cancellationToken)
    {
        if (action.FreshFor is null && answers.Find(key, action.StaleFor) is null)
            // For a failure only: nobody waits for it.
            _ = FetchAsync(CancellationToken.None);
        if (!renews && Spared() is { } spared)
            return Given(spared);
        while (action.FreshFor is not null)
        {
            if (!renews && Look() is { } kept)
                return Given(kept);
            var joined = Join(out var isMine);
            if (isMine)
            {
                // Once more: the flight before may have landed between looking and joining, or another instance may have asked.
                if (Fresh() is null)
                    await FetchAsync(cancellationToken);
                return (renews ? Fresh() : Look()) is { } landed ? Given(landed) : null;
            }

            if (renews)
                return Given(ActionResult.Skipped);
            if (await joined.Landed.WaitAsync(cancellationToken) is { } shared)
                return Given(shared with { Origin = AnswerOrigin.Shared });
        }

        return null;
    }

    /// <summary>The run is over: keeps a good answer, forgets the one from before a denial, and lets those who wait for it go on.</summary>
    public void End(ActionResult outcome)
    {
        AnswerFlight? mine;
        lock (gate)
        {
            over = true;
            mine = flight;
        }

        // An answer that sends the user elsewhere is for this login: kept, it would send every later one there as well.
        var suspends = outcome.Commands.Any(command => command.Suspends);
        if (!found && outcome.Outcome == ActionOutcome.Succeeded && !suspends)
            Keep(outcome, mine?.Began ?? began);
        else if (!found && (outcome.Outcome == ActionOutcome.Denied || suspends))
            // What was good before must not stand in for a denial: neither when the upstream is down, nor when only a renewal heard it.
            Forget(suspends);
        if (mine is null)
            return;
        answers.End(key, mine);
        mine.Land(outcome);
    }

    // Into this instance's own store, as old as it is.
    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        if (Generation is { } generation && answers.Shared is { } shared && await shared.FindAsync(key, generation, cancellationToken) is { } elsewhere)
            answers.Adopt(key, elsewhere.Commands, began, elsewhere.Age);
    }

    private void Keep(ActionResult outcome, long since)
    {
        answers.Keep(key, outcome.Commands, since);
        if (Generation is { } generation)
            answers.Shared?.Keep(key, generation, outcome.Commands, outcome.Commands.Count > 0 ? SharedCacheSettings.LifeOf(action) : AnswerStore.NegativeFor);
    }

    private void Forget(bool suspends)
    {
        answers.Forget(key);
        if (suspends && Generation is { } generation)
            answers.Shared?.Drop(key, generation);
        else if (!suspends)
            // What other instances hold in memory was good before the denial, too.
            _ = answers.Shared?.RenewAsync(key.Subject, CancellationToken.None);
    }

    // An upstream near its limit is asked only for what nobody has: a login that it refuses would get this answer anyway.
    private ActionResult? Spared() =>
        (action.ServesStale || action.OnFailure == OnFailure.Stale) && action.Action.PrefersKeptAnswers ? Fresh() ?? Stale() : null;

    private ActionResult? Look()
    {
        if (Fresh() is { } fresh)
            return fresh;
        return action.ServesStale ? Stale() : null;
    }

    // "There is nothing" is no answer to go on with: what was missing a while ago may be there now.
    private ActionResult? Stale() =>
        answers.Find(key, action.StaleFor) is { Count: > 0 } stale ? new(ActionOutcome.Stale, stale, TimeSpan.Zero) { Origin = AnswerOrigin.Kept } : null;

    private ActionResult? Fresh() =>
        answers.FindFresh(key, action.FreshFor) is { } fresh ? new(ActionOutcome.Succeeded, fresh, TimeSpan.Zero) { Origin = AnswerOrigin.Kept } : null;

    private AnswerFlight Join(out bool isMine)
    {
        var joined = answers.Join(key, out isMine);
        if (!isMine)
            return joined;
        lock (gate)
        {
            flight = joined;
            if (!over)
                return joined;
        }

        // Abandoned meanwhile: nobody will end this flight any more.
        answers.End(key, joined);
        joined.Land(null);
        return joined;
    }

    private ActionResult Given(ActionResult result)
    {
        found = true;
        return result;
    }
}
