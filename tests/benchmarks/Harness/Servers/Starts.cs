using ActionsFunctions.Benchmarks.Load;
using ActionsFunctions.Benchmarks.Report;

namespace ActionsFunctions.Benchmarks.Servers;

/// <summary>From the start of a process to its first enriched login, which is sent as soon as it listens; and to the first after it is ready.</summary>
internal static class Starts
{
    private static readonly byte[][] Bodies = LoginMessage.Bodies(users: 16, bytes: 3_072);

    public static async Task RunAsync(Published published, Effort effort, Results results)
    {
        results.Say("From the start of a process to its first login with every claim, ms; one token and two upstream calls of 5 ms; compiled ahead of time; medians of interleaved starts");
        await using var upstream = await published.UpstreamAsync(5);
        var url = upstream.Address.ToString().TrimEnd('/');
        var cases = new (string Name, int Calls, Func<Task<ServerProcess>> Start)[]
        {
            ("this product", 2, () => published.ProductAsync(url, 2, keep: false, wait: false)),
            ("this product when ready", 2, () => published.ProductAsync(url, 2, keep: false)),
            ("by hand in parallel", 2, () => published.ParallelAsync(url, 2, wait: false)),
            ("bare minimal API", 3, () => published.BareAsync(wait: false)),
        };
        var times = cases.ToDictionary(start => start.Name, _ => new List<double[]>(), StringComparer.Ordinal);
        var rows = new List<object[]>();
        for (var repeat = -1; repeat < effort.Starts; repeat++)
        {
            foreach (var (name, calls, start) in cases)
            {
                var measured = await FirstLoginsAsync(start, ExpectedAnswer.Of(calls));
                if (repeat < 0)
                    continue;
                times[name].Add(measured);
                rows.Add([name, repeat, .. measured.Cast<object>()]);
            }
        }

        results.Say($"  {"",-26}{"listens",10}{"1st login in",14}{"it took",10}{"2nd",8}{"10th",8}{"processor",11}{"MB",6}");
        foreach (var (name, measured) in times)
            results.Say($"  {name,-26}{At(measured, 0),10:F0}{At(measured, 1),14:F0}{At(measured, 2),10:F1}{At(measured, 3),8:F1}{At(measured, 4),8:F1}{At(measured, 5),11:F0}{At(measured, 6),6:F0}");
        var product = At(times["this product"], 1);
        results.Target("times a server written by hand", product / At(times["by hand in parallel"], 1), 1.3, atMost: true);
        results.Target("times a bare one", product / At(times["bare minimal API"], 1), 2.2, atMost: true);
        results.Raw("start", "server,repeat,listens_ms,first_login_in_ms,first_took_ms,second_ms,tenth_ms,cpu_ms,working_set_mb", rows);
        results.Save("start");
    }

    private static async Task<double[]> FirstLoginsAsync(Func<Task<ServerProcess>> start, ExpectedAnswer expected)
    {
        var clock = TimeProvider.System;
        var message = new LoginMessage(Bodies);
        var began = clock.GetTimestamp();
        await using var server = await start();
        var listens = clock.GetElapsedTime(began).TotalMilliseconds;
        using var connection = await Connection.OpenAsync(server.Address);
        var (took, inAll) = (new double[10], 0.0);
        for (var i = 0; i < took.Length; i++)
        {
            var sent = clock.GetTimestamp();
            var (status, body) = await connection.SendAsync(message.Next());
            took[i] = clock.GetElapsedTime(sent).TotalMilliseconds;
            if (status != 200 || !expected.Is(body.Span))
                throw new InvalidOperationException($"Login {i} came to {status}: {System.Text.Encoding.UTF8.GetString(body.Span)}");
            if (i == 0)
                inAll = clock.GetElapsedTime(began).TotalMilliseconds;
        }

        return [listens, inAll, took[0], took[1], took[9], server.ProcessorTime.TotalMilliseconds, server.WorkingSet];
    }

    private static double At(List<double[]> measured, int column) => new Times(measured.Select(run => run[column])).Median;
}
