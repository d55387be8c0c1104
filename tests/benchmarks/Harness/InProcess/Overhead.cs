using ActionsFunctions.Benchmarks.Load;
using ActionsFunctions.Benchmarks.Report;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.Benchmarks.InProcess;

/// <summary>The product's own time per login: from the moment at which it was due to its answer, without the wait of the critical path.</summary>
internal static class Overhead
{
    public static async Task RunAsync(Effort effort, Results results)
    {
        results.Say("Own overhead per login, in process, 3 KB event, three actions; open loop at 30 % of capacity, from when each login was due, ms");
        var rows = new List<object[]>();
        var cases = new[] { ("answers kept", new SyntheticFlow { Keeps = true }, 1_024), ("three waits of 20 ms", new SyntheticFlow { Wait = 20 }, SyntheticAction.Users) };
        foreach (var (name, flow, users) in cases)
        {
            // One processor is the pacer's, who wakes for every arrival. An app of its own: an app remembers 500,000 ids of messages at most, and what is counted here would leave no room for the rest.
            double capacity;
            await using (var counted = await WarmAsync(flow, users))
                capacity = await CapacityAsync(counted, flow.Wait > 0 ? 256 : Math.Max(1, Environment.ProcessorCount - 1), effort.Window);
            await using var app = await WarmAsync(flow, users);
            var runs = new List<(Times Own, Times Total)>();
            for (var i = 0; i < effort.Repeats; i++)
            {
                runs.Add(await OpenAsync(app, 0.3 * capacity, effort.Window));
                rows.Add([name, i, capacity, runs[^1].Own.Median, runs[^1].Own.P99, runs[^1].Own.Largest, runs[^1].Total.Median, runs[^1].Total.P99]);
            }

            var (p50, p99) = (new Times(runs.Select(run => run.Own.Median)), new Times(runs.Select(run => run.Own.P99)));
            results.Say($"  {name,-22} capacity {capacity,7:F0}/s   own p50 {p50.Median:F3} ({p50.Smallest:F3}-{p50.Largest:F3})   own p99 {p99.Median:F3} ({p99.Smallest:F3}-{p99.Largest:F3})   total p50 {new Times(runs.Select(run => run.Total.Median)).Median:F2}");
            if (flow.Wait == 0)
                results.Target("own overhead, p50", p50.Median, 0.5, atMost: true, " ms");
            results.Target(flow.Wait == 0 ? "own overhead, p99" : "above the slowest of three 20 ms calls, p50", flow.Wait == 0 ? p99.Median : p50.Median, 2, atMost: true, " ms");
        }

        results.Raw("overhead", "case,repeat,capacity,own_p50_ms,own_p99_ms,own_max_ms,total_p50_ms,total_p99_ms", rows);
        results.Save("overhead");
    }

    private static async Task<BenchApp> WarmAsync(SyntheticFlow flow, int users)
    {
        var app = new BenchApp(flow, 3_072, users);
        await app.WarmAsync(logins: flow.Wait > 0 ? 32 : 20_000);
        return app;
    }

    private static async Task<double> CapacityAsync(BenchApp app, int atOnce, TimeSpan window)
    {
        var (clock, done) = (app.Clock, 0);
        // Twice: the first one lets the runtime compile what is hot.
        for (var i = 0; i < 2; i++)
        {
            done = 0;
            var start = clock.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
            {
                while (clock.GetElapsedTime(start) < window)
                {
                    var (number, request) = app.Next();
                    await app.AnswerAsync(request);
                    SyntheticAction.TakeWait(app.UserOf(number));
                    Interlocked.Increment(ref done);
                }
            })));
        }

        return done / window.TotalSeconds;
    }

    private static async Task<(Times Own, Times Total)> OpenAsync(BenchApp app, double perSecond, TimeSpan window)
    {
        var logins = Enumerable.Range(0, (int)(perSecond * window.TotalSeconds) + 1).Select(_ => app.Next()).ToArray();
        // Twice: what was made ahead for all is then old, and no collection on the way goes through it.
        GC.Collect();
        GC.Collect();
        var answered = new List<Task<(double Own, double Total)>>(logins.Length);
        var next = 0;
        await Pacer.RunAsync(perSecond, window, due =>
        {
            var (number, request) = logins[next++];
            answered.Add(Task.Run(() => AnswerAsync(app, number, request with { Arrived = due })));
        });
        var times = await Task.WhenAll(answered);
        return (new(times.Select(time => time.Own)), new(times.Select(time => time.Total)));
    }

    private static async Task<(double Own, double Total)> AnswerAsync(BenchApp app, long number, WebhookRequest request)
    {
        await app.AnswerAsync(request);
        var total = app.Clock.GetElapsedTime(request.Arrived).TotalMilliseconds;
        return (total - SyntheticAction.TakeWait(app.UserOf(number)).TotalMilliseconds, total);
    }
}
