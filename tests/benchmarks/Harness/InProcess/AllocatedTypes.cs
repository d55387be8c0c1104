using System.Diagnostics.Tracing;
using ActionsFunctions.Benchmarks.Report;

namespace ActionsFunctions.Benchmarks.InProcess;

/// <summary>Of what a login's allocated bytes are: the runtime names the type at every hundredth kilobyte or so.</summary>
internal static class AllocatedTypes
{
    public static async Task RunAsync(Effort effort, Results results)
    {
        await using var app = new BenchApp(new() { Keeps = true }, 3_072, users: 64);
        await app.WarmAsync(20_000);
        using var listener = new Listener();
        var cost = await Cost.OfAsync(app, effort.Logins / 4);
        var all = listener.Bytes.Values.Sum();
        results.Say($"Of what the {cost.Kilobytes:F1} KB of a login are (three actions, answers kept, 3 KB event); sampled, KB");
        foreach (var (type, bytes) in listener.Bytes.OrderByDescending(entry => entry.Value).Take(40))
            results.Say($"  {cost.Kilobytes * bytes / all,6:F2}  {type}");
        results.Save("allocated-types");
    }

    private sealed class Listener : EventListener
    {
        private const EventKeywords Gc = (EventKeywords)1;

        public Dictionary<string, long> Bytes { get; } = new(StringComparer.Ordinal);

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
                EnableEvents(eventSource, EventLevel.Verbose, Gc);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true || Bytes is null)
                return;
            var type = (string)eventData.Payload![eventData.PayloadNames!.IndexOf("TypeName")]!;
            lock (Bytes)
                Bytes[type] = Bytes.GetValueOrDefault(type) + (long)(ulong)eventData.Payload[eventData.PayloadNames.IndexOf("AllocationAmount64")]!;
        }
    }
}
