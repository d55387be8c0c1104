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
    private readonly CancellationTokenSource cancellation = new();
    private readonly CommandRecorder recorder = new();
    private readonly Lock gate = new();
    private KeptAnswer? kept;
    private ActionResult? result;

    /// <summary>Under which the answer is kept; null until known, or where answers are not kept.</summary>
    public AnswerKey? Key { get; private set; }

    /// <summary>True: this run renews a kept answer in the background, and does not look for one.</summary>
    public bool Renews { get; init; }

    /// <summary>The body of the run, on the thread pool. The first to end it, this or <see cref="End"/>, decides how it ended.</summary>
    public async Task ExecuteAsync()
    {
        context.Watch?.Follow(action.Name);
        ActionResult outcome;
        try
        {
            outcome = await RunAsync();
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
        var ended = Finish(Broken(timedOut: true, "deadline"));
        // Callbacks that the action registered run on the pool: a blocking one must not hold up the login.
        _ = cancellation.CancelAsync();
        return ended;
    }

    private async Task<ActionResult> RunAsync()
    {
        var login = context.Event.WithSecrets(await action.Secrets.ReadAsync(cancellation.Token));
        if (!action.Action.AppliesTo(login))
            return ActionResult.Skipped;
        Key = action.KeepsAnswers && !scope.Resuming ? AnswerKey.For(action, context.Provider, login) : null;
        if ((Key is { } key ? new KeptAnswer(action, key, answers) { Generation = context.Generation } : OfThisLogin()) is not { } mine)
            return await AskAsync(login);
        lock (gate)
            kept = mine;
        return await mine.FindAsync(Renews, cancellation.Token) ?? await AskAsync(login);
    }

    // The provider may be repeating its call, here or at this moment: what was done for this login is not done again.
    private KeptAnswer? OfThisLogin() => action.Action.HasSideEffects && context.RetriesFor > TimeSpan.Zero && !scope.Resuming
        ? new(action with { FreshFor = context.RetriesFor, StaleFor = null }, AnswerKey.OfLogin(action, context), answers.OfLogins)
        : null;

    private async Task<ActionResult> AskAsync(PostLoginEvent login)
    {
        var api = new PostLoginApi(recorder, deadline, scope);
        if (!scope.Resuming)
            await action.Action.ExecuteAsync(login, api, cancellation.Token);
        else if (action.Action is IContinuePostLoginAction continuing)
            await continuing.ContinueAsync(login, api, cancellation.Token);
        var said = recorder.Seal();
        return recorder.Failure is { } failure ? Broken(timedOut: false, failure) : Heard(said);
    }

    private ActionResult Heard(IReadOnlyList<Command> said)
    {
        var cached = scope.Cache.Seal();
        foreach (var command in said)
        {
            if (command.Method == Command.Deny)
                return new(ActionOutcome.Denied, said, TimeSpan.Zero) { DenyReason = command.Text(0), CacheWrites = cached };
        }

        return new(ActionOutcome.Succeeded, said, TimeSpan.Zero) { CacheWrites = cached };
    }

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
