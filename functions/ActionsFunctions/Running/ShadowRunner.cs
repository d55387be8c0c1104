using ActionsFunctions.Actions;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Running;

/// <summary>
/// Runs shadows: actions that run for the sake of a comparison only. They have the login's deadline and nothing else of it: no kept answer, a cache of their
/// own, no failure policy, and so few places that shadows which hang cannot take the threads that logins need.
/// </summary>
internal sealed class ShadowRunner
{
    /// <summary>Shadows that run at the same time at most. One that hangs keeps its place, abandoned or not.</summary>
    public const int Places = 64;

    private readonly CacheStore caches;
    private readonly ActionRunner runner;
    private int taken;

    public ShadowRunner(TimeProvider clock)
    {
        caches = new(clock);
        runner = new(clock, new AnswerStore(clock), caches);
    }

    /// <summary>A shadow for which there is no place, or no time: nobody compares it.</summary>
    public static ActionResult NotRun { get; } = ActionResult.Skipped with { Breakdown = new(TimedOut: true, "overloaded") };

    public async Task<ActionResult> RunAsync(PlannedAction action, FlowContext context)
    {
        if (Volatile.Read(ref taken) >= Places)
            return NotRun;
        var shadow = action with { Action = new PlaceTaking(action.Action, this), OnFailure = OnFailure.Continue, FreshFor = null, StaleFor = null };
        var result = await runner.RunAsync(shadow, context, CancellationToken.None);
        caches.Commit(CacheScope.Of(context.Provider, context.Event, action.Name), result.CacheWrites);
        return result;
    }

    /// <summary>What is known of a shadow when everything that is issued is in: the login does not wait for it.</summary>
    public static ActionResult KnownOf(Task<ActionResult> shadow) => shadow.IsCompletedSuccessfully
        ? shadow.Result
        : new(ActionOutcome.TimedOut, [], TimeSpan.Zero) { Late = shadow };

    private sealed class PlaceTaking(IPostLoginAction action, ShadowRunner shadows) : IPostLoginAction
    {
        public bool AppliesTo(PostLoginEvent login) => action.AppliesTo(login);

        public async Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref shadows.taken);
            try
            {
                await action.ExecuteAsync(login, api, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref shadows.taken);
            }
        }
    }
}
