using System.Text.RegularExpressions;
using ActionsFunctions.Tests.Fixtures;

namespace ActionsFunctions.Tests.Docs;

/// <summary>The tests of this repository, as their sources name them, and the names of tests in a text.</summary>
internal static partial class DocumentedTests
{
    private static readonly char Slash = Path.DirectorySeparatorChar;
    private static readonly Dictionary<string, HashSet<string>> Classes = Read();

    [GeneratedRegex(@"\bclass (?<class>\w+Tests)\b(?<of>[^{;]*:\s*(?<base>\w+Tests)\b)?|\bpublic (?:async )?(?:Task|void) (?<method>\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration { get; }

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted { get; }

    // A sentence in the style of our tests, such as A_match_asks_nobody_again; no variable of the environment has lower-case letters.
    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+){2,}\z", RegexOptions.None, 1000)]
    private static partial Regex Sentence { get; }

    [GeneratedRegex(@"^\w+Tests(?:\.\w+)?\z", RegexOptions.None, 1000)]
    private static partial Regex Test { get; }

    /// <summary>Names of tests that a text quotes: a class, a class and its method, a method alone, or a file of Node tests.</summary>
    public static IEnumerable<string> In(string text) => Quoted.Matches(text).Select(match => match.Groups["name"].Value)
        .Where(name => Test.IsMatch(name) || (Sentence.IsMatch(name) && name.Any(char.IsAsciiLetterLower)) || name.EndsWith(".test.mjs", StringComparison.Ordinal));

    public static bool Exists(string name)
    {
        if (name.EndsWith(".test.mjs", StringComparison.Ordinal))
            return Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests"), Path.GetFileName(name), SearchOption.AllDirectories)
                .Any(file => !file.Contains($"{Slash}node_modules{Slash}", StringComparison.Ordinal));
        return name.Split('.') switch
        {
            [var type, var method] => Classes.TryGetValue(type, out var methods) && methods.Contains(method),
            [var either] => Classes.ContainsKey(either) || Classes.Values.Any(methods => methods.Contains(either)),
            _ => false,
        };
    }

    private static Dictionary<string, HashSet<string>> Read()
    {
        var classes = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var derived = new List<(string Class, string Base)>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests"), "*.cs", SearchOption.AllDirectories))
        {
            if (file.Contains($"{Slash}obj{Slash}", StringComparison.Ordinal))
                continue;
            var type = "";
            foreach (Match match in Declaration.Matches(File.ReadAllText(file)))
            {
                if (match.Groups["method"] is { Success: true } method)
                {
                    if (type.Length > 0)
                        classes[type].Add(method.Value);
                    continue;
                }

                type = match.Groups["class"].Value;
                classes.TryAdd(type, new(StringComparer.Ordinal));
                if (match.Groups["base"] is { Success: true } of)
                    derived.Add((type, of.Value));
            }
        }

        foreach (var (type, of) in derived)
            classes[type].UnionWith(classes.GetValueOrDefault(of, []));
        return classes;
    }
}
