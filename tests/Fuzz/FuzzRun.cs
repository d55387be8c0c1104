using ActionsFunctions.Fuzz.Targets;

namespace ActionsFunctions.Fuzz;

/// <summary>Plays the cases of every target, one line each, and ends with what a suite's last line looks like.</summary>
internal sealed class FuzzRun(FuzzOptions options)
{
    private const int MostShown = 5;
    private const long MostGrowth = 64 * 1024 * 1024;
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(10);
    private int passed;
    private int failed;

    public async Task<bool> RunAsync(TextWriter output)
    {
        await output.WriteLineAsync($"seed {options.Seed}, {options.Cases} cases");
        foreach (var make in AllTargets.Makers)
        {
            await using var target = await make();
            if (options.Target is null || options.Target == target.Name)
                await RunAsync(target, output);
        }

        await output.WriteLineAsync($"{passed} passed, {failed} failed");
        return failed == 0 && passed > 0;
    }

    private async Task RunAsync(ITarget target, TextWriter output)
    {
        var started = TimeProvider.System.GetTimestamp();
        var cases = options.Case is null ? Math.Max(1, options.Cases * target.Share / AllTargets.Shares) : 1;
        var (first, faults, slowest, before) = (options.Case ?? 0, 0, TimeSpan.Zero, 0L);
        for (var number = first; number < first + cases && faults < MostShown; number++)
        {
            // What every instance has after its first logins is no growth.
            if (number == first + (cases / 10))
                before = GC.GetTotalMemory(forceFullCollection: true);
            var begun = TimeProvider.System.GetTimestamp();
            if (await PlayAsync(target, number) is { } fault)
            {
                faults++;
                await output.WriteLineAsync($"  --target {target.Name} --seed {options.Seed} --case {number}: {fault}");
            }

            var took = TimeProvider.System.GetElapsedTime(begun);
            slowest = took > slowest ? took : slowest;
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        if (options.Case is null && growth > MostGrowth)
        {
            faults++;
            await output.WriteLineAsync($"  the heap grew by {growth / 1_048_576} MB");
        }

        _ = faults == 0 ? passed++ : failed++;
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await output.WriteLineAsync($"{(faults == 0 ? "ok" : "FAILED")}: {target.Name,-18}{cases,9} cases {seconds,7:F1} s, slowest {slowest.TotalMilliseconds,6:F0} ms, heap {growth / 1_048_576.0,6:F1} MB more");
    }

    private async Task<string?> PlayAsync(ITarget target, long number)
    {
        try
        {
            var playing = target.PlayAsync(new(options.Seed, target.Name, number));
            return await playing.WaitAsync(TooLong, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            return "hangs";
        }
        catch (Exception fault)
        {
            return $"throws {fault}";
        }
    }
}
