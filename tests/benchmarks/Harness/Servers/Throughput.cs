using ActionsFunctions.Benchmarks.Load;
using ActionsFunctions.Benchmarks.Report;

namespace ActionsFunctions.Benchmarks.Servers;

/// <summary>Logins per second of the product and of its rivals, one after the other and again, every answer compared byte by byte.</summary>
internal static class Throughput
{
    private const string Product = "this product";
    private const string Hand = "by hand in parallel";
    private static readonly string[] Node = ["order http", "order undici", "parallel http", "parallel undici"];
    private static readonly byte[][] Bodies = LoginMessage.Bodies(users: 256, bytes: 3_072);

    public static async Task RunAsync(Published published, Effort effort, Results results)
    {
        var rows = new List<object[]>();
        results.Say("Throughput over HTTP, closed loop, 3 KB event, each answer compared; medians of interleaved repeats (smallest-largest); processor time of the server per login");
        results.Say("\nAnswers kept, no upstream call, 32 connections");
        await using (var upstream = await published.UpstreamAsync(0))
        {
            await using var product = await published.ProductAsync(Url(upstream), 3, keep: true);
            await using var bare = await published.BareAsync();
            var rivals = new Dictionary<string, ServerProcess>(StringComparer.Ordinal) { [Product] = product, ["bare minimal API"] = bare };
            // Shorter: an instance remembers 500,000 ids of messages for five minutes, and refuses more.
            var medians = await CompareAsync(rivals, 32, effort with { Window = effort.Window / 2 }, results, rows);
            results.Target("of a bare minimal API", medians[Product] / medians["bare minimal API"], 0.6, atMost: false);
        }

        await using (var upstream = await published.UpstreamAsync(20))
        {
            var rivals = await StartAsync(published, Url(upstream));
            foreach (var connections in new[] { 16, 64 })
            {
                results.Say($"\nThree upstream calls of 20 ms, {connections} connections");
                var medians = await CompareAsync(rivals, connections, effort, results, rows);
                results.Target($"of the same written by hand in parallel, {connections} connections", medians[Product] / medians[Hand], connections == 16 ? 0.95 : 0.75, atMost: false);
                if (connections == 16)
                    results.Target("times a Node server that asks in order (the better of two clients)", medians[Product] / Math.Max(medians["Node order http"], medians["Node order undici"]), 2.4, atMost: false);
            }

            await OpenAsync(rivals, effort, results, rows);
            await StopAsync(rivals);
        }

        await using (var upstream = await published.UpstreamAsync(20, faults: true))
        {
            // Alone: no rival has a deadline, so that a call that hangs would hold its connection to the end.
            await using var product = await published.ProductAsync(Url(upstream), 3, keep: false);
            var load = await new HttpLoad(product.Address, Bodies, ExpectedAnswer.Of(3)).OpenAsync(100, 256, effort.Window * 2);
            results.Say("\nOf each upstream's calls 1 % hang and 1 % break: logins with every claim, open loop, 100 a second");
            results.Say($"  {Product,-26}{100.0 * load.Right / (load.Right + load.Wrong),7:F2} %   {load.Times}");
        }

        results.Raw("throughput", "case,connections,server,repeat,logins_per_s,cpu_us_per_login,p50_ms,p99_ms,wrong", rows);
        results.Save("throughput");
    }

    private static async Task<Dictionary<string, ServerProcess>> StartAsync(Published published, string upstream)
    {
        var rivals = new Dictionary<string, ServerProcess>(StringComparer.Ordinal)
        {
            [Product] = await published.ProductAsync(upstream, 3, keep: false),
            [Hand] = await published.ParallelAsync(upstream, 3),
        };
        foreach (var kind in Node)
            rivals[$"Node {kind}"] = await published.NodeAsync(upstream, kind.Split(' ')[0], kind.Split(' ')[1]);
        return rivals;
    }

    private static async Task StopAsync(Dictionary<string, ServerProcess> rivals)
    {
        foreach (var server in rivals.Values)
            await server.DisposeAsync();
    }

    private static async Task<Dictionary<string, double>> CompareAsync(
        Dictionary<string, ServerProcess> rivals, int connections, Effort effort, Results results, List<object[]> rows)
    {
        var runs = rivals.Keys.ToDictionary(name => name, _ => new List<(double PerSecond, double Cpu)>(), StringComparer.Ordinal);
        for (var repeat = -1; repeat < effort.Repeats; repeat++)
        {
            foreach (var (name, server) in rivals)
            {
                var before = server.ProcessorTime;
                var load = await new HttpLoad(server.Address, Bodies, ExpectedAnswer.Of(3)).ClosedAsync(connections, effort.Window);
                var cpu = (server.ProcessorTime - before).TotalMicroseconds / load.Right;
                if (load.Wrong > 0)
                    throw new InvalidOperationException($"{name} answered {load.Wrong} of {load.Right + load.Wrong} logins wrongly.");
                if (repeat < 0)
                    continue;
                runs[name].Add((load.PerSecond, cpu));
                rows.Add([connections == 32 ? "kept" : "three calls", connections, name, repeat, load.PerSecond, cpu, load.Times.Median, load.Times.P99, load.Wrong]);
            }
        }

        foreach (var (name, measured) in runs)
        {
            var (rate, cpu) = (new Times(measured.Select(run => run.PerSecond)), new Times(measured.Select(run => run.Cpu)));
            results.Say($"  {name,-26}{rate.Median,8:F0}/s ({rate.Smallest:F0}-{rate.Largest:F0}){cpu.Median,10:F0} µs");
        }

        return runs.ToDictionary(run => run.Key, run => new Times(run.Value.Select(measured => measured.PerSecond)).Median, StringComparer.Ordinal);
    }

    private static async Task OpenAsync(Dictionary<string, ServerProcess> rivals, Effort effort, Results results, List<object[]> rows)
    {
        const double Rate = 200;
        results.Say($"\nThe same, open loop, {Rate} logins a second, from when each was due");
        foreach (var (name, server) in rivals)
        {
            // Twice: the first one opens 256 connections.
            await new HttpLoad(server.Address, Bodies, ExpectedAnswer.Of(3)).OpenAsync(Rate, 256, effort.Window);
            var load = await new HttpLoad(server.Address, Bodies, ExpectedAnswer.Of(3)).OpenAsync(Rate, 256, effort.Window);
            results.Say($"  {name,-26}{load.Times}");
            rows.Add(["open loop", 256, name, 0, load.PerSecond, double.NaN, load.Times.Median, load.Times.P99, load.Wrong]);
        }
    }

    private static string Url(ServerProcess server) => server.Address.ToString().TrimEnd('/');
}
