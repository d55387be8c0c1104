using System.Globalization;
using System.Text;

namespace ActionsFunctions.Mutation;

/// <summary>
/// The folder that tests/mutation/run names: what tests reach, what came of every mutant so far, and what failed without one.
/// A run that was interrupted finds there what it had; the folder belongs to one state of the sources, in which Stryker numbers mutants alike.
/// </summary>
internal sealed class Ledger(string folder)
{
    private const string Trials = "trials.tsv";
    private const int Cells = 9;
    private readonly Lazy<Dictionary<int, Judgement>> known = new(() => Read(Path.Combine(folder, Trials)));
    private readonly Lazy<Dictionary<int, Judgement>> before = new(() => Read(Path.Combine(folder, "before.tsv")));

    public string ReachFile => Path.Combine(folder, "reach.json");

    public static Ledger OfThisRun() => new(Environment.GetEnvironmentVariable("MUTATION_FOLDER") is { Length: > 0 } folder
        ? folder
        : throw new InvalidOperationException("MUTATION_FOLDER is not set: start this by tests/mutation/run"));

    public Judgement? Of(int mutant) => known.Value.GetValueOrDefault(mutant);

    /// <summary>The test that killed the mutant of this number in another state of the sources: no verdict, but a good one to begin with.</summary>
    public Killer? KillerBefore(int mutant) => before.Value.GetValueOrDefault(mutant)?.By;

    public void Note(int mutant, Judgement judged, TimeSpan took, TimeSpan processor) => Append(Trials, string.Create(CultureInfo.InvariantCulture,
        $"{mutant}\t{judged.Verdict}\t{judged.By?.Class}\t{judged.By?.Method}\t{judged.Steps}\t{judged.Fresh}\t{judged.Cut}\t{took.TotalMilliseconds:F0}\t{processor.TotalMilliseconds:F0}"));

    public void NoteFault(string testClass, Ending ending) => Append("faults.txt", $"{testClass}.{ending.Failed}: {(ending.Hangs ? "hangs" : ending.Why)}");

    private static Dictionary<int, Judgement> Read(string file) => File.Exists(file)
        ? File.ReadLines(file).Select(line => line.Split('\t')).Where(cells => cells.Length == Cells).DistinctBy(cells => cells[0]).ToDictionary(cells => int.Parse(cells[0], CultureInfo.InvariantCulture), Parsed)
        : [];

    private static Judgement Parsed(string[] cells) => new(Enum.Parse<Verdict>(cells[1]), cells[2].Length > 0 ? new(cells[2], cells[3]) : null,
        int.Parse(cells[4], CultureInfo.InvariantCulture), bool.Parse(cells[5]), bool.Parse(cells[6]));

    // Two processes write; a line is one write.
    private void Append(string file, string line)
    {
        using var stream = new FileStream(Path.Combine(folder, file), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }
}
