using System.Text.Json;
using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Upstreams.Faults;

/// <summary>
/// The product with graph-groups and backend-profile behind a <see cref="FaultProxy"/>. On a manual clock, time stands still until a fault was met, and then
/// passes in steps whenever the wire is quiet: a second of waiting takes a few hundredths.
/// </summary>
internal sealed class FaultyLogin : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(8);
    private static int nextId;
    private readonly FaultProxy proxy;
    private readonly TimeProvider clock;
    private readonly WebhookApp app;

    /// <param name="proxy">Graph, the backend and the token endpoint.</param>
    /// <param name="actionTimeout">The time of each action.</param>
    /// <param name="budget">The time of a login.</param>
    /// <param name="clock">Null: the real one.</param>
    /// <param name="named">The upstream that is called by a name, which the proxy resolves; null: all are called by address.</param>
    public FaultyLogin(FaultProxy proxy, string actionTimeout, string budget = "00:00:05", TimeProvider? clock = null, string? named = null)
    {
        this.proxy = proxy;
        this.clock = clock ?? TimeProvider.System;
        var settings = Settings(upstream => upstream == named ? proxy.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) : proxy.Url, actionTimeout, budget);
        app = WebhookApp.Create(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new() { Clock = this.clock, Upstreams = new() { Resolve = proxy.ResolveAsync } });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public Task WarmUpAsync() => app.WarmUpAsync(CancellationToken.None);

    /// <summary>A flow of both actions, given the address of each upstream.</summary>
    public static Dictionary<string, string?> Settings(Func<string, string> urlOf, string actionTimeout, string budget) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["IdentityProviders:Auth0:SigningSecrets:0"] = TestApp.Secret,
        ["PostLogin:Budgets:Auth0"] = budget,
        ["Graph:BaseUrl"] = $"{urlOf(FaultProxy.Graph)}/v1.0",
        ["Graph:Credential"] = "ClientSecret",
        ["Graph:TokenEndpoint"] = $"{urlOf(FaultProxy.Token)}/token",
        ["Graph:ClientId"] = "app",
        ["Graph:ClientSecret"] = "s",
        ["PostLogin:Actions:0:Name"] = "graph-groups",
        ["PostLogin:Actions:0:Timeout"] = actionTimeout,
        ["PostLogin:Actions:1:Name"] = "backend-profile",
        ["PostLogin:Actions:1:Timeout"] = actionTimeout,
        ["PostLogin:Actions:1:Settings:Url"] = $"{urlOf(FaultProxy.Backend)}/people/{{user.user_id}}",
        ["PostLogin:Actions:1:Settings:Auth:TokenEndpoint"] = $"{urlOf(FaultProxy.Token)}/token",
        ["PostLogin:Actions:1:Settings:Auth:ClientId"] = "crm",
        ["PostLogin:Actions:1:Settings:Auth:ClientSecret"] = "s",
    };

    /// <summary>A signed call about a user.</summary>
    public static WebhookRequest Request(string userId, TimeProvider clock)
    {
        var body = $$"""{"event":{"user":{"user_id":"{{userId}}"} } }""";
        var headers = new WebhookHeaders { ["Content-Type"] = "application/json", ["Content-Length"] = $"{body.Length}" };
        var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        var request = new WebhookRequest("POST", "/post-login/auth0", new Dictionary<string, string>(StringComparer.Ordinal), headers, bytes, clock.GetTimestamp());
        TestApp.Sign(request, body, $"faulty_{Interlocked.Increment(ref nextId)}", clock.GetUtcNow().ToUnixTimeSeconds());
        return request;
    }

    /// <summary>One login; what each action came to, by upstream, and the reasons in the diagnostics.</summary>
    public async Task<FaultyAnswer> SendAsync(string userId = "u1")
    {
        var request = Request(userId, clock);
        var started = clock.GetTimestamp();
        var response = await PassTimeAsync(app.HandleAsync(request, CancellationToken.None));
        var took = clock.GetElapsedTime(started);
        return FaultyAnswer.Of(response.Status, JsonElement.Parse(response.Body.Span), took);
    }

    private async Task<WebhookResponse> PassTimeAsync(Task<WebhookResponse> answering)
    {
        while (clock is ManualTimeProvider manual && !answering.IsCompleted)
        {
            await ((Task)answering).WaitAsync(Look, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (proxy.IsWaitedFor)
                manual.Advance(Step);
        }

        return await answering;
    }
}

/// <summary>What a login came to.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Outcomes">The outcome of the action that asks each upstream.</param>
/// <param name="Reasons">The reasons in the diagnostics.</param>
/// <param name="Claims">How many claims the ID token got.</param>
/// <param name="Took">From request to answer.</param>
internal sealed record FaultyAnswer(int Status, IReadOnlyDictionary<string, string> Outcomes, string[] Reasons, int Claims, TimeSpan Took)
{
    public static FaultyAnswer Of(int status, JsonElement answer, TimeSpan took) => new(
        status,
        answer.GetProperty("actions").EnumerateArray().ToDictionary(
            action => action.GetProperty("type").GetString() == "graph-groups" ? FaultProxy.Graph : FaultProxy.Backend,
            action => action.GetProperty("outcome").GetString()!,
            StringComparer.Ordinal),
        [.. answer.GetProperty("diagnostics").EnumerateArray().Select(diagnostic => diagnostic.GetProperty("reason").GetString()!)],
        answer.GetProperty("claims").GetProperty("idToken").GetPropertyCount(),
        took);
}
