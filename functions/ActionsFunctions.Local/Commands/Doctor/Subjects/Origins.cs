using System.Net;
using System.Net.Sockets;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Local.Commands.Doctor.Subjects;

/// <summary>A host that was asked for nothing but a sign of life.</summary>
/// <param name="Setting">The setting that names it.</param>
/// <param name="Fault">Why there is no answer; null where there is one, whatever it says.</param>
/// <param name="Skew">How far its clock is ahead of ours; null where it states no time.</param>
internal sealed record AskedOrigin(string Setting, string? Fault, TimeSpan? Skew);

/// <summary>The hosts that the installation calls. Each gets one HEAD without a credential: not every backend has an address that is safe to ask for more.</summary>
internal sealed class Origins : IDisposable
{
    private readonly Installation installation;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) });
    private readonly Lazy<Task<AskedOrigin[]>> backends;
    private readonly Lazy<Task<AskedOrigin[]>> others;

    /// <param name="installation">The installation.</param>
    public Origins(Installation installation)
    {
        this.installation = installation;
        backends = new(() => AskAllAsync(BackendAddresses()));
        others = new(() => AskAllAsync(OtherAddresses()));
    }

    /// <summary>True where an action calls a backend.</summary>
    public bool AnyBackend => BackendAddresses().Any();

    /// <summary>The backends of the flow.</summary>
    public Task<AskedOrigin[]> BackendsAsync(CancellationToken cancellationToken) => backends.Value.WaitAsync(cancellationToken);

    /// <summary>All hosts.</summary>
    public async Task<IEnumerable<AskedOrigin>> AllAsync(CancellationToken cancellationToken) =>
        [.. await BackendsAsync(cancellationToken), .. await others.Value.WaitAsync(cancellationToken)];

    /// <summary>Asks one host.</summary>
    public static async Task<AskedOrigin> AskAsync(HttpClient http, string setting, Uri address, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(address.GetLeftPart(UriPartial.Authority)));
        var sent = clock.GetUtcNow();
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var between = sent + ((clock.GetUtcNow() - sent) / 2);
            return new(setting, null, response.Headers.Date - between);
        }
        catch (HttpRequestException fault)
        {
            return new(setting, Name(fault), null);
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    /// <summary>A fault of the connection in words, without addresses.</summary>
    public static string Name(HttpRequestException fault) => fault switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } => "DNS does not know the host",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "its TLS certificate is not accepted",
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "the connection is refused",
        _ => "no connection",
    };

    private Task<AskedOrigin[]> AskAllAsync(IEnumerable<(string Setting, Uri Address)> addresses) => Task.WhenAll(addresses
        .DistinctBy(origin => origin.Address.GetLeftPart(UriPartial.Authority), StringComparer.OrdinalIgnoreCase)
        .Select(async origin =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), installation.Clock);
            try
            {
                return await AskAsync(http, origin.Setting, origin.Address, installation.Clock, limit.Token);
            }
            catch (OperationCanceledException)
            {
                return new(origin.Setting, "no answer within 10 s", null);
            }
        }));

    private IEnumerable<(string Setting, Uri Address)> BackendAddresses()
    {
        foreach (var entry in installation.Actions)
        {
            if (entry["Settings:Url"] is { } text
                && EventTemplate.TryParse(text, out var template, out _)
                && EventTemplateUri.TryCreate(template, out var uri, out _))
                yield return ($"{entry.Path}:Settings:Url", uri.Origin);
        }
    }

    private IEnumerable<(string Setting, Uri Address)> OtherAddresses()
    {
        foreach (var endpoint in installation.Tokens.Endpoints)
            yield return ("token endpoint", endpoint);
        if (installation.Tokens.NeedsGraph && new GraphSettings(installation.Root(new SettingFaults()).Section(UpstreamTokens.GraphSection), installation.Secrets) is { } graph)
            yield return ("Graph:BaseUrl", graph.BaseUrl);
        if (installation.Entra is { } entra)
            yield return ("IdentityProviders:Entra:MetadataAddress", entra.MetadataAddress);
    }
}
