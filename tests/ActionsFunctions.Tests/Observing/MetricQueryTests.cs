using System.Text.RegularExpressions;
using ActionsFunctions.Actions;
using ActionsFunctions.Merging;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Observing;

/// <summary>The workbook's queries and the alerts over metrics and spans name what the product measures, word for word.</summary>
public sealed partial class MetricQueryTests
{
    private static string Infra => Path.Combine(RepositoryRoot.Path, "infra");

    [Fact]
    public async Task Every_metric_that_a_query_or_an_alert_names_is_measured_with_the_attributes_that_it_reads()
    {
        using var recorder = new Recorder();
        await HappenAsync();
        var parts = Queries().SelectMany(query => query.Split("AppMetrics").Skip(1)).ToList();
        Assert.True(parts.Count >= 6);
        Assert.All(parts, part =>
        {
            var metric = MetricName.Match(part).Groups[1].Value;
            var keys = PropertyName.Matches(part).Select(match => match.Groups[1].Value);
            Assert.All(keys, key => Assert.Contains(recorder.Measured, item => item.Instrument.Name == metric && item[key] is not null));
        });
    }

    [Fact]
    public async Task Every_span_attribute_that_a_query_reads_is_on_a_span()
    {
        using var recorder = new Recorder();
        await HappenAsync();
        var query = await File.ReadAllTextAsync(Path.Combine(Infra, "queries", "spans.kql"));
        Assert.All(PropertyName.Matches(query).Select(match => match.Groups[1].Value), key => Assert.Contains(recorder.Spans, span => span.GetTagItem(key) is not null));
    }

    [Fact]
    public async Task A_throttled_call_to_the_outside_is_what_the_throttling_alert_looks_for()
    {
        using var recorder = new Recorder();
        await HappenAsync();
        Assert.Contains(Queries(), query => query.Contains("== \"Throttled\"", StringComparison.Ordinal));
        Assert.Contains(recorder.Measured, item => item.Instrument.Name == "actions_functions.upstream.duration" && item["error.type"] == "Throttled");
    }

    [Fact]
    public void The_outcomes_that_alerts_name_are_those_of_actions()
    {
        var named = Queries().SelectMany(query => Outcomes.Matches(query)).SelectMany(match => Text.Matches(match.Value)).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(named.Count >= 4);
        Assert.Empty(named.Except(Enum.GetValues<ActionOutcome>().Select(outcome => outcome.Name())));
    }

    [GeneratedRegex("Name == \"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex MetricName { get; }

    [GeneratedRegex("Properties\\[\"([^\"]*)\"\\]", RegexOptions.NonBacktracking)]
    private static partial Regex PropertyName { get; }

    [GeneratedRegex("Outcome (in \\([^)]*\\)|[!=]= \"[^\"]*\")", RegexOptions.NonBacktracking)]
    private static partial Regex Outcomes { get; }

    [GeneratedRegex("\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Text { get; }

    [GeneratedRegex("query: '(.*)'", RegexOptions.NonBacktracking)]
    private static partial Regex AlertQuery { get; }

    private static IEnumerable<string> Queries() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Infra, "queries"), "*.kql").Select(File.ReadAllText),
        .. AlertQuery.Matches(File.ReadAllText(Path.Combine(Infra, "modules", "alerts.bicep"))).Select(match => match.Groups[1].Value),
    ];

    // A login with an action that fails, and a call that is throttled.
    private static async Task HappenAsync()
    {
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "one")], new ActionType("one", _ => InlineAction.Of((_, api) => api.Fail("no"))));
        await app.SendAsync(app.Login());
        await using var stub = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token() : new(429));
        using var clients = stub.Clients();
        await clients.Graph.SendAsync(new(HttpMethod.Get, clients.Graph.BaseUri), new(() => TimeSpan.FromSeconds(5)), CancellationToken.None);
    }
}
