using System.Net;
using System.Text;
using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.Upstreams;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Observing;

/// <summary>Every decision about who may do what leaves a line, and so does every control that fails.</summary>
public sealed class SecurityLogTests : IAsyncDisposable
{
    private readonly CapturedLog log = new();
    private readonly ManualTimeProvider clock = new();
    private readonly TaskCompletionSource go = new();
    private readonly WebhookApp app;

    public SecurityLogTests()
    {
        var late = new InlineAction(async (_, api, _) =>
        {
            await go.Task;
            api.SetCustomClaim(Tokens.Id, "https://x.example/tier", "gold");
        });
        app = WebhookApp.Create(
            new ConfigurationBuilder().AddInMemoryCollection(
            [
                new("IdentityProviders:Auth0:SigningSecrets:0", TestApp.Secret),
                new("Cache:SigningSecrets:0", TestApp.Secret),
                new("PostLogin:Actions:0:Name", "late"),
                new("PostLogin:Actions:0:Shadow", "true"),
            ]).Build(),
            new() { Clock = clock, Log = log, ActionTypes = [new ActionType("late", _ => late)] });
    }

    [Fact]
    public async Task A_login_of_an_authenticated_caller_leaves_a_line_with_its_decision()
    {
        Assert.Equal(200, await SendAsync("/post-login/auth0", """{"event":{"user":{"user_id":"auth0|1"}}}"""));
        Assert.Single(Lines("Login via auth0: continue"));
    }

    [Theory]
    [InlineData("/post-login/auth0", "Mismatch")]
    [InlineData("/cache/invalidate", "Mismatch")]
    public async Task A_caller_who_proves_nothing_leaves_a_line_that_says_why(string path, string why)
    {
        Assert.Equal(401, await SendAsync(path, "{}", "whsec_" + Convert.ToBase64String(new byte[32])));
        Assert.Single(Lines($"with 401: {why}"));
    }

    [Fact]
    public async Task A_message_that_comes_twice_leaves_a_line()
    {
        await SendAsync("/post-login/auth0", """{"event":{"user":{"user_id":"auth0|1"}}}""", id: "msg_twice");
        Assert.Equal(401, await SendAsync("/post-login/auth0", """{"event":{"user":{"user_id":"auth0|1"}}}""", id: "msg_twice"));
        Assert.Single(Lines("with 401: Replayed"));
    }

    [Theory]
    [InlineData("""{"event":7}""", 400, "wrong shape")]
    [InlineData("""{"event":{"a":1,"a":2}}""", 400, "malformed JSON")]
    public async Task Input_that_is_refused_leaves_a_line(string body, int status, string why)
    {
        Assert.Equal(status, await SendAsync("/post-login/auth0", body));
        Assert.Single(Lines($"with {status}: {why}"));
    }

    [Fact]
    public async Task Forgetting_what_is_kept_of_a_user_leaves_a_line_that_does_not_name_the_user()
    {
        Assert.Equal(204, await SendAsync("/cache/invalidate", """{"provider":"auth0","userId":"auth0|MARK"}"""));
        Assert.Single(Lines("Forgot what was kept of a user of auth0"));
        Assert.DoesNotContain(log.Texts, text => text.Contains("MARK", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_shadow_would_have_done_is_told_when_it_ends_after_the_answer()
    {
        Assert.Equal(200, await SendAsync("/post-login/auth0", """{"event":{"user":{"user_id":"auth0|1"}}}"""));
        Assert.Empty(Lines("Shadow late"));
        go.SetResult();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (Lines("Shadow late of a login via auth0 ended after the answer: succeeded; differences=1").Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
    }

    [Fact]
    public async Task An_upstream_whose_certificate_nobody_vouches_for_leaves_a_line()
    {
        await using var server = await TlsServer.StartAsync(HttpProtocols.Http1, context => context.Response.WriteAsync("{}"));
        using var clients = NoUpstreams.Create(new() { Log = log });
        var address = new Uri($"{server.Url}/people/MARK");

        var answer = await clients.Backend(address, null).SendAsync(new(HttpMethod.Get, address), new(() => TimeSpan.Zero), default);

        Assert.Equal("backend-unreachable", answer.Failure.Code);
        Assert.NotEmpty(Lines("backend was not connected to: its certificate"));
        Assert.DoesNotContain(log.Texts, text => text.Contains("MARK", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_leads_to_the_metadata_service_leaves_a_line()
    {
        using var clients = NoUpstreams.Create(new() { Log = log, Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse("169.254.169.254") }) });
        var address = new Uri("https://crm.contoso.example/p");

        await clients.Backend(address, null).SendAsync(new(HttpMethod.Get, address), new(() => TimeSpan.Zero), default);

        Assert.NotEmpty(Lines("backend was not connected to"));
    }

    public async ValueTask DisposeAsync()
    {
        go.TrySetResult();
        await app.DisposeAsync();
    }

    private IReadOnlyList<string> Lines(string part) => [.. log.Texts.Where(text => text.Contains(part, StringComparison.Ordinal))];

    private async Task<int> SendAsync(string path, string body, string secret = TestApp.Secret, string? id = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var headers = new WebhookHeaders { ["Content-Type"] = "application/json", ["Content-Length"] = $"{bytes.Length}" };
        var request = new WebhookRequest("POST", path, new Dictionary<string, string>(StringComparer.Ordinal), headers, new MemoryStream(bytes), clock.GetTimestamp());
        TestApp.Sign(request, body, id ?? $"msg_{Guid.NewGuid():N}", clock.GetUtcNow().ToUnixTimeSeconds(), secret);
        return (await app.HandleAsync(request, CancellationToken.None)).Status;
    }
}
