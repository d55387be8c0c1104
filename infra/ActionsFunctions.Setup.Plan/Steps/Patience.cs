using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Steps;

/// <summary>
/// Tries again while the directory does not know yet what was made a moment ago. A new object reaches all of its replicas within seconds to minutes.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="most">How long one step is tried, from its first attempt.</param>
internal sealed class Patience(TimeProvider clock, TimeSpan most)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Runs it. <paramref name="fresh"/>: something was made in this run, so that even a refusal may come from a replica that is behind.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> attempt, bool fresh, Action<TenantFault, TimeSpan> waiting, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        for (var pause = TimeSpan.FromSeconds(1); ; pause = Shorter(pause * 2, Longest))
        {
            try
            {
                await attempt(cancellationToken);
                return;
            }
            catch (TenantFaultException failed) when (MayPass(failed.Fault, fresh) && clock.GetElapsedTime(start) + Wait(failed.Fault, pause) <= most)
            {
                waiting(failed.Fault, Wait(failed.Fault, pause));
                await Task.Delay(Wait(failed.Fault, pause), clock, cancellationToken);
            }
        }
    }

    private static bool MayPass(TenantFault fault, bool fresh) => fault.Kind switch
    {
        TenantFaultKind.NotFound or TenantFaultKind.Throttled or TenantFaultKind.Unavailable => true,
        TenantFaultKind.Refused => fresh,
        _ => false,
    };

    private static TimeSpan Wait(TenantFault fault, TimeSpan pause) => fault.RetryAfter is { } asked && asked > pause ? asked : pause;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
