using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>What a request carries, whole.</summary>
public sealed class UpstreamRequestTests
{
    private static readonly Uri Address = new("https://crm.contoso.example/p?q=1");

    [Fact]
    public async Task A_bare_request_carries_nothing_of_the_login()
    {
        var request = new UpstreamRequest(HttpMethod.Get, Address);
        Assert.Equal((true, null, "application/json"), (request.IsIdempotent, request.Body, request.ContentType));
        Assert.Equal(["GET https://crm.contoso.example/p?q=1 2.0 RequestVersionOrLower", "Accept: application/json", "User-Agent: ActionsFunctions"], await LinesAsync(request, bearer: null));
    }

    [Fact]
    public async Task A_full_request_carries_what_it_was_given_and_the_id_of_the_trace()
    {
        var request = new UpstreamRequest(HttpMethod.Post, Address)
        {
            Body = "ä"u8.ToArray(),
            ContentType = "text/plain",
            Header = ("X-One", "1"),
            Headers = [("X-Two", "2"), ("X-Three", "3")],
            ThrottlePriority = "high",
            IdempotencyKey = "key",
        };
        Assert.False(request.IsIdempotent);
        using var activity = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("user", "ada").Start();
        Assert.Equal(
            [
                "POST https://crm.contoso.example/p?q=1 2.0 RequestVersionOrLower", "Accept: application/json", "User-Agent: ActionsFunctions", "Authorization: Bearer t1", "X-One: 1", "X-Two: 2",
                "X-Three: 3", "x-ms-throttle-priority: high", "Idempotency-Key: key", $"traceparent: {activity.Id}", "Content-Type: text/plain", "Content-Length: 2", "ä",
            ],
            await LinesAsync(request, "t1"));
    }

    [Fact]
    public async Task A_trace_in_another_form_is_not_sent()
    {
        using var activity = new Activity("call").SetIdFormat(ActivityIdFormat.Hierarchical).Start();
        Assert.Equal(3, (await LinesAsync(new(HttpMethod.Get, Address), null)).Count);
    }

    [Fact]
    public void Connections_follow_nothing_keep_nothing_and_are_bounded()
    {
        SocketsHttpHandler? made = null;
        using var clients = NoUpstreams.Create(new() { ConfigureHandler = handler => made = handler });
        Assert.NotNull(made);
        Assert.Equal(
            (null, false, false, false, DecompressionMethods.GZip | DecompressionMethods.Brotli),
            (made.ActivityHeadersPropagator, made.AllowAutoRedirect, made.UseCookies, made.UseProxy, made.AutomaticDecompression));
        Assert.Equal(
            (TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2), 32, int.MaxValue, true),
            (made.ConnectTimeout, made.PooledConnectionLifetime, made.PooledConnectionIdleTimeout, made.MaxResponseHeadersLength, made.MaxConnectionsPerServer, made.EnableMultipleHttp2Connections));
        Assert.Equal(
            (HttpKeepAlivePingPolicy.WithActiveRequests, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5)), (made.KeepAlivePingPolicy, made.KeepAlivePingDelay, made.KeepAlivePingTimeout));
        Assert.NotNull(made.ConnectCallback);
        Assert.NotNull(made.PlaintextStreamFilter);
    }

    [Theory]
    [InlineData("GET", """{"value":[{"id":"0","displayName":"rehearsal","securityEnabled":true}]}""")]
    [InlineData("POST", """{"value":["0"]}""")]
    [InlineData("PUT", """{"value":["0"]}""")]
    public async Task While_a_rehearsal_is_on_every_call_is_answered_as_Graph_would(string method, string body)
    {
        using var client = new HttpMessageInvoker(new RehearsedUpstream());
        using var request = new HttpRequestMessage(new(method), Address);
        using var answer = await client.SendAsync(request, default);
        Assert.Equal((HttpStatusCode.OK, new MediaTypeHeaderValue("application/json"), body.Length), (answer.StatusCode, answer.Content.Headers.ContentType, (int)answer.Content.Headers.ContentLength!));
        Assert.Equal(body, await answer.Content.ReadAsStringAsync(default));
        Assert.Same(request, answer.RequestMessage);
    }

    [Theory]
    [InlineData("https://crm.contoso.example/other?x=1", true)]
    [InlineData("https://CRM.contoso.example:443/", true)]
    [InlineData("http://crm.contoso.example/p", false)]
    [InlineData("https://crm.contoso.example:444/p", false)]
    [InlineData("https://contoso.example/p", false)]
    [InlineData("https://me@crm.contoso.example/p", false)]
    public void A_request_stays_on_scheme_host_and_port(string other, bool same) => Assert.Equal(same, UpstreamClient.SameOrigin(Address, new(other)));

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(400, 599, true)]
    [InlineData(400, 600, false)]
    [InlineData(1000, 0, false)]
    public void The_retry_is_taken_where_the_wait_and_a_usual_call_fit_and_only_once(int wait, int usual, bool taken)
    {
        var retry = new RetryAllowance(() => TimeSpan.FromMilliseconds(1000));
        Assert.Equal((true, TimeSpan.FromSeconds(1)), (retry.IsLeft, retry.TimeLeft));
        Assert.Equal(taken, retry.TryTake(TimeSpan.FromMilliseconds(wait), TimeSpan.FromMilliseconds(usual)));
        Assert.Equal(!taken, retry.IsLeft);
        Assert.Equal(!taken, retry.TryTake(TimeSpan.Zero, TimeSpan.Zero));
        Assert.False(retry.IsLeft);
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(UpstreamRequest request, string? bearer)
    {
        using var message = request.ToMessage(bearer);
        var lines = new List<string> { $"{message.Method} {message.RequestUri} {message.Version} {message.VersionPolicy}" };
        lines.AddRange(message.Headers.NonValidated.Select(header => $"{header.Key}: {header.Value}"));
        if (message.Content is not null)
        {
            _ = message.Content.Headers.ContentLength;
            lines.AddRange(message.Content.Headers.Select(header => $"{header.Key}: {string.Join(',', header.Value)}"));
            lines.Add(Encoding.UTF8.GetString(await message.Content.ReadAsByteArrayAsync()));
        }

        return lines;
    }
}
