using System.Collections.Concurrent;

namespace ActionsFunctions.Local.Tenant.Graph;

/// <summary>The switch that makes Graph answer 429, and say that it soon will.</summary>
internal sealed class GraphThrottle
{
    private readonly ConcurrentQueue<TimeSpan> refusals = new();

    /// <summary>The part of the limit that every answer says is used; null, the default: it is not near, and nothing is said.</summary>
    public double? LimitUsed { get; set; }

    /// <summary>Lets the next requests be refused.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="retryAfter">The Retry-After that they carry, in whole seconds.</param>
    public void RefuseNext(int requests, TimeSpan retryAfter)
    {
        for (var i = 0; i < requests; i++)
            refusals.Enqueue(retryAfter);
    }

    public bool Refuses(out TimeSpan retryAfter) => refusals.TryDequeue(out retryAfter);
}
