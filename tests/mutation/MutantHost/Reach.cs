using System.Text.Json;

namespace ActionsFunctions.Mutation;

/// <summary>Which mutants the tests of one class reach, each in a generation of its own, and how long they take without any.</summary>
/// <param name="Class">The mutants that any test of the class meets: what its fixtures do, and what the rows of its theories are made of.</param>
/// <param name="Methods">The others, by test.</param>
/// <param name="Milliseconds">By test.</param>
internal sealed record ClassReach(int[] Class, Dictionary<string, int[]> Methods, Dictionary<string, double> Milliseconds);

/// <summary>Tests of one class that meet a mutant, and what they take without it.</summary>
internal sealed record Step(string Class, IReadOnlyList<string> Methods, double Milliseconds);

/// <summary>What every test reaches: found once, before the first mutant, and read by the processes that test mutants.</summary>
internal sealed class Reach(IReadOnlyDictionary<string, ClassReach> classes)
{
    private const double Quick = 40;
    private const double LeastPatience = 5_000;

    public IEnumerable<int> All => classes.Values.SelectMany(one => one.Class.Concat(one.Methods.Values.SelectMany(ids => ids))).Distinct();

    public static Reach Read(string file) => new(JsonSerializer.Deserialize<Dictionary<string, ClassReach>>(File.ReadAllBytes(file))!);

    public void Write(string file) => File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(classes));

    /// <summary>The tests that meet a mutant: the quick ones of every class first, then the others, and the quickest class first among both.</summary>
    public IEnumerable<Step> Of(int mutant) => Steps(one => one.Class.Contains(mutant) ? [.. one.Methods.Keys] : one.Methods.Where(method => method.Value.Contains(mutant)).Select(method => method.Key).ToArray());

    /// <summary>All tests of the classes that meet a mutant: what is done once is met by the first test only, and noticed by any.</summary>
    public IEnumerable<Step> Around(int mutant) => Steps(one => one.Class.Contains(mutant) || one.Methods.Values.Any(ids => ids.Contains(mutant)) ? [.. one.Methods.Keys] : []);

    public double TimeOf(string testClass, string method) => classes[testClass].Milliseconds[method];

    /// <summary>How long a test may be silent before it counts as one that never ends.</summary>
    public TimeSpan PatienceWith(string testClass, string method) =>
        TimeSpan.FromMilliseconds(LeastPatience + (10 * (classes.GetValueOrDefault(testClass)?.Milliseconds.GetValueOrDefault(method) ?? 0)));

    private IEnumerable<Step> Steps(Func<ClassReach, string[]> chosen) =>
        from one in classes
        let methods = chosen(one.Value)
        from part in methods.GroupBy(method => one.Value.Milliseconds[method] > Quick)
        let time = part.Sum(method => one.Value.Milliseconds[method])
        orderby part.Key, time
        select new Step(one.Key, [.. part], time);
}
