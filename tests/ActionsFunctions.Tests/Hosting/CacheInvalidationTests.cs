using ActionsFunctions.Receiving;

namespace ActionsFunctions.Tests.Hosting;

/// <summary><c>POST /cache/invalidate</c>: who may, what it says, and that it holds for the next token.</summary>
public sealed class CacheInvalidationTests
{
    private const string Secret = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
    private const string AdaAtAuth0 = """{"provider":"auth0","userId":"auth0|1"}""";

    private static readonly KeyValuePair<string, string?>[] Settings =
    [
        new("Cache:SigningSecrets:0", Secret),
        new("PostLogin:Actions:0:Name", "tier"),
        new("PostLogin:Actions:0:FreshFor", "00:10:00"),
        new("PostLogin:Actions:0:StaleFor", "01:00:00"),
        new("PostLogin:MaxRequestBytes", "1024"),
    ];

    private int version;
    private static int nextId;

    [Theory]
    [InlineData("auth0", "auth0|1", "v2")]
    [InlineData("auth0", "auth0|2", "v1")]
    [InlineData("entra", "auth0|1", "v1")]
    public async Task The_next_token_of_that_user_and_of_nobody_else_is_made_anew(string provider, string userId, string expected)
    {
        await using var app = App();
        Assert.Contains("\"v1\"", (await app.SendAsync(app.Login())).Body, StringComparison.Ordinal);
        Assert.Contains("\"v1\"", (await app.SendAsync(app.Login())).Body, StringComparison.Ordinal);

        var (status, body) = await app.SendAsync(Invalidation(app, $$"""{"provider":"{{provider}}","userId":"{{userId}}"}"""));

        Assert.Equal((204, ""), (status, body));
        Assert.Contains($"\"{expected}\"", (await app.SendAsync(app.Login())).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_could_stand_in_as_stale_is_forgotten_too()
    {
        await using var app = App();
        await app.SendAsync(app.Login());
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await app.SendAsync(Invalidation(app, AdaAtAuth0));

        Assert.Contains("\"v2\"", (await app.SendAsync(app.Login())).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answers_of_an_action_called_alone_are_forgotten_too()
    {
        await using var app = App();
        const string alone = """{"event":{"user":{"user_id":"auth0|1"}}}""";
        await app.SendAsync(app.Post("/actions/tier", alone));
        Assert.Contains("\"v1\"", (await app.SendAsync(app.Post("/actions/tier", alone))).Body, StringComparison.Ordinal);
        await app.SendAsync(Invalidation(app, AdaAtAuth0));

        Assert.Contains("\"v2\"", (await app.SendAsync(app.Post("/actions/tier", alone))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_signing_secrets_there_is_no_such_route()
    {
        await using var app = new TestApp();
        Assert.Equal(404, (await app.SendAsync(Invalidation(app, AdaAtAuth0))).Status);
    }

    [Fact]
    public async Task Whoever_cannot_sign_gets_401_and_a_message_counts_once()
    {
        await using var app = App();
        Assert.Equal(401, (await app.SendAsync(app.Post("/cache/invalidate", AdaAtAuth0))).Status);
        var forged = app.Post("/cache/invalidate", AdaAtAuth0);
        TestApp.Sign(forged, AdaAtAuth0, "inv_forged", app.Clock.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal(401, (await app.SendAsync(forged)).Status);
        Assert.Equal(204, (await app.SendAsync(Invalidation(app, AdaAtAuth0, "inv_once"))).Status);
        Assert.Equal(401, (await app.SendAsync(Invalidation(app, AdaAtAuth0, "inv_once"))).Status);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"provider":"auth0"}""")]
    [InlineData("""{"provider":"auth0","userId":""}""")]
    [InlineData("""{"provider":"auth0","userId":7}""")]
    [InlineData("""{"provider":"Auth0","userId":"auth0|1"}""")]
    [InlineData("""{"provider":"auth0","userId":"a","userId":"b"}""")]
    public async Task What_is_malformed_or_names_no_provider_is_400(string body)
    {
        await using var app = App();
        Assert.Equal(400, (await app.SendAsync(Invalidation(app, body))).Status);
    }

    [Fact]
    public async Task Faults_are_checked_in_the_order_of_the_table()
    {
        await using var app = App();
        var request = app.Post("/cache/invalidate", new string('x', 2000), "text/plain") with { Method = "GET" };
        request.Headers.Remove("Content-Length");
        var response = await app.App.HandleAsync(request, CancellationToken.None);
        Assert.Equal(405, response.Status);
        Assert.Contains(new("Allow", "POST"), response.Headers);
        request = request with { Method = "POST" };
        Assert.Equal(415, (await app.SendAsync(request)).Status);
        request.Headers["Content-Type"] = "application/json";
        Assert.Equal(411, (await app.SendAsync(request)).Status);
        request.Headers["Content-Length"] = "2000";
        Assert.Equal(413, (await app.SendAsync(request)).Status);
        Assert.Equal(401, (await app.SendAsync(app.Post("/cache/invalidate", "{"))).Status);
    }

    private static WebhookRequest Invalidation(TestApp app, string body, string? id = null)
    {
        var request = app.Post("/cache/invalidate", body);
        TestApp.Sign(request, body, id ?? $"inv_{Interlocked.Increment(ref nextId)}", app.Clock.GetUtcNow().ToUnixTimeSeconds(), Secret);
        return request;
    }

    private TestApp App()
    {
        var action = new InlineAction((_, api, _) =>
        {
            api.IdToken.SetCustomClaim("https://x.example/tier", $"v{Interlocked.Increment(ref version)}");
            return Task.CompletedTask;
        })
        { ReadsOf = _ => "" };
        return new(Settings, new ActionsFunctions.Actions.ActionType("tier", _ => action));
    }
}
