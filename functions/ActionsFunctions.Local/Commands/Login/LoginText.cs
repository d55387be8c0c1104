using System.Globalization;
using System.Text.Json;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands.Login;

/// <summary>The report for people: the answer at a glance, the tokens, what each action took, what was lost on the way.</summary>
/// <param name="console">Where it goes.</param>
internal sealed class LoginText(LocalConsole console)
{
    private const int BarWidth = 24;
    private const int ValueWidth = 100;
    private static readonly string[] DiagnosticMembers = ["code", "action", "claim", "reason"];
    private readonly Ink ink = new(console.Colour);

    public void Write(PlayedLogin login)
    {
        WriteAnswer(login);
        WriteToken("ID token", login.Verdict.Tokens?.IdToken);
        WriteToken("access token", login.Verdict.Tokens?.AccessToken);
        WriteActions(login.Actions);
        WriteLines("diagnostics", login.Diagnostics.Select(line => string.Join("  ", Texts(line))));
        WriteLines("provider's notes", login.Verdict.Notes);
    }

    private void WriteAnswer(PlayedLogin login)
    {
        var (exchange, verdict, simulator) = (login.Exchange, login.Verdict, login.Options.Simulator);
        var outcome = verdict.Outcome switch
        {
            SimulatedOutcome.Issued => ink.Good("tokens issued"),
            SimulatedOutcome.Denied => ink.Bad("denied: " + verdict.Reason),
            _ => ink.Bad("rejected: " + verdict.Reason),
        };
        var status = exchange.Answer is { } answer ? $"HTTP {answer.Status}" : "no answer";
        var budget = login.Observed is { } observed ? $" (our budget: {Milliseconds(observed.Budget.TotalMilliseconds)})" : "";
        var share = exchange.Elapsed / simulator.Deadline;
        console.Out.WriteLine($"{ink.Strong(simulator.Route)}  {login.Options.Who}  {ink.Dim(exchange.Url.ToString())}");
        console.Out.WriteLine($"{outcome}  {ink.Dim("|")}  {status} after {Milliseconds(exchange.Elapsed.TotalMilliseconds)} of {Milliseconds(simulator.Deadline.TotalMilliseconds)}{budget}  {Bar(share)}");
    }

    private void WriteToken(string title, JsonElement? token)
    {
        if (token is not { ValueKind: JsonValueKind.Object } claims)
            return;
        var width = claims.EnumerateObject().Select(claim => claim.Name.Length).DefaultIfEmpty().Max();
        WriteLines(title, claims.EnumerateObject().Select(claim => $"{claim.Name.PadRight(width)}  {Shortened(claim.Value)}"));
    }

    private void WriteActions(IReadOnlyList<JsonElement> actions)
    {
        var rows = actions.Select(action => (Name: Text(action, "name"), Outcome: Text(action, "outcome"), Took: Number(action, "durationMs"))).ToList();
        if (rows.Count == 0)
            return;
        var (names, outcomes, longest) = (rows.Max(row => row.Name.Length), rows.Max(row => row.Outcome.Length), rows.Max(row => row.Took));
        WriteLines("actions", rows.Select(row =>
            $"{row.Name.PadRight(names)}  {Judged(row.Outcome, outcomes)}  {Milliseconds(row.Took),9}  {Bar(longest > 0 ? row.Took / longest : 0)}".TrimEnd()));
    }

    private void WriteLines(string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        console.Out.WriteLine();
        console.Out.WriteLine(ink.Strong(title));
        foreach (var line in all)
            console.Out.WriteLine("  " + line);
    }

    private string Judged(string outcome, int width) => outcome switch
    {
        "succeeded" => ink.Good(outcome.PadRight(width)),
        "skipped" => ink.Dim(outcome.PadRight(width)),
        _ => ink.Bad(outcome.PadRight(width)),
    };

    private static string Bar(double share) => new('█', (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth));

    private static string Milliseconds(double value) => value.ToString(value < 100 ? "0.0 ms" : "#,0 ms", CultureInfo.InvariantCulture);

    private static string Shortened(JsonElement value)
    {
        var text = value.GetRawText();
        var size = value.ValueKind == JsonValueKind.Array ? $"{value.GetArrayLength()} items" : $"{text.Length} characters";
        return text.Length <= ValueWidth ? text : $"{text[..ValueWidth]}… ({size})";
    }

    private static string Text(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) ? value.ToString() : "";

    private static double Number(JsonElement json, string member) =>
        double.TryParse(Text(json, member), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static IEnumerable<string> Texts(JsonElement line) =>
        DiagnosticMembers.Select(member => Text(line, member)).Where(text => text.Length > 0);
}
