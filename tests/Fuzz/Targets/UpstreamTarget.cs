using System.Text;
using System.Text.Json;
using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing.Simulators;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Fuzz.Targets;

/// <summary>Bytes that Graph, a backend, a remote action and a token endpoint may answer with: the login is answered in time, whatever they are.</summary>
internal sealed class UpstreamTarget : ITarget
{
    private const string Upstream = "http://127.0.0.1:9";

    // A circuit opens after twenty calls, and from then on nothing would be asked any more.
    private const int LoginsEach = 8;
    private readonly CrashLog log = new();
    private UpstreamAnswers answers = null!;
    private WebhookApp? app;
    private int played;

    public string Name => "upstream-answer";

    public int Share => 2;

    public async Task<string?> PlayAsync(Chance chance)
    {
        if (played++ % LoginsEach == 0)
            await RenewAsync();
        answers = new(chance);
        var started = TimeProvider.System.GetTimestamp();
        var response = await app!.HandleAsync(Auth0Call.Request(), CancellationToken.None);
        var took = TimeProvider.System.GetElapsedTime(started);
        if (response.Status != 200 || took > TimeSpan.FromSeconds(3))
            return $"status {response.Status} after {took.TotalMilliseconds:F0} ms; {answers.Sent}";
        var actions = JsonElement.Parse(response.Body.Span, new() { MaxDepth = 1_000 }).GetProperty("actions").GetArrayLength();
        return actions != 3 ? $"{actions} actions" : log.Take() is { } line && !line.Contains("refuses to tell", StringComparison.Ordinal) ? $"{line}; {answers.Sent}" : null;
    }

    public ValueTask DisposeAsync() => app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task RenewAsync()
    {
        await DisposeAsync();
        app = WebhookApp.Create(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build(), new()
        {
            Log = log,
            Upstreams = new() { Log = log, ConfigureHandler = handler => handler.ConnectCallback = (_, _) => new(new Wire(head => answers.To(head))) },
        });
    }

    private static Dictionary<string, string?> Settings => new(StringComparer.OrdinalIgnoreCase)
    {
        ["IdentityProviders:Auth0:SigningSecrets:0"] = Auth0Call.Secret,
        ["PostLogin:Budgets:Auth0"] = "00:00:00.060",
        ["Graph:BaseUrl"] = $"{Upstream}/v1.0",
        ["Graph:Credential"] = "ClientSecret",
        ["Graph:TokenEndpoint"] = $"{Upstream}/token",
        ["Graph:ClientId"] = "app",
        ["Graph:ClientSecret"] = "s",
        ["PostLogin:Actions:0:Name"] = "graph-groups",
        ["PostLogin:Actions:1:Name"] = "backend-profile",
        ["PostLogin:Actions:1:Settings:Url"] = $"{Upstream}/people/{{user.user_id}}",
        ["PostLogin:Actions:2:Name"] = "remote",
        ["PostLogin:Actions:2:Settings:Url"] = $"{Upstream}/remote",
    };

    /// <summary>Signed logins of one person.</summary>
    private static class Auth0Call
    {
        public const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
        private static readonly byte[] Body = """{"event":{"user":{"user_id":"auth0|1"},"stats":{"logins_count":1}}}"""u8.ToArray();

        public static WebhookRequest Request()
        {
            var headers = new WebhookHeaders { ["Content-Type"] = "application/json", ["Content-Length"] = $"{Body.Length}" };
            foreach (var header in StandardWebhookSignature.Headers(Secret, $"msg_{Guid.NewGuid():N}", TimeProvider.System.GetUtcNow(), Body))
                headers.Append(header.Name, header.Value);
            return new("POST", "/post-login/auth0", new Dictionary<string, string>(StringComparer.Ordinal), headers, new MemoryStream(Body), TimeProvider.System.GetTimestamp());
        }
    }
}
