using ActionsFunctions.Benchmarks.Report;

namespace ActionsFunctions.Benchmarks.InProcess;

/// <summary>What a login costs as the configuration grows.</summary>
internal static class Growth
{
    public static async Task RunAsync(Effort effort, Results results)
    {
        (string What, int Size, SyntheticFlow Flow)[] cases =
        [
            .. new[] { 1, 2, 4, 8, 16 }.Select(n => ("actions run", n, new SyntheticFlow { Actions = n })),
            .. new[] { 10, 100, 1_000 }.Select(n => ("groups", n, new SyntheticFlow { Actions = 1, Groups = n })),
            .. new[] { 0, 16, 64 }.Select(n => ("types no entry names", n, new SyntheticFlow { Actions = 1, UnusedTypes = n })),
            .. new[] { 0, 4, 16 }.Select(n => ("entries not meant for the login", n, new SyntheticFlow { Actions = 1, Unmet = n })),
            ("providers beside", 0, new SyntheticFlow { Actions = 1 }),
            ("providers beside", 4, new SyntheticFlow { Actions = 1, AllProviders = true }),
        ];
        results.Say("Growth: what one login costs, processor time in µs and KB allocated, medians");
        var costs = cases.Select(_ => new List<Cost>()).ToArray();
        var rows = new List<object[]>();
        for (var repeat = 0; repeat < effort.Repeats; repeat++)
        {
            for (var i = 0; i < cases.Length; i++)
            {
                await using var app = new BenchApp(cases[i].Flow, 3_072, users: 16);
                await app.WarmAsync(repeat == 0 ? 1_000 : 100);
                costs[i].Add(await Cost.OfAsync(app, effort.Logins / 100));
                rows.Add([cases[i].What, cases[i].Size, repeat, costs[i][^1].Microseconds, costs[i][^1].Kilobytes]);
            }
        }

        for (var i = 0; i < cases.Length; i++)
            results.Say($"  {cases[i].What,-32}{cases[i].Size,6}{Median(costs[i], cost => cost.Microseconds),10:F1} µs{Median(costs[i], cost => cost.Kilobytes),9:F1} KB");
        results.Raw("growth", "what,size,repeat,cpu_us_per_login,kb_per_login", rows);
        results.Save("growth");
    }

    private static double Median(List<Cost> costs, Func<Cost, double> of) => costs.Select(of).Order().ElementAt(costs.Count / 2);
}
