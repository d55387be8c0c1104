namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Many threads that do everything at once. What each does comes from a seed; when, from the machine.</summary>
internal static class ManyThreads
{
    private const int Threads = 8;

    public static Task RunAsync(int seed, Action<Random> step) => RunAsync(seed, random =>
    {
        step(random);
        return Task.CompletedTask;
    });

    public static Task RunAsync(int seed, Func<Random, Task> step, int steps = 3_000) => Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
    {
        var random = new Random((seed * 1_000) + thread);
        for (var i = 0; i < steps; i++)
            await step(random);
    })));
}
