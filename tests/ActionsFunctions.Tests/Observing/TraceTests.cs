using System.Diagnostics;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Upstreams;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Observing;

/// <summary>The spans of a login.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task A_login_is_one_trace_of_its_actions_and_their_calls()
    {
        using var recorder = new Recorder();
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("{}"));
        await using var app = new TestApp(Flow(stub), Calls(), Fails());
        var request = app.Login();
        await app.SendAsync(request);
        var trace = recorder.TraceOf(request.CorrelationId);
        Assert.Equal(["action calls", "action fails", "GET backend:1", "login auth0"], trace.Select(span => span.DisplayName).Order(StringComparer.OrdinalIgnoreCase));
        var byName = trace.ToDictionary(span => span.DisplayName, StringComparer.Ordinal);
        Assert.Equal(byName["login auth0"].SpanId, byName["action calls"].ParentSpanId);
        Assert.Equal(byName["action calls"].SpanId, byName["GET backend:1"].ParentSpanId);
        Assert.Equal((ActivityKind.Server, ActivityKind.Internal, ActivityKind.Client), (byName["login auth0"].Kind, byName["action calls"].Kind, byName["GET backend:1"].Kind));
    }

    [Fact]
    public async Task Spans_carry_decision_budget_flow_outcomes_and_the_reason_of_a_failure()
    {
        using var recorder = new Recorder();
        await using var stub = await UpstreamStub.StartAsync(_ => new(403));
        await using var app = new TestApp([.. Flow(stub), new("PostLogin:Version", "7")], Calls(), Fails());
        var request = app.Login();
        await app.SendAsync(request);
        var trace = recorder.TraceOf(request.CorrelationId).ToDictionary(span => span.DisplayName, StringComparer.Ordinal);
        var login = trace["login auth0"];
        Assert.Equal(("continue", 5d, 5d, app.App.Flow.Hash, "7", "t-1", 200), (login.GetTagItem("actions_functions.decision"), login.GetTagItem("actions_functions.budget"),
            login.GetTagItem("actions_functions.time_left"), login.GetTagItem("actions_functions.flow.hash"), login.GetTagItem("actions_functions.flow.version"),
            login.GetTagItem("actions_functions.caller_correlation_id"), login.GetTagItem("http.response.status_code")));
        Assert.Equal(("failed", "exception", ActivityStatusCode.Error), (trace["action fails"].GetTagItem("actions_functions.action.outcome"), trace["action fails"].GetTagItem("error.type"), trace["action fails"].Status));
        var call = trace["GET backend:1"];
        Assert.Equal(("GET", 403, "Forbidden", "127.0.0.1"), (call.GetTagItem("http.request.method"), call.GetTagItem("http.response.status_code"), call.GetTagItem("error.type"), call.GetTagItem("server.address")));
    }

    [Fact]
    public async Task An_upstream_gets_the_id_of_the_trace_and_no_baggage()
    {
        using var recorder = new Recorder();
        await using var stub = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("{}"));
        await using var app = new TestApp(Flow(stub), Calls(), Fails());
        using var host = new Activity("host").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("person", "ada").Start();
        host.TraceStateString = "vendor=ada";
        var request = app.Login();
        await app.SendAsync(request);
        var call = recorder.TraceOf(request.CorrelationId).Single(span => span.OperationName == "upstream");
        var sent = Assert.Single(stub.Requests);
        Assert.Equal(call.Id, sent.Header("traceparent"));
        Assert.Equal(host.TraceId, call.TraceId);
        Assert.DoesNotContain(sent.Headers, header => header.Key is "baggage" or "Correlation-Context" or "tracestate");
    }

    [Fact]
    public async Task A_caller_cannot_choose_the_trace_but_is_linked()
    {
        using var recorder = new Recorder();
        await using var app = new TestApp();
        var request = app.Login();
        request.Headers["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
        await app.SendAsync(request);
        var login = Assert.Single(recorder.TraceOf(request.CorrelationId));
        Assert.NotEqual("0af7651916cd43dd8448eb211c80319c", login.TraceId.ToString());
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", Assert.Single(login.Links).Context.TraceId.ToString());
    }

    [Fact]
    public async Task A_refused_request_is_a_span_with_its_fault()
    {
        using var recorder = new Recorder();
        await using var app = new TestApp();
        var request = app.Post("/post-login/auth0", "{}");
        await app.SendAsync(request);
        var span = Assert.Single(recorder.TraceOf(request.CorrelationId));
        Assert.Equal(("Unauthorized", 401), (span.GetTagItem("error.type"), span.GetTagItem("http.response.status_code")));
    }

    [Fact]
    public async Task A_request_for_a_token_is_a_trace_of_its_own_and_nobodys_login()
    {
        using var recorder = new Recorder();
        await using var stub = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token() : StubAnswer.Ok("{}"));
        using var clients = stub.Clients();
        using (new Activity("login of somebody").SetIdFormat(ActivityIdFormat.W3C).Start())
            await clients.Graph.SendAsync(new(HttpMethod.Get, clients.Graph.BaseUri), new(() => TimeSpan.FromSeconds(5)), CancellationToken.None);
        var sent = stub.Requests.Single(request => request.IsToken).Header("traceparent")!;
        var token = recorder.Spans.Single(span => span.Id == sent);
        Assert.Equal(("token token-endpoint", default(ActivitySpanId)), (token.DisplayName, token.ParentSpanId));
    }

    private static KeyValuePair<string, string?>[] Flow(UpstreamStub stub) =>
        [new("PostLogin:Actions:0:Name", "calls"), new("PostLogin:Actions:0:Settings:Url", stub.Url), new("PostLogin:Actions:1:Name", "fails")];

    private static ActionType Calls() => new("calls", settings =>
    {
        UpstreamClient client = settings.Upstreams.Backend(settings.Reader.Url("Url", otherwise: null), credentials: null);
        return new InlineAction((_, api, cancellationToken) => client.SendAsync(new(HttpMethod.Get, new(client.BaseUri, "/profile/ada")), new(() => api.TimeLeft), cancellationToken));
    });

    private static ActionType Fails() => new("fails", _ => InlineAction.Of(static (_, _) => throw new InvalidOperationException("ada")));
}
