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
    private readonly ILogger log;
    private readonly Dictionary<(Uri, string, string?, string?), SharedToken> tokens = [];
    private UpstreamClient? graph;
    private SharedToken? identityToken;

    private UpstreamClients(GraphSettings graphSettings, UpstreamOptions options)
    {
        this.graphSettings = graphSettings;
        this.options = options;
        transport = new(options);
        log = options.Log.CreateLogger<UpstreamClients>();
    }

    /// <summary>Microsoft Graph. Noted as a mistake where its credentials are not configured; so ask for it only from an action that needs it.</summary>
    public UpstreamClient Graph => graph ??= new("graph", graphSettings.BaseUrl, transport, GraphToken(), GraphMaxBytes);

    private IEnumerable<SharedToken> AllTokens => identityToken is null ? tokens.Values : tokens.Values.Append(identityToken);

    /// <summary>Reads the section <c>Graph</c> of <paramref name="root"/>; mistakes are noted there. Made once, while the app starts.</summary>
    public static UpstreamClients Create(SettingsReader root, ISecretSource secrets, UpstreamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        return new(new(root.Section("Graph"), secrets), options ?? new());
    }

    /// <summary>A backend of your own, by its address; with an access token where <paramref name="credentials"/> are given.</summary>
    public UpstreamClient Backend(Uri address, ClientCredentials? credentials) =>
        new("backend", address, transport, credentials is null ? null : TokenFor(credentials), BackendMaxBytes);

    /// <summary>Fetches every access token ahead of the first login. Never throws: a login tries again by itself.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(AllTokens.Select(token => token.GetAsync(cancellationToken).AsTask()));
        }
        catch (OperationCanceledException)
        {
            // The time for warming up is over; the requests go on.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var token in AllTokens)
            token.Dispose();
        transport.Dispose();
    }

    private SharedToken? GraphToken()
    {
        if (graphSettings.Credential == GraphCredential.ClientSecret)
            return graphSettings.ClientCredentials() is { } credentials ? TokenFor(credentials) : null;
        var credential = options.ManagedIdentity(graphSettings.ClientId);
        return identityToken ??= new(new ManagedIdentityIssuer(credential, graphSettings.Scope, options.Clock), options.Clock, log);
    }

    private SharedToken TokenFor(ClientCredentials credentials)
    {
        var key = (credentials.TokenEndpoint, credentials.ClientId, credentials.Scope, credentials.Audience);
        if (!tokens.TryGetValue(key, out var token))
            tokens.Add(key, token = new(new ClientSecretIssuer(credentials, transport), options.Clock, log));
        return token;
    }
}
