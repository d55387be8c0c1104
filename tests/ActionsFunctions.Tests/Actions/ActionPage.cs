using System.Text.RegularExpressions;
using ActionsFunctions.Tests.Fixtures;

namespace ActionsFunctions.Tests.Actions;

/// <summary>A page under docs/actions: its example entry and its table of settings.</summary>
internal sealed partial class ActionPage
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "docs", "actions");
    private readonly string text;

    public ActionPage(string type) => text = File.ReadAllText(Path.Combine(Folder, type + ".md")).ReplaceLineEndings("\n");

    public static IReadOnlyList<string> Types { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => name != "README").Order(StringComparer.Ordinal)];

    /// <summary>The entry to copy: the first block of JSON.</summary>
    public string Entry => JsonBlock.Match(text).Groups["json"].Value;

    /// <summary>The settings that the table explains, lists by their name.</summary>
    public IEnumerable<string> Settings =>
        text[(text.IndexOf("| setting |", StringComparison.Ordinal) + 1)..].Split("\n\n")[0].Split('\n').Skip(2).Select(row => SettingName.Match(row).Groups["name"].Value);

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex JsonBlock { get; }

    [GeneratedRegex("^\\| `(?<name>[A-Za-z]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SettingName { get; }
}
