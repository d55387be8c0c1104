using System.Globalization;
using System.Text.RegularExpressions;
using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Observing;

/// <summary>The queries of the workbook are run over lines as the product writes them: what a query parses must be there.</summary>
public sealed partial class QueryTests
{
    private static readonly string[] Columns =
        ["AppTraces", "AppMetrics", "AppRequests", "AppDependencies", "TimeGenerated", "Message", "ItemCount", "Properties", "Name", "Sum", "Max", "DurationMs"];

    public static TheoryData<string> Files => [.. Names()];

    /// <summary>Those over log lines; the others are in <see cref="MetricQueryTests"/>.</summary>
    public static TheoryData<string> LineFiles => [.. Names().Where(file => File.ReadAllText(Path.Combine(Folder, file)).StartsWith("AppTraces", StringComparison.Ordinal))];

    private static string Folder => Path.Combine(RepositoryRoot.Path, "infra", "queries");

    [Theory]
    [MemberData(nameof(LineFiles))]
    public async Task A_query_parses_every_field_out_of_a_real_line(string file)
    {
        var query = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        var start = StartsWith.Match(query).Groups[1].Value;
        var line = Assert.Single(await LinesAsync(), text => text.StartsWith(start, StringComparison.Ordinal));
        var fields = Parse(ParseMessage.Match(query).Groups[1].Value, line);
        Assert.True(fields.Count >= 4);
        Assert.All(fields, field => Assert.NotEqual("", field.Value));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_query_uses_only_columns_and_fields_that_exist(string file)
    {
        var query = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        var code = Literal.Replace(query, " ");
        var made = Made.Matches(code).Select(match => match.Groups[1].Value)
            .Concat(Parsed.Matches(query).SelectMany(match => Name.Matches(Literal.Replace(match.Groups[1].Value, " ")).Select(name => name.Value)));
        Assert.Empty(Name.Matches(code).Select(match => match.Value).Except(Columns).Except(made));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_query_is_documented_and_in_the_workbook(string file)
    {
        Assert.Contains($"`{file}`", await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "observability.md")), StringComparison.Ordinal);
        Assert.Contains($"'../queries/{file}'", await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "infra", "modules", "workbook.bicep")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_span_attribute_and_every_metric_is_documented()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "observability.md"));
        using var recorder = new Recorder();
        await LinesAsync();
        var metrics = recorder.Measured.Select(item => item.Instrument.Name);
        var attributes = recorder.Spans.SelectMany(span => span.TagObjects.Select(tag => tag.Key)).Select(key => key.Replace("actions_functions", "", StringComparison.Ordinal));
        Assert.All(metrics.Concat(attributes).Distinct(), name => Assert.Contains(name, page, StringComparison.Ordinal));
    }

    [GeneratedRegex("startswith \"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex StartsWith { get; }

    [GeneratedRegex("parse Message with (.*)", RegexOptions.NonBacktracking)]
    private static partial Regex ParseMessage { get; }

    [GeneratedRegex("parse \\w+ with (.*)", RegexOptions.NonBacktracking)]
    private static partial Regex Parsed { get; }

    [GeneratedRegex("\\b([A-Z]\\w*) = ", RegexOptions.NonBacktracking)]
    private static partial Regex Made { get; }

    [GeneratedRegex("\\b[A-Z]\\w*", RegexOptions.NonBacktracking)]
    private static partial Regex Name { get; }

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex Literal { get; }

    // A login and a refused request, as they are logged.
    private static async Task<IReadOnlyList<string>> LinesAsync()
    {
        using var log = new CapturedLog();
        await using var caller = new TestApp();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([
            new("IdentityProviders:Auth0:SigningSecrets:0", TestApp.Secret), new("PostLogin:Actions:0:Name", "one"), new("PostLogin:Actions:1:Name", "two")]).Build();
        await using var app = WebhookApp.Create(configuration, new() { Log = log, Clock = caller.Clock, ActionTypes = [Nothing("one"), Nothing("two")] });
        await app.HandleAsync(caller.Login(), CancellationToken.None);
        await app.HandleAsync(caller.Post("/post-login/auth0", "{}"), CancellationToken.None);
        return log.Texts;
    }

    private static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder, "*.kql").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    private static ActionType Nothing(string name) => new(name, _ => InlineAction.Of(static (_, _) => { }));

    // KQL's parse in its simple mode: literals in turn, and between them what is named; a type is demanded.
    private static Dictionary<string, string> Parse(string pattern, string line)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var parts = Regex.Matches(pattern, "\"(?<literal>[^\"]*)\"|(?<name>\\w+)(:(?<type>\\w+))?", RegexOptions.NonBacktracking);
        var position = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Groups["literal"].Success)
            {
                Assert.Equal(parts[i].Groups["literal"].Value, line.Substring(position, Math.Min(parts[i].Groups["literal"].Length, line.Length - position)));
                position += parts[i].Groups["literal"].Length;
                continue;
            }

            var end = i + 1 < parts.Count ? line.IndexOf(parts[i + 1].Groups["literal"].Value, position, StringComparison.Ordinal) : line.Length;
            Assert.True(end >= 0, $"{parts[i + 1 < parts.Count ? i + 1 : i].Value} is not in the line");
            var value = line[position..end];
            if (parts[i].Groups["type"].Success)
                Assert.True(double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _), $"{parts[i].Value} is '{value}'");
            fields[parts[i].Groups["name"].Value] = value;
            position = end;
        }

        return fields;
    }
}
