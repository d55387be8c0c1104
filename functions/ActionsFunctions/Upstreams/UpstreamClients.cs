using System.Globalization;
using ActionsFunctions.Observing;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Upstreams;

/// <summary>
/// The clients for calls to the outside that all actions share: one connection pool, and one access token per token endpoint, client,
/// scope and audience.
/// </summary>
public sealed class UpstreamClients : IDisposable
{
    // A page of 999 groups is about 150 KiB.
    private const int GraphMaxBytes = 1024 * 1024;
    private const int BackendMaxBytes = 256 * 1024;
    private readonly UpstreamOptions options;
    private readonly UpstreamTransport transport;
    private readonly GraphSettings graphSettings;
    private readonly int hedgedPercent;
    private readonly Dictionary<(Uri, string, string?, string?), SharedToken> tokens = [];
    private readonly Dictionary<string, UpstreamGuard> guards = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<UpstreamClient> backends = [];
    private UpstreamClient? graph;
    private SharedToken? identityToken;
    private SharedToken? storageToken;

    private UpstreamClients(GraphSettings graphSettings, int hedgedPercent, UpstreamOptions options)
    {
        this.hedgedPercent = hedgedPercent;
        this.graphSettings = graphSettings;
        this.options = options;
        transport = new(options);
        Log = options.Log.CreateLogger<UpstreamClients>();
    }

    /// <summary>Microsoft Graph. Noted as a mistake where its credentials are not configured; so ask for it only from an action that needs it.</summary>
    public UpstreamClient Graph => graph ??= new(graphSettings.BaseUrl, transport, GuardOf("graph", graphSettings.BaseUrl), GraphToken(), GraphMaxBytes);

    /// <summary>What can be warmed up, by kind (<c>graph</c>, <c>backend:1</c> in the order of the flow). True: it answered. None throws.</summary>
    public IReadOnlyList<KeyValuePair<string, Func<CancellationToken, Task<bool>>>> WarmUps =>
    [
        .. graph is null ? [] : new[] { WarmUp("graph", graph) },
        .. backends.Select(backend => WarmUp(backend.Kind, backend)),
    ];

    internal ILogger Log { get; }

    internal TimeProvider Clock => options.Clock;

    private IEnumerable<SharedToken> AllTokens => [.. tokens.Values, .. new[] { identityToken, storageToken }.OfType<SharedToken>()];

    /// <summary>Reads the sections <c>Graph</c> and <c>Upstreams</c> of <paramref name="root"/>; mistakes are noted there. Made once, while the app starts.</summary>
    public static UpstreamClients Create(SettingsReader root, ISecretSource secrets, UpstreamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        var shared = root.Section("Upstreams");
        // Hedges of more than the slowest tenth would be a second load, not a remedy.
        var percent = shared.Number("HedgedPercent", 0, 0, 10);
        shared.RejectUnknown();
        return new(new(root.Section("Graph"), secrets), percent, options ?? new());
    }

    /// <summary>A backend of your own, by its address; with an access token where <paramref name="credentials"/> are given.</summary>
    public UpstreamClient Backend(Uri address, ClientCredentials? credentials)
    {
        var backend = new UpstreamClient(address, transport, GuardOf("backend", address), credentials is null ? null : TokenFor(credentials), BackendMaxBytes)
        {
            Kind = BackendKind(backends.Count),
        };
        backends.Add(backend);
        return backend;
    }

    /// <summary>A blob container, with the app's managed identity. Not warmed up: no login waits for it.</summary>
    internal UpstreamClient Container(Uri address, string? identityClientId)
    {
        storageToken ??= IdentityToken(identityClientId, "https://storage.azure.com/.default");
        return new(address, transport, GuardOf("recordings", address), storageToken, BackendMaxBytes);
    }

    /// <summary>Fetches every access token ahead of the first login and looks whether the hosts can be reached. Never throws: a login tries again by itself.</summary>
    public Task WarmUpAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(WarmUps.Select(warmUp => warmUp.Value(cancellationToken)));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var token in AllTokens)
            token.Dispose();
        transport.Dispose();
    }

    private static string BackendKind(int index) => string.Create(CultureInfo.InvariantCulture, $"backend:{index + 1}");

    private static KeyValuePair<string, Func<CancellationToken, Task<bool>>> WarmUp(string kind, UpstreamClient client) => new(kind, async cancellationToken =>
    {
        try
        {
            return await client.WarmUpAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The time for warming up is over; a request for a token goes on.
            return false;
        }
    });

    // Per origin: entries that call the same backend share its health.
    private UpstreamGuard GuardOf(string source, Uri address)
    {
        var key = $"{source} {address.GetLeftPart(UriPartial.Authority)}";
        if (!guards.TryGetValue(key, out var guard))
            guards.Add(key, guard = new(source, options.Clock, hedgedPercent));
        return guard;
    }

    private SharedToken? GraphToken()
    {
        if (graphSettings.Method is not null)
            return graphSettings.ClientCredentials() is { } credentials ? TokenFor(credentials) : null;
        return identityToken ??= IdentityToken(graphSettings.ClientId, graphSettings.Scope);
    }

    private SharedToken IdentityToken(string? clientId, string scope) =>
        new(new ObservedIssuer(new ManagedIdentityIssuer(options.ManagedIdentity(clientId), scope, options.Clock), options.Clock), options.Clock, Log);

    private SharedToken TokenFor(ClientCredentials credentials)
    {
        var key = (credentials.TokenEndpoint, credentials.ClientId, credentials.Scope, credentials.Audience);
        if (!tokens.TryGetValue(key, out var token))
            tokens.Add(key, token = new(new ObservedIssuer(new ClientCredentialsIssuer(credentials, transport), options.Clock), options.Clock, Log));
        return token;
    }
}
