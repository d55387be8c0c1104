using ActionsFunctions.Local.Commands.Login;

namespace ActionsFunctions.Local.Commands.Doctor;

/// <summary>The report for people: a line for each check, what to do below it.</summary>
/// <param name="console">Where it goes.</param>
internal sealed class DoctorText(LocalConsole console)
{
    private readonly Ink ink = new(console.Colour);

    public static string Name(Health health) => health switch
    {
        Health.Ok => "ok",
        Health.Warn => "warn",
        _ => "fail",
    };

    public void Write(string subject, IReadOnlyList<Diagnosis> report)
    {
        console.Out.WriteLine(ink.Strong(subject));
        var width = report.Select(diagnosis => diagnosis.Id.Length).DefaultIfEmpty().Max();
        foreach (var diagnosis in report)
        {
            console.Out.WriteLine($"{Mark(diagnosis.Status)}  {diagnosis.Id.PadRight(width)}  {ink.Dim(diagnosis.About)}");
            foreach (var finding in diagnosis.Findings)
                console.Out.WriteLine($"{new string(' ', 9)}{finding.Remedy}");
        }

        console.Out.WriteLine();
        console.Out.WriteLine(string.Join(", ", Enum.GetValues<Health>().Reverse().Select(health => $"{report.Count(diagnosis => diagnosis.Status == health)} {Name(health)}")));
    }

    private string Mark(Health health) => health switch
    {
        Health.Ok => ink.Good("✓ ok  "),
        Health.Warn => ink.Strong("! warn"),
        _ => ink.Bad("✗ fail"),
    };
}
