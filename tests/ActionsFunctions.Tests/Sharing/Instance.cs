using System.Text;
using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Receiving;
using ActionsFunctions.Sharing;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Sharing;

/// <summary>One instance of the app over HTTP, with the shared cache of all.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private const string Login = """{"event":{"user":{"user_id":"auth0|ada"},"transaction":{"id":"t-1"}}}""";
    private const string Invalidation = """{"provider":"auth0","userId":"auth0|ada"}""";
    private static int nextId;
    private readonly HttpClient http = new();
    private readonly ManualTimeProvider clock;
    private readonly WebhookApp app;
    private readonly WebApplication server;

    private Instance(ManualTimeProvider clock, WebhookApp app, WebApplication server)
    {
        (this.clock, this.app, this.server) = (clock, app, server);
    }

    public static string NewKey() => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    public static async Task<Instance> StartAsync(ISharedCache cache, ManualTimeProvider clock, InlineAction action, params string[] keys)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["IdentityProviders:Auth0:SigningSecrets:0"] = TestApp.Secret,
            ["Cache:SigningSecrets:0"] = TestApp.Secret,
            ["Cache:Redis:EndPoint"] = "cache.contoso.example:10000",
            ["PostLogin:Actions:0:Name"] = "tier",
            ["PostLogin:Actions:0:FreshFor"] = "00:10:00",
        };
        for (var i = 0; i < keys.Length; i++)
            settings[$"Cache:EncryptionKeys:{i}"] = keys[i];
        var product = WebhookApp.Create(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            new() { Clock = clock, ActionTypes = [new ActionType("tier", _ => action)], Redis = _ => cache });
        var kestrel = QuietKestrel.Build(QuietKestrel.FreeLoopbackPort, NullLoggerFactory.Instance);
        kestrel.Run(new WebhookEndpoint(product, clock).HandleAsync);
        var instance = new Instance(clock, product, kestrel);
        instance.http.BaseAddress = await QuietKestrel.StartAsync(kestrel, CancellationToken.None);
        return instance;
    }

    /// <summary>A login of ada.</summary>
    public Task<(int Status, string Body)> LoginAsync(string? id = null) => PostAsync("/api/post-login/auth0", Login, id);

    /// <summary>Ada's answers are to be forgotten.</summary>
    public async Task<int> InvalidateAsync() => (await PostAsync("/api/cache/invalidate", Invalidation, null)).Status;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
        await app.DisposeAsync();
    }

    private async Task<(int Status, string Body)> PostAsync(string path, string body, string? id)
    {
        var signed = new WebhookRequest("POST", path, new Dictionary<string, string>(), [], Stream.Null, 0);
        TestApp.Sign(signed, body, id ?? $"shared_{Interlocked.Increment(ref nextId)}", clock.GetUtcNow().ToUnixTimeSeconds());
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in signed.Headers)
            request.Headers.Add(name, value);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
