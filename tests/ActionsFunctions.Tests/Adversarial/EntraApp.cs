using System.Text;
using ActionsFunctions.Actions;
using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;
using ActionsFunctions.Tests.Hosting;
using ActionsFunctions.Tests.IdentityProviders.Entra;
using ActionsFunctions.Tests.Observing;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>The product that trusts a tenant's tokens, with a flow that counts its runs.</summary>
public sealed class EntraApp : IAsyncLifetime
{
    private const string Mark = "canary7f3a";
    private readonly EntraTenant tenant = new();
    private WebhookApp app = null!;
    private int runs;

    internal TokenForge Forge => tenant.Forge;

    internal CapturedLog Log { get; } = new();

    internal int Runs => runs;

    public async Task InitializeAsync()
    {
        await tenant.InitializeAsync();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["IdentityProviders:Entra:TenantId"] = EntraUnderTest.TenantId,
            ["IdentityProviders:Entra:Audience"] = EntraUnderTest.Audience,
            ["IdentityProviders:Entra:MetadataAddress"] = tenant.MetadataAddress.AbsoluteUri,
            ["PostLogin:Actions:0:Name"] = "counts",
        };
        app = WebhookApp.Create(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new()
        {
            Clock = tenant.Clock,
            Log = Log,
            ActionTypes = [new ActionType("counts", _ => InlineAction.Of((_, _) => Interlocked.Increment(ref runs)))],
        });
        await app.WarmUpAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await tenant.DisposeAsync();
    }

    /// <summary>Sends a login with this header; null: without.</summary>
    internal async Task<(int Status, string Body, string Headers)> SendAsync(string? authorization)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"type":"microsoft.graph.authenticationEvent.tokenIssuanceStart","data":{"tenantId":"{{EntraUnderTest.TenantId}}","authenticationContext":{"user":{"id":"{{Mark}}"} } } }""");
        var headers = new WebhookHeaders { ["Content-Type"] = "application/json", ["Content-Length"] = $"{body.Length}" };
        if (authorization is not null)
            headers["Authorization"] = authorization;
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        var response = await app.HandleAsync(new("POST", "/post-login/entra", query, headers, new MemoryStream(body), tenant.Clock.GetTimestamp()) { CorrelationId = "c0ffee" }, CancellationToken.None);
        return (response.Status, Encoding.UTF8.GetString(response.Body.Span), string.Join('\n', response.Headers));
    }
}
