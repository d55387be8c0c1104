using System.Text.RegularExpressions;
using ActionsFunctions.Tests.Fixtures;

namespace ActionsFunctions.Tests.Docs;

/// <summary>docs/adversarial-tests.md quotes what has to be withstood, and has a row with a witness for every item of it.</summary>
public sealed partial class AdversarialPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "adversarial-tests.md"));

    [GeneratedRegex(@"^> (?<line>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted { get; }

    [GeneratedRegex(@"^\| (?<item>[^|]+) \| (?<answer>[^|]+) \| (?<witness>[^|]+) \|\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row { get; }

    [Fact]
    public void Every_item_of_the_list_has_a_row_in_its_words_and_order() =>
        Assert.Equal(Items(), Rows().Select(row => row.Item));

    [Fact]
    public void Every_row_names_its_witness() => Assert.All(Rows(), row => Assert.NotEmpty(DocumentedTests.In(row.Witness)));

    [Fact]
    public void They_are_as_many_as_the_page_says()
    {
        var rows = typeof(AdversarialPageTests).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Adversarial.HostileRequestTests).Namespace)
            .SelectMany(type => type.GetMethods())
            .Sum(method => method.IsDefined(typeof(TheoryAttribute), inherit: false) ? DocumentedRows.RowsOf(method).Count() : method.IsDefined(typeof(FactAttribute), inherit: false) ? 1 : 0);
        Assert.InRange(rows, 500, int.MaxValue);
        Assert.Contains("more than five hundred tests", Page, StringComparison.Ordinal);
    }

    // "group (item, item); group (item; item)". A comma within a number is none.
    private static IEnumerable<string> Items()
    {
        var list = string.Join(' ', Quoted.Matches(Page).Select(match => match.Groups["line"].Value.Trim()));
        return list.Split(['(', ')'])
            .Where((_, index) => index % 2 == 1)
            .SelectMany(group => Regex.Split(group, "[,;] ", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static IEnumerable<(string Item, string Witness)> Rows() =>
        Row.Matches(Page).Select(match => (Item: match.Groups["item"].Value.Trim(), Witness: match.Groups["witness"].Value)).Where(row => row.Item != "item");
}
