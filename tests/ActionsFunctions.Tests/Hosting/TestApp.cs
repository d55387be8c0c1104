using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Hosting;

/// <summary>The product in this process, with the action types, settings and clock that a test wants, and the signed requests of an Auth0 caller.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static int nextId;

    public TestApp(IEnumerable<KeyValuePair<string, string?>>? settings = null, params ActionType[] types)
        : this(settings, types, vault: null)
    {
    }

    public TestApp(IEnumerable<KeyValuePair<string, string?>>? settings, ActionType[] types, Func<Uri, SecretClient>? vault)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("IdentityProviders:Auth0:SigningSecrets:0", Secret)])
            .AddInMemoryCollection(settings ?? [])
            .Build();
        App = WebhookApp.Create(configuration, new() { Clock = Clock, ActionTypes = types, Vault = vault, Observe = Reports.Add, ObserveRefused = Refusals.Add });
    }

    public ManualTimeProvider Clock { get; } = new();

    public List<LoginReport> Reports { get; } = [];

    public List<RefusedRequest> Refusals { get; } = [];

    public WebhookApp App { get; }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    public WebhookRequest Post(string path, string body, string? contentType = "application/json")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var headers = new WebhookHeaders { ["Content-Length"] = $"{bytes.Length}" };
        if (contentType is not null)
            headers["Content-Type"] = contentType;
        return new("POST", path, new Dictionary<string, string>(), headers, new MemoryStream(bytes), Clock.GetTimestamp());
    }

    /// <summary>A login as Auth0's bridge would post it.</summary>
    public WebhookRequest Login(string body = """{"event":{"user":{"user_id":"auth0|1"},"transaction":{"id":"t-1"}}}""", string? id = null, string secret = Secret)
    {
        var request = Post("/post-login/auth0", body);
        Sign(request, body, id ?? $"msg_{Interlocked.Increment(ref nextId)}", Clock.GetUtcNow().ToUnixTimeSeconds(), secret);
        return request;
    }

    public static void Sign(WebhookRequest request, string body, string id, long timestamp, string secret = Secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
        request.Headers["webhook-id"] = id;
        request.Headers["webhook-timestamp"] = $"{timestamp}";
        request.Headers["webhook-signature"] = "v1," + Convert.ToBase64String(signature);
    }

    public async Task<(int Status, string Body)> SendAsync(WebhookRequest request)
    {
        var response = await App.HandleAsync(request, CancellationToken.None);
        return (response.Status, Encoding.UTF8.GetString(response.Body.Span));
    }
}
