using System.Diagnostics.CodeAnalysis;
using ActionsFunctions.Actions;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Running;

/// <summary>One run of one action for one login. Nothing in here is pooled or used again: an abandoned action keeps it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "An abandoned action still holds the token; the source has no timer and no handle.")]
internal sealed class ActionRun(PlannedAction action, FlowContext context, Deadline deadline, AnswerStore answers, ApiScope scope)
{
    private static readonly Task<ActionResult?> Nothing = Task.FromResult<ActionResult?>(null);

    private readonly TimeSpan startedAfter = context.Deadline.Elapsed;
    private readonly CancellationTokenSource cancellation = new();
    private readonly CommandRecorder recorder = new();
    private readonly Lock gate = new();
    private KeptAnswer? kept;
    private ActionResult? result;

    /// <summary>Under which the answer is kept; null until known, or where answers are not kept.</summary>
    public AnswerKey? Key { get; private set; }

    /// <summary>True: this run renews a kept answer in the background, and does not look for one.</summary>
    public bool Renews { get; init; }

    /// <summary>When its time is over.</summary>
    public Deadline Deadline => deadline;

    /// <summary>The run, on the thread pool from its first line. The first to end it, this or <see cref="End"/>, decides how it ended.</summary>
    /// <param name="load">Is told how long it waited until it began; null: nobody is.</param>
    public async Task ExecuteAsync(LoginLoad? load)
    {
        var queued = load?.Queued() ?? 0;
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        load?.Began(queued);
        context.Watch?.Follow(action.Name);
        ActionResult outcome;
        try
        {
            var login = context.Event.WithSecrets(await action.Secrets.ReadAsync(cancellation.Token));
            if (!action.Action.AppliesTo(login))
            {
                outcome = ActionResult.Skipped;
            }
            else if (await FindAsync(login) is { } found)
            {
                outcome = found;
            }
            else
            {
                await AskAsync(login);
                outcome = Heard();
            }
        }
        catch (Exception fault)
        {
            outcome = Broken(timedOut: false, fault is Secrets.SecretUnavailableException ? "secret-unavailable" : "exception");
        }

        Finish(deadline.Left > TimeSpan.Zero ? outcome : Broken(timedOut: true, "deadline"));
    }

    /// <summary>Ends the run: its result if it is over, else it is abandoned as timed out.</summary>
    public ActionResult End()
    {
        var ended = Volatile.Read(ref result) ?? Finish(Broken(timedOut: true, "deadline"));
        // Callbacks that the action registered run on the pool: a blocking one must not hold up the login.
        _ = cancellation.CancelAsync();
        return ended;
    }

    // A kept answer, or what was said for this login before; null where it has to ask.
    private Task<ActionResult?> FindAsync(PostLoginEvent login)
    {
        Key = action.KeepsAnswers && !scope.Resuming ? AnswerKey.For(action, context, login) : null;
        if ((Key is { } key ? new KeptAnswer(action, key, answers) { Generation = context.Generation } : OfThisLogin()) is not { } mine)
            return Nothing;
        lock (gate)
            kept = mine;
        return mine.FindAsync(Renews, cancellation.Token);
    }

    // The provider may be repeating its call, here or at this moment: what was done for this login is not done again.
    private KeptAnswer? OfThisLogin() => action.Action.HasSideEffects && context.RetriesFor > TimeSpan.Zero && !scope.Resuming
        ? new(action with { FreshFor = context.RetriesFor, StaleFor = null }, AnswerKey.OfLogin(action, context), answers.OfLogins)
        : null;

    private Task AskAsync(PostLoginEvent login)
    {
        var api = new PostLoginApi(recorder, deadline, scope);
        if (!scope.Resuming)
            return action.Action.ExecuteAsync(login, api, cancellation.Token);
        return action.Action is IContinuePostLoginAction continuing ? continuing.ContinueAsync(login, api, cancellation.Token) : Task.CompletedTask;
    }

    private ActionResult Heard()
    {
        var said = recorder.Seal();
        if (recorder.Failure is { } failure)
            return Broken(timedOut: false, failure);
        var cached = scope.Cache.Seal();
        var suspends = false;
        for (var i = 0; i < said.Count; i++)
        {
            if (said[i].Method == Command.Deny)
                return Ended(ActionOutcome.Denied, said, cached, denied: said[i].Text(0), suspends: false);
            suspends |= said[i].Suspends && context.Honours(said[i].Method);
        }

        // A shadow sends nobody anywhere.
        return Ended(ActionOutcome.Succeeded, said, cached, denied: null, suspends && !action.Shadow);
    }

    private ActionResult Ended(ActionOutcome outcome, IReadOnlyList<Command> said, IReadOnlyList<CacheWrite> cached, string? denied, bool suspends) =>
        new(outcome, said, context.Deadline.Elapsed - startedAfter) { StartedAfter = startedAfter, CacheWrites = cached, DenyReason = denied, Suspends = suspends };

    private ActionResult Finish(ActionResult outcome)
    {
        lock (gate)
        {
            if (result is null)
            {
                result = outcome;
                // Only what is heard is kept: an abandoned action can have lost a part of what it said.
                kept?.End(outcome);
            }
        }

        // After the result stands: an action that swallows the refusal of what it says must not end its run as a success.
        recorder.Seal();
        scope.Cache.Seal();
        return result;
    }

    private static ActionResult Broken(bool timedOut, string reason) =>
        new(timedOut ? ActionOutcome.TimedOut : ActionOutcome.Failed, [], TimeSpan.Zero) { Breakdown = new(timedOut, reason) };
}
