using System.Text.RegularExpressions;
using ActionsFunctions.Tests.Fixtures;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>A message about a mistake in the settings, as the source of the product writes it.</summary>
/// <param name="Source">The class whose source it is in.</param>
/// <param name="Text">The literal.</param>
internal sealed partial record FaultMessage(string Source, string Text)
{
    // What a source holds that reads settings.
    private static readonly string[] Marks = ["SettingsReader", "SettingFault", ".Fault(", "string? fault", "InvalidSettingsException(["];

    // A message goes on where its key ends: "Timeout: must be ...".
    [GeneratedRegex("""(?<hole>\$?)"(?<text>(?:must|is|has|needs|cannot|holds|gives|refers|either|keyvault: |this host|'\{)(?:[^"\\]|\\.)*)["]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal { get; }

    [GeneratedRegex(@"\.Fault\(|\bFault\(name|\baults\.Add\(|\bFaults\.Add\(|new SettingFault\(", RegexOptions.None, 1000)]
    private static partial Regex Site { get; }

    [GeneratedRegex(@"\{(?!\{)[^{}]*\}|\{string\.Join\(", RegexOptions.None, 1000)]
    private static partial Regex Hole { get; }

    /// <summary>Every message of the product.</summary>
    public static IReadOnlyList<FaultMessage> All { get; } = [.. Lines().SelectMany(line => In(line.Source, line.Text))];

    /// <summary>Lines that note a mistake with a literal that is none of the messages.</summary>
    public static IReadOnlyList<string> Unread { get; } =
        [.. Lines().Where(line => Site.IsMatch(line.Text) && line.Text.Count(letter => letter == '"') >= 4 && !In(line.Source, line.Text).Any()).Select(line => $"{line.Source}: {line.Text.Trim()}")];

    /// <summary>Whether a message that somebody got was made of this literal.</summary>
    public bool Makes(string message)
    {
        var parts = Hole.Split(Text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)).Select(part => Regex.Escape(part.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)));
        // What is appended to a literal ends it: a list of what is known.
        var end = Text.EndsWith(' ') || Text.Contains("{string.Join(", StringComparison.Ordinal) ? "" : @"\z";
        return Regex.IsMatch(message, "^" + string.Join(".*", parts) + end, RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    private static IEnumerable<FaultMessage> In(string source, string line) =>
        Literal.Matches(line).Select(match => new FaultMessage(source, match.Groups["text"].Value));

    private static IEnumerable<(string Source, string Text)> Lines()
    {
        var root = Path.Combine(RepositoryRoot.Path, "functions", "ActionsFunctions");
        foreach (var file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            if (!Array.Exists(Marks, mark => text.Contains(mark, StringComparison.Ordinal)))
                continue;
            foreach (var line in text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
                yield return (Path.GetFileNameWithoutExtension(file), line);
        }
    }
}
