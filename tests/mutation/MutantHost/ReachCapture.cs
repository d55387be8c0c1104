using System.Collections.Concurrent;

namespace ActionsFunctions.Mutation;

/// <summary>Runs every class without a mutant, one per processor at a time and each in a generation of its own, and notes what it reaches.</summary>
internal static class ReachCapture
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The faults by class: a class that fails without a mutant says nothing about one.</summary>
    public static async Task<IReadOnlyDictionary<string, Ending>> RunAsync(IEnumerable<string> classes, string file)
    {
        var endings = new ConcurrentDictionary<string, Ending>(StringComparer.Ordinal);
        var found = new ConcurrentDictionary<string, ClassReach>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(classes, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (name, _) =>
        {
            var (ending, reach) = await RunAsync(name);
            endings[name] = ending;
            if (ending.Failed is null)
                found[name] = reach;
        });
        new Reach(found).Write(file);
        return endings;
    }

    private static async Task<(Ending, ClassReach)> RunAsync(string name)
    {
        var generation = Generation.Load();
        var methods = new Dictionary<string, int[]>(StringComparer.Ordinal);
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        var everywhere = new HashSet<int>();
        generation.Mutants?.Captures = true;

        // What a theory's rows are made of is met by whichever test runs.
        var all = generation.CasesOf(name).Select(one => one.TestMethod.Method.Name).ToHashSet(StringComparer.Ordinal);
        Note(everywhere);
        var ending = await new TestRun(generation, _ => Patience).WhenFinished((method, took) =>
        {
            methods[method] = [.. Note([])];
            times[method] = took.TotalMilliseconds;
        }).RunAsync(name, all);
        Note(everywhere);
        generation.Mutants?.Captures = false;
        return (ending, new([.. everywhere], methods, times));

        HashSet<int> Note(HashSet<int> reached)
        {
            reached.UnionWith(generation.Mutants?.Take() ?? []);
            return reached;
        }
    }
}
