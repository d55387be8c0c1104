using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace ActionsFunctions.Tests.Docs;

/// <summary>Rows of theories that a text names behind the test: <c>`SomeTests.A_sentence` (`one row`, `another`)</c>.</summary>
internal static partial class DocumentedRows
{
    [GeneratedRegex(@"`(?<test>\w+Tests\.\w+)` \((?<rows>`[^`]+`(?:, `[^`]+`)*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named { get; }

    /// <summary>Each test with each row that is named.</summary>
    public static IEnumerable<(string Test, string Row)> In(string text) => Named.Matches(text).SelectMany(match =>
        match.Groups["rows"].Value.Trim('`').Split("`, `").Select(row => (match.Groups["test"].Value, row)));

    /// <summary>Whether the theory has a row with this text as one of its arguments, or as all of them with commas between.</summary>
    public static bool Exists(string test, string row) => RowsOf(test).Any(arguments =>
        arguments.Contains(row, StringComparer.Ordinal) || string.Join(", ", arguments) == row);

    /// <summary>The arguments of every row of a theory of this assembly, as texts; none where there is no such theory.</summary>
    public static IEnumerable<IReadOnlyList<string>> RowsOf(string test)
    {
        var name = test.Split('.');
        var method = typeof(DocumentedRows).Assembly.GetTypes().FirstOrDefault(type => type.Name == name[0])?.GetMethod(name[1]);
        return method is null ? [] : RowsOf(method);
    }

    /// <inheritdoc cref="RowsOf(string)" />
    public static IEnumerable<IReadOnlyList<string>> RowsOf(MethodInfo method) => method.GetCustomAttributes<DataAttribute>()
        .SelectMany(data => data.GetData(method))
        .Select(arguments => arguments.SelectMany(Texts).ToList());

    private static IEnumerable<string> Texts(object? argument) => argument is string[] many ? many : [Convert.ToString(argument, CultureInfo.InvariantCulture) ?? ""];
}
