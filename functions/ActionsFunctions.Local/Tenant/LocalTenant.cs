using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Local.Tenant.Backend;
using ActionsFunctions.Local.Tenant.Faults;
using ActionsFunctions.Local.Tenant.Graph;
using ActionsFunctions.Local.Tenant.Management;
using ActionsFunctions.Local.Tenant.Tokens;
using ActionsFunctions.Local.Tenant.Vault;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Tenant;

/// <summary>Microsoft Graph, a token endpoint, a management API, a backend and a vault for the people of one small company, over real HTTP on free loopback ports.</summary>
internal sealed class LocalTenant : IAsyncDisposable
{
    private readonly WebApplication application;
    private Dictionary<string, ReadOnlyMemory<byte>> published = new(StringComparer.Ordinal);

    private LocalTenant(WebApplication application, LocalVault vault, TimeProvider clock)
    {
        this.application = application;
        Vault = vault;
        Faults = new(clock);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Its vault.</summary>
    public LocalVault Vault { get; }

    /// <summary>The keys by which its clients prove themselves.</summary>
    public RegisteredKeys ClientKeys { get; } = new();

    /// <summary>Makes Graph refuse.</summary>
    public GraphThrottle Throttle { get; } = new();

    /// <summary>What Graph shows of the custom authentication extension; null, as at first: nothing, for lack of permission.</summary>
    public PublishedExtension? Extension { get; set; }

    /// <summary>Makes the rest of it misbehave.</summary>
    public TenantFaults Faults { get; }

    public static async Task<LocalTenant> StartAsync(TimeProvider clock, ILoggerFactory log, CancellationToken cancellationToken)
    {
        var kestrel = QuietKestrel.Build(QuietKestrel.FreeLoopbackPort, log);
        var tenant = new LocalTenant(kestrel, await LocalVault.StartAsync(clock, tokens: null, cancellationToken), clock);
        DevelopmentSecrets.StoreIn(tenant.Vault.Store);
        DevelopmentKeys.StoreIn(tenant.Vault.Store, tenant.ClientKeys, clock);
        var tokens = new IssuedTokens(clock);
        kestrel.Use(tenant.Faults.ApplyAsync);
        new TokenEndpoint(tokens, new(tenant.ClientKeys, clock), tenant.Faults).Map(kestrel);
        new GraphEndpoints(tokens, tenant.Throttle, clock).Map(kestrel);
        new ExtensionEndpoints(tokens, () => tenant.Extension, clock).Map(kestrel);
        new BackendEndpoints(tokens).Map(kestrel);
        new ManagementEndpoints(tokens).Map(kestrel);
        kestrel.MapFallback(tenant.PublishedAsync);
        tenant.Address = await QuietKestrel.StartAsync(kestrel, cancellationToken);
        tenant.published = ProviderSimulators.All.SelectMany(simulator => simulator.Publishes(tenant.Address))
            .ToDictionary(document => document.Path, document => document.Body, StringComparer.Ordinal);
        return tenant;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await Vault.DisposeAsync();
    }

    private Task PublishedAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && published.TryGetValue(context.Request.Path.Value ?? "", out var body)
            ? JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, body)
            : JsonAnswer.WriteAsync(context, StatusCodes.Status404NotFound, JsonAnswer.Error("not_found"));
}
