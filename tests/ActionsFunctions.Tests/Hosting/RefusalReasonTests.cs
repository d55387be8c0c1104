using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;
using ActionsFunctions.Tests.Sharing;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Hosting;

/// <summary>Why a request was refused, for the log: the caller learns the code only.</summary>
public sealed class RefusalReasonTests
{
    private static readonly KeyValuePair<string, string?>[] OneAction = [new("PostLogin:Actions:0:Name", "echo")];
    private static readonly KeyValuePair<string, string?>[] Invalidating = [.. OneAction, new("Cache:SigningSecrets:0", TestApp.Secret)];
    private static readonly ActionType Echo = new("echo", _ => InlineAction.Of((_, _) => { }));

    [Theory]
    [InlineData("/actions/none", "{}", "actions NotFound 404: no such action in the flow")]
    [InlineData("/actions/echo", "{", "actions InvalidRequest 400: malformed JSON or wrong shape")]
    [InlineData("/actions/echo", "{}", "actions InvalidRequest 400: malformed JSON or wrong shape")]
    [InlineData("/actions/echo", """{"event":{},"continuation":7}""", "actions InvalidRequest 400: malformed JSON or wrong shape")]
    [InlineData("/post-login/auth0", "{", "auth0 InvalidRequest 400: malformed JSON")]
    [InlineData("/post-login/auth0", """{"event":7}""", "auth0 InvalidRequest 400: wrong shape")]
    [InlineData("/post-login/auth0", """{"event":{"user":{"user_id":"a"}},"continuation":{"action":"none"}}""", "auth0 InvalidRequest 400: a continuation at no action of the flow")]
    [InlineData("/cache/invalidate", "{", "cache InvalidRequest 400: malformed JSON, wrong shape or no such provider")]
    [InlineData("/cache/invalidate", """{"provider":"nobody","userId":"u"}""", "cache InvalidRequest 400: malformed JSON, wrong shape or no such provider")]
    public async Task A_refusal_says_why(string path, string body, string refusal)
    {
        await using var app = new TestApp(Invalidating, Echo);
        await app.SendAsync(Signed(app, path, body));
        Assert.Equal(refusal, Line(Assert.Single(app.Refusals)));
    }

    [Fact]
    public async Task Where_nobody_may_invalidate_the_missing_setting_is_named()
    {
        await using var app = new TestApp(OneAction, Echo);
        await app.SendAsync(Signed(app, "/cache/invalidate", """{"provider":"auth0","userId":"u"}"""));
        Assert.Equal("cache NotFound 404: Cache:SigningSecrets is not configured", Line(Assert.Single(app.Refusals)));
    }

    [Fact]
    public async Task While_the_shared_cache_is_down_an_invalidation_is_to_be_tried_again()
    {
        List<RefusedRequest> refusals = [];
        await using var caller = new TestApp();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([.. Invalidating, new("Cache:Redis:EndPoint", "cache.contoso.example:10000"), new("Cache:EncryptionKeys:0", Instance.NewKey())])
            .Build();
        var cache = new MemorySharedCache { Fault = () => throw new IOException() };
        await using var app = WebhookApp.Create(settings, new() { Clock = caller.Clock, ActionTypes = [Echo], Redis = _ => cache, ObserveRefused = refusals.Add });
        await app.HandleAsync(Signed(caller, "/cache/invalidate", """{"provider":"auth0","userId":"u"}"""), CancellationToken.None);
        Assert.Equal("cache Unavailable 503: the shared cache does not answer", Line(Assert.Single(refusals)));
    }

    private static string Line(RefusedRequest refused) => $"{refused.Route} {refused.Fault} {refused.Response.Status}: {refused.Reason}";

    private static WebhookRequest Signed(TestApp app, string path, string body)
    {
        var request = app.Post(path, body);
        TestApp.Sign(request, body, "msg_1", app.Clock.GetUtcNow().ToUnixTimeSeconds());
        return request;
    }
}
