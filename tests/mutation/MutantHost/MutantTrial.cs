namespace ActionsFunctions.Mutation;

/// <summary>
/// Tests one mutant with the tests that reach it, up to the first that fails: quick ones first, and those that killed lately. The process is warm,
/// and that must not count: what takes effect once is tested in a new generation, and a failure counts when it comes with the mutant, goes without it and
/// comes again.
/// </summary>
/// <param name="reach">What every test reaches.</param>
/// <param name="before">The test that killed a mutant in an earlier run, if one did: asked first.</param>
internal sealed class MutantTrial(Reach reach, Func<int, Killer?> before)
{
    private const int Lately = 40;

    /// <summary>Processor time. A mutant that so many tests did not notice counts as survived, though not every test was asked.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestOnce = TimeSpan.FromSeconds(4);
    private readonly LinkedList<Killer> killers = new();
    private Generation warm = Generation.Load();

    public async Task<Judgement> JudgeAsync(int mutant)
    {
        var steps = reach.Of(mutant).ToList();
        var once = steps.Count > 0 && !await IsMetAsync(mutant, steps[0]);
        return once ? await TryAsync(mutant, [.. reach.Around(mutant)], Generation.Load()) : await TryAsync(mutant, steps, null);
    }

    private async Task<Judgement> TryAsync(int mutant, List<Step> steps, Generation? fresh)
    {
        var (count, begun) = (0, Environment.CpuUsage.TotalTime);
        foreach (var step in InOrder(steps, before(mutant)))
        {
            if (Environment.CpuUsage.TotalTime - begun > (fresh is null ? Longest : LongestOnce))
                return Of(Verdict.Survived, null) with { Cut = true };
            count++;
            var run = RunOf(fresh ?? warm, step.Class);
            var ending = await run.RunAsync(step.Class, step.Methods);
            if (ending.Failed is null)
                continue;
            var by = new Killer(step.Class, ending.Failed);
            if (ending.Hangs && !await IsFreedAsync(run))
                return Of(Verdict.Hangs, by) with { Stuck = true };
            if (!await PassesWithoutAsync(by) || (!ending.Hangs && !await FailsAsync(fresh ?? warm, by)))
                continue;
            Remember(by);
            return Of(ending.Hangs ? Verdict.Hangs : Verdict.Killed, by);
        }

        return Of(Verdict.Survived, null);

        Judgement Of(Verdict verdict, Killer? by) => new(verdict, by, count, fresh is not null, Cut: false);
    }

    /// <summary>Most loops without an end have one when the mutant is taken away; then the process can go on, with a new generation.</summary>
    private async Task<bool> IsFreedAsync(TestRun hanging)
    {
        warm = Generation.Load();
        return await MutantSwitch.OffAsync(hanging.EndsAsync);
    }

    private Task<bool> PassesWithoutAsync(Killer by) => MutantSwitch.OffAsync(async () =>
    {
        if (!await FailsAsync(warm, by))
            return true;
        // Something was left behind, or the test fails now and then.
        warm = Generation.Load();
        return !await FailsAsync(warm, by);
    });

    private async Task<bool> FailsAsync(Generation generation, Killer by) => (await RunOf(generation, by.Class).RunAsync(by.Class, [by.Method])).Failed is not null;

    /// <summary>A test that killed lately comes as early as if it took a tenth of its time: neighbours die of the same tests.</summary>
    private IEnumerable<Step> InOrder(List<Step> steps, Killer? first)
    {
        var met = steps.SelectMany(step => step.Methods.Select(method => new Killer(step.Class, method))).ToHashSet();
        var early = killers.Where(met.Contains).Select(killer => new Step(killer.Class, [killer.Method], reach.TimeOf(killer.Class, killer.Method) / 10));
        return [.. first is not null && met.Contains(first) ? [new Step(first.Class, [first.Method], 0)] : Array.Empty<Step>(), .. early.Concat(steps).OrderBy(step => step.Milliseconds)];
    }

    private void Remember(Killer killer)
    {
        killers.Remove(killer);
        killers.AddFirst(killer);
        if (killers.Count > Lately)
            killers.RemoveLast();
    }

    /// <summary>Whether the warm generation comes there whenever the tests run: not, where something is done once. The first of the two runs may be that once.</summary>
    private async Task<bool> IsMetAsync(int mutant, Step step)
    {
        if (warm.Mutants is not { } mutants)
            return true;
        mutants.Captures = true;
        for (var run = 0; run < 2; run++)
        {
            _ = mutants.Take();
            await RunOf(warm, step.Class).RunAsync(step.Class, step.Methods);
        }

        mutants.Captures = false;
        return mutants.Take().Contains(mutant);
    }

    private TestRun RunOf(Generation generation, string testClass) => new(generation, method => reach.PatienceWith(testClass, method));
}
