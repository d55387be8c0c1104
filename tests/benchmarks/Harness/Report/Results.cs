using System.Globalization;

namespace ActionsFunctions.Benchmarks.Report;

/// <summary>Writes the raw figures as CSV and the conclusions as text, to the console as well.</summary>
internal sealed class Results(string folder)
{
    private readonly List<string> text = [];

    public void Say(string line = "")
    {
        Console.WriteLine(line);
        text.Add(line);
    }

    /// <summary>A target, and how near it came.</summary>
    public void Target(string what, double reached, double wanted, bool atMost, string unit = "") =>
        Say(string.Create(CultureInfo.InvariantCulture, $"  {(atMost ? reached <= wanted : reached >= wanted) switch { true => "reached", false => "MISSED " }}  {what}: {reached:F2}{unit} (wanted {(atMost ? "at most" : "at least")} {wanted:0.##}{unit})"));

    /// <summary>Raw figures, one line each.</summary>
    public void Raw(string name, string header, IEnumerable<IEnumerable<object>> rows) =>
        File.WriteAllLines(Path.Combine(folder, name + ".csv"), rows.Select(row => string.Join(',', row.Select(Cell))).Prepend(header));

    /// <summary>Writes the text of a part.</summary>
    public void Save(string name) => File.WriteAllLines(Path.Combine(folder, name + ".txt"), text);

    private static string Cell(object value) => value is double number ? number.ToString("0.####", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
