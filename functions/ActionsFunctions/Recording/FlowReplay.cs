using ActionsFunctions.Merging;
using ActionsFunctions.Observing;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;

namespace ActionsFunctions.Recording;

/// <summary>
/// Runs a flow over a recorded login: the event as it is there, upstreams as they answered then, nothing kept from before, and no limit of time
/// but one for a replay that hangs. Nobody is called.
/// </summary>
public static class FlowReplay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What the flow makes of the login.</summary>
    public static async Task<ReplayedOutcome> RunAsync(FlowPlan plan, RecordedLogin login, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(login);
        var clock = TimeProvider.System;
        var deadline = new Deadline(clock, clock.GetTimestamp(), Patience);
        var tape = new UpstreamTape(IsReplay: true);
        foreach (var answer in login.Upstream)
            tape.Add(answer);
        // A recorded time-out is in the tape; a real one of this machine would make two replays differ.
        var untimed = plan with { Actions = [.. plan.Actions.Select(action => action with { Timeout = null })] };
        var context = new FlowContext(login.Provider, login.Event, deadline) { Watch = new(deadline) { Tape = tape } };
        var results = await new FlowRunner(clock, new AnswerStore(clock)).RunAsync(untimed, context, cancellationToken);
        return ReplayedOutcome.Of(plan, FlowMerger.Merge(plan, results));
    }
}
