namespace ActionsFunctions.Pressure;

/// <summary>Runs logins so many at once, and prints one row.</summary>
internal static class Measured
{
    private static readonly TimeSpan InTime = TimeSpan.FromMilliseconds(900);

    public static async Task RunAsync(string name, int logins, int atOnce, Func<string, Task<(bool Answered, bool Complete)>> login)
    {
        var took = new double[logins];
        var (answered, complete) = (0, 0);
        await Parallel.ForAsync(0, logins, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, _) =>
        {
            var started = TimeProvider.System.GetTimestamp();
            var result = await login($"u{i}");
            var time = TimeProvider.System.GetElapsedTime(started);
            took[i] = time.TotalMilliseconds;
            if (result.Answered && time <= InTime)
                Interlocked.Increment(ref answered);
            if (result.Complete && time <= InTime)
                Interlocked.Increment(ref complete);
        });
        Array.Sort(took);
        var heap = GC.GetTotalMemory(forceFullCollection: true) / 1_048_576.0;
        Console.WriteLine($"{name,-22}{100.0 * answered / logins,18:F2} %{100.0 * complete / logins,16:F2} %{took[logins / 2],9:F1}{took[logins * 99 / 100],9:F1}{heap,9:F1}");
    }
}
