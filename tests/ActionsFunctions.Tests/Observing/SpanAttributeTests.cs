using System.Diagnostics;
using System.Globalization;
using ActionsFunctions.Actions;
using ActionsFunctions.Merging;
using ActionsFunctions.Observing;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Upstreams;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Observing;

/// <summary>Each span with all that it carries, and no more.</summary>
public sealed class SpanAttributeTests
{
    [Fact]
    public async Task The_spans_of_a_login_carry_exactly_these_attributes()
    {
        using var recorder = new Recorder();
        var calls = 0;
        await using var stub = await UpstreamStub.StartAsync(_ => Interlocked.Increment(ref calls) == 1 ? new(503) : StubAnswer.Ok("{}"));
        var type = new ActionType("calls-twice", settings =>
        {
            var client = settings.Upstreams.Backend(settings.Reader.Url("Url", otherwise: null), credentials: null);
            return new InlineAction((_, api, cancellationToken) => client.SendAsync(new(HttpMethod.Get, new(client.BaseUri, "/profile/ada")), new(() => api.TimeLeft), cancellationToken)) { ReadsOf = _ => "" };
        });
        await using var app = new TestApp(
            [
                new("PostLogin:Version", "7"), new("PostLogin:Actions:0:Name", "calls"), new("PostLogin:Actions:0:Type", "calls-twice"), new("PostLogin:Actions:0:FreshFor", "00:01:00"),
                new("PostLogin:Actions:0:Settings:Url", stub.Url),
            ],
            type);
        var request = app.Login();
        await app.SendAsync(request);
        var port = new Uri(stub.Url).Port;
        Assert.Equal(
            [
                $"Client upstream 'GET backend:1' Error: error.type=Unavailable http.request.method=GET http.response.status_code=503 server.address=127.0.0.1 server.port={port} actions_functions.upstream=backend:1",
                $"Client upstream 'GET backend:1' Unset: http.request.method=GET http.request.resend_count=1 http.response.status_code=200 server.address=127.0.0.1 server.port={port} actions_functions.upstream=backend:1",
                "Internal action 'action calls' Unset: actions_functions.action.name=calls actions_functions.action.outcome=succeeded actions_functions.action.type=calls-twice actions_functions.cache.result=Asked",
                $"Server login 'login auth0' Unset: http.response.status_code=200 actions_functions.budget=5 actions_functions.caller_correlation_id=t-1 actions_functions.correlation_id={request.CorrelationId} "
                    + $"actions_functions.decision=continue actions_functions.flow.hash={app.App.Flow.Hash} actions_functions.flow.version=7 actions_functions.provider=auth0 "
                    + "actions_functions.time_left=5",
            ],
            recorder.TraceOf(request.CorrelationId).Select(Line));
    }

    [Fact]
    public async Task A_refused_request_and_a_token_carry_exactly_these_attributes()
    {
        using var recorder = new Recorder();
        await using var app = new TestApp();
        var request = app.Post("/post-login/auth0", "{}");
        await app.SendAsync(request);
        Assert.Equal(
            [
                $"Server login 'login auth0' Error: error.type=Unauthorized http.response.status_code=401 actions_functions.correlation_id={request.CorrelationId} actions_functions.provider=auth0",
            ],
            recorder.TraceOf(request.CorrelationId).Select(Line));
        await using var stub = await UpstreamStub.StartAsync(asked => asked.IsToken ? new(400, "{}") : StubAnswer.Ok("{}"));
        using var clients = stub.Clients();
        await clients.Graph.SendAsync(new(HttpMethod.Get, clients.Graph.BaseUri), new(() => TimeSpan.FromSeconds(5)), CancellationToken.None);
        var sent = stub.Requests.First(asked => asked.IsToken).Header("traceparent")!;
        Assert.StartsWith("Client upstream 'token token-endpoint' Error: error.type=", Line(recorder.Spans.Single(span => span.Id == sent)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_empty_is_no_attribute_and_no_span_takes_anything()
    {
        using var recorder = new Recorder();
        default(Span).Set("a", 1);
        default(Span).Fail(SafeText.Constant("b"));
        default(Span).Dispose();
        using var span = Span.Upstream(SafeText.Constant("graph"), HttpMethod.Post);
        var started = Activity.Current!;
        span.Set("empty", SafeText.Id(null));
        span.Set("time", TimeSpan.FromMilliseconds(1500));
        span.Set("count", 3);
        Assert.Equal("Client upstream 'POST graph' Unset: count=3 http.request.method=POST time=1.5 actions_functions.upstream=graph", Line(started));
        Assert.Equal(("ActionsFunctions", true), (started.Source.Name, Span.IsWanted));
        Assert.Equal(typeof(Telemetry).Assembly.GetName().Version!.ToString(3), started.Source.Version);
        Assert.Equal("ActionsFunctions", Telemetry.Name);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("-.09:AZ_az", "-.09:AZ_az")]
    [InlineData("", "(unfit)")]
    [InlineData(null, "(unfit)")]
    [InlineData("a/b", "(unfit)")]
    [InlineData("a\n", "(unfit)")]
    public void A_name_is_of_letters_digits_and_four_signs(string? given, string shown) => Assert.Equal(shown, SafeText.Name(given).ToString());

    [Fact]
    public void A_safe_text_is_made_of_closed_parts()
    {
        Assert.Equal(new string('a', 128), SafeText.Name(new('a', 128)).ToString());
        Assert.Equal("(unfit)", SafeText.Name(new('a', 129)).ToString());
        Assert.Equal("-09AZ_az", SafeText.Id("-09AZ_az").ToString());
        Assert.Equal("", SafeText.Id("a.b").ToString());
        Assert.Equal("", SafeText.Id("a:b").ToString());
        Assert.Equal("403 Forbidden", SafeText.Status(403, "Forbidden").ToString());
        Assert.Equal("403 (unfit)", SafeText.Status(403, "ada@contoso").ToString());
        Assert.Equal("InvalidOperationException", SafeText.TypeOf(new InvalidOperationException("ada")).ToString());
        Assert.Equal("timed-out", SafeText.Of(ActionOutcome.TimedOut).ToString());
        Assert.Equal("NotFound", SafeText.Of(UpstreamFault.NotFound).ToString());
        Assert.Equal((true, false), (default(SafeText).IsEmpty, SafeText.Constant("a").IsEmpty));
        Assert.Equal("", default(SafeText).ToString());
    }

    // Those of the semantic conventions first, then ours.
    private static string Line(Activity span)
    {
        var tags = span.TagObjects.OrderBy(tag => tag.Key.StartsWith("actions_functions.", StringComparison.Ordinal)).ThenBy(tag => tag.Key, StringComparer.Ordinal);
        return $"{span.Kind} {span.OperationName} '{span.DisplayName}' {span.Status}: {string.Join(' ', tags.Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")))}";
    }
}
