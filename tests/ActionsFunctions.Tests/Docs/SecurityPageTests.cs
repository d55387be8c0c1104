using System.Reflection;
using System.Text.RegularExpressions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Tests.Fixtures;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Tests.Docs;

/// <summary>docs/security.md answers every requirement, names who witnesses the answer, and lists every line that is logged.</summary>
public sealed partial class SecurityPageTests
{
    private const string NotApplicable = "not applicable: ";

    // What of OWASP ASVS 5.0 counts up to level 2 in the chapters V4, V9, V10, V13 and V16: how many of each section.
    private static readonly (string Section, int Count)[] Sections =
    [
        ("4.1", 3), ("4.2", 1), ("4.3", 2), ("4.4", 4), ("9.1", 3), ("9.2", 4),
        ("10.1", 2), ("10.2", 2), ("10.3", 4), ("10.4", 11), ("10.5", 5), ("10.6", 2), ("10.7", 3),
        ("13.1", 1), ("13.2", 5), ("13.3", 2), ("13.4", 5), ("16.1", 1), ("16.2", 5), ("16.3", 4), ("16.4", 3), ("16.5", 3),
    ];

    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "security.md"));

    [GeneratedRegex(@"^\| (?<numbers>\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*) \| (?<asked>[^|]+) \| (?<answer>[^|]+) \|\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row { get; }

    [Fact]
    public void Every_requirement_up_to_level_2_is_answered_once()
    {
        var expected = Sections.SelectMany(section => Enumerable.Range(1, section.Count).Select(number => $"{section.Section}.{number}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), Answers().Select(answer => answer.Number).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_answer_names_a_test_or_says_why_the_requirement_does_not_apply() =>
        Assert.All(Answers(), answer => Assert.True(
            answer.Text.StartsWith(NotApplicable, StringComparison.Ordinal) ? answer.Text.Length > NotApplicable.Length + 20 : DocumentedTests.In(answer.Text).Any(),
            answer.Number));

    [Fact]
    public void Every_line_that_the_product_logs_is_in_the_inventory()
    {
        var inventory = Page[Page.IndexOf("## What is logged", StringComparison.Ordinal)..];
        var methods = typeof(WebhookApp).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null)
            .Select(method => method.Name);
        Assert.All(methods, name => Assert.Contains($"`{name}`", inventory, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Number, string Text)> Answers() =>
        Row.Matches(Page).SelectMany(row => row.Groups["numbers"].Value.Split(", ").Select(number => (number, row.Groups["answer"].Value)));
}
