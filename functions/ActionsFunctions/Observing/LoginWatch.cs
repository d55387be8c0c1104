using System.Collections.Concurrent;
using ActionsFunctions.Running;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Observing;

/// <summary>Takes down the upstream calls of one login that somebody observes; for a login that nobody observes there is none.</summary>
/// <param name="deadline">The login's deadline, which counts from the arrival of the request.</param>
internal sealed class LoginWatch(Deadline deadline)
{
    private static readonly AsyncLocal<(LoginWatch Login, string Action)?> Ambient = new();
    private readonly ConcurrentQueue<Entry> calls = new();

    /// <summary>What upstreams answered.</summary>
    public UpstreamTape Tape { get; init; } = new(IsReplay: false);

    /// <summary>What this path's login was answered when it was recorded; null where nobody replays.</summary>
    public static UpstreamAnswer? Replayed(UpstreamRequest request, string source) =>
        Ambient.Value is var (login, action) && login.Tape.IsReplay ? login.Tape.Next(action, request, source) : null;

    /// <summary>Takes down an answer, where somebody observes.</summary>
    public static void Record(UpstreamRequest request, UpstreamAnswer answer)
    {
        if (Ambient.Value is var (login, action))
            login.Tape.Add(new(action, request.Uri, answer));
    }

    /// <summary>The calls so far, in the order in which they began. An abandoned action may still add some: nobody sees those.</summary>
    public IReadOnlyList<UpstreamCall> Calls => [.. calls.Select(call => call.Snapshot(deadline.Elapsed))];

    /// <summary>From here on, calls on this asynchronous path are those of <paramref name="action"/>.</summary>
    public void Follow(string action) => Ambient.Value = (this, action);

    /// <summary>A call began; null where nobody observes.</summary>
    public static Entry? Begin(UpstreamCall call)
    {
        if (Ambient.Value is not var (login, action))
            return null;
        var entry = new Entry(call with { Action = action, StartedAfter = login.Elapsed }, login);
        login.calls.Enqueue(entry);
        return entry;
    }

    /// <summary>True where a call on this asynchronous path is taken down.</summary>
    public static bool IsFollowed => Ambient.Value is not null;

    private TimeSpan Elapsed => deadline.Elapsed;

    /// <summary>A call under way or over.</summary>
    internal sealed class Entry(UpstreamCall begun, LoginWatch login)
    {
        private volatile UpstreamCall? over;

        public void End(UpstreamAnswer? answer) => over = begun with
        {
            Status = answer?.Status ?? 0,
            Fault = answer?.Failure.Fault ?? UpstreamFault.TimedOut,
            Duration = login.Elapsed - begun.StartedAfter,
        };

        public UpstreamCall Snapshot(TimeSpan now) => over ?? begun with { Fault = UpstreamFault.TimedOut, Duration = now - begun.StartedAfter };
    }
}
