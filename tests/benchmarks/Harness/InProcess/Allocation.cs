using ActionsFunctions.Benchmarks.Report;

namespace ActionsFunctions.Benchmarks.InProcess;

/// <summary>Bytes allocated in the core per login, from the request as the host hands it over to the answer.</summary>
internal static class Allocation
{
    public static async Task RunAsync(Effort effort, Results results)
    {
        results.Say("Allocated in the core per login, three actions, one after the other");
        var rows = new List<object[]>();
        foreach (var (name, keeps) in new[] { ("answers kept", true), ("actions run", false) })
        {
            foreach (var (bytes, wanted) in new[] { (3_072, 16.0), (10_240, 40.0) })
            {
                await using var app = new BenchApp(new() { Keeps = keeps }, bytes, users: 64);
                await app.WarmAsync(2_000);
                var costs = new List<Cost>();
                for (var i = 0; i < effort.Repeats; i++)
                    costs.Add(await Cost.OfAsync(app, effort.Logins / 100));
                var median = costs.Select(cost => cost.Kilobytes).Order().ElementAt(costs.Count / 2);
                rows.AddRange(costs.Select((cost, i) => new object[] { name, bytes, i, cost.Kilobytes, cost.Microseconds }));
                results.Target($"KB per login, {name}, {bytes / 1024} KB event", median, wanted, atMost: true, " KB");
            }
        }

        results.Raw("allocation", "case,event_bytes,repeat,kb_per_login,cpu_us_per_login", rows);
        results.Save("allocation");
    }
}
