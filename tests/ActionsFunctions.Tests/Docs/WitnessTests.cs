using ActionsFunctions.Tests.Fixtures;

namespace ActionsFunctions.Tests.Docs;

/// <summary>A promise whose witness is gone is only a promise: every test that a page names exists.</summary>
public sealed class WitnessTests
{
    public static TheoryData<string> Pages =>
    [
        "README.md", "SECURITY.md", "infra/README.md", ".ci/suites/README.md",
        .. Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace(Path.DirectorySeparatorChar, '/')),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_test_that_a_page_names_exists(string page) =>
        Assert.All(DocumentedTests.In(File.ReadAllText(Path.Combine(RepositoryRoot.Path, page))), name => Assert.True(DocumentedTests.Exists(name), name));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_row_of_a_theory_that_a_page_names_exists(string page) => Assert.All(
        DocumentedRows.In(File.ReadAllText(Path.Combine(RepositoryRoot.Path, page))),
        named => Assert.True(DocumentedRows.Exists(named.Test, named.Row), $"{named.Test} ({named.Row})"));

    [Theory]
    [InlineData("`HostileRequestTests.A_timestamp_counts_to_the_second` (`301, 401`)", true)]
    [InlineData("`HostileRequestTests.A_signed_body_is_judged_by_what_it_is` (`NaN`)", true)]
    [InlineData("`HostileRequestTests.A_signed_body_is_judged_by_what_it_is` (`65 levels`, `NaN `)", false)]
    [InlineData("`HostileRequestTests.No_such_test` (`NaN`)", false)]
    [InlineData("`NobodyTests.No_such_test` (`NaN`)", false)]
    public void A_row_is_recognized_and_looked_up(string text, bool exist) =>
        Assert.Equal(exist, DocumentedRows.In(text).All(named => DocumentedRows.Exists(named.Test, named.Row)));

    [Theory]
    [InlineData("`WitnessTests`", true)]
    [InlineData("`WitnessTests.Every_test_that_a_page_names_exists`", true)]
    [InlineData("`Every_test_that_a_page_names_exists`", true)]
    [InlineData("`GraphFaultTests.A_fault_of_one_call`", true)]
    [InlineData("`tests/infra/release.test.mjs`", true)]
    [InlineData("`WitnessTests.No_such_test_is_here`", false)]
    [InlineData("`No_such_test_is_here`", false)]
    [InlineData("`NobodyTests`", false)]
    [InlineData("`tests/infra/nobody.test.mjs`", false)]
    public void A_name_is_recognized_and_looked_up(string text, bool exists) => Assert.Equal(exists, DocumentedTests.Exists(Assert.Single(DocumentedTests.In(text))));

    [Theory]
    [InlineData("`OTEL_EXPORTER_OTLP_ENDPOINT`")]
    [InlineData("`dotnet test`")]
    [InlineData("`actions_functions.upstream.duration`")]
    public void Other_quoted_text_is_no_test(string text) => Assert.Empty(DocumentedTests.In(text));
}
