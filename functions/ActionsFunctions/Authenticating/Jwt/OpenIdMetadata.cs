using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>
/// Reads an issuer and its keys over HTTP: first the discovery document (OpenID Connect Discovery 1.0), then the key set that it names.
/// </summary>
/// <param name="client">The client, with its time limit, its size limit and no redirects.</param>
/// <param name="address">The discovery document.</param>
/// <param name="tenantId">The tenant whose document this must be.</param>
/// <param name="clock">The clock.</param>
internal sealed class OpenIdMetadata(HttpClient client, Uri address, string tenantId, TimeProvider clock)
{
    /// <summary>Entra's documents have 2 and 15 KiB.</summary>
    private const int MaxBytes = 256 * 1024;

    /// <summary>For each of the two requests.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may live, so that a change of address in DNS is noticed.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(15);

    /// <summary>A client with the limits that this needs.</summary>
    public static HttpClient NewClient(Func<HttpMessageHandler>? handler = null)
    {
        // A redirect could lead to keys of anybody's choice.
        var transport = handler?.Invoke() ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLifetime };
        return new(transport) { Timeout = RequestTimeout, MaxResponseContentBufferSize = MaxBytes };
    }

    /// <summary>True for https, and for http on this machine.</summary>
    public static bool IsAllowed(Uri address) =>
        address is { IsAbsoluteUri: true, UserInfo: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>Loads both documents. Never throws but for cancellation.</summary>
    public async Task<(IssuerKeys? Keys, KeyFault Fault)> LoadAsync(CancellationToken cancellationToken)
    {
        var (document, fault) = await GetAsync(address, cancellationToken);
        if (fault != KeyFault.None)
            return (null, fault);
        if (document.Text("issuer") is not { Length: > 0 } template || !Uri.TryCreate(document.Text("jwks_uri"), UriKind.Absolute, out var keysAddress))
            return (null, KeyFault.Malformed);
        if (IssuerTenant.IsOther(template, tenantId))
            return (null, KeyFault.OtherTenant);
        // The document came from the configured host over TLS, so it may name another one; but plain http only where it itself was local.
        if (!IsAllowed(keysAddress) || (keysAddress.Scheme != Uri.UriSchemeHttps && address.Scheme == Uri.UriSchemeHttps))
            return (null, KeyFault.KeysAddress);
        return await LoadKeysAsync(IssuerTenant.Fill(template, tenantId), keysAddress, cancellationToken);
    }

    private async Task<(IssuerKeys? Keys, KeyFault Fault)> LoadKeysAsync(string issuer, Uri keysAddress, CancellationToken cancellationToken)
    {
        var (set, fault) = await GetAsync(keysAddress, cancellationToken);
        if (fault != KeyFault.None)
            return (null, fault);
        return JsonWebKeySet.Read(set, tenantId) switch
        {
            null => (null, KeyFault.Malformed),
            { Count: 0 } => (null, KeyFault.NoUsableKey),
            var keys => (new(issuer, keys, clock.GetTimestamp()), KeyFault.None),
        };
    }

    private async Task<(JsonElement Json, KeyFault Fault)> GetAsync(Uri from, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(from, cancellationToken);
            if (response.StatusCode != System.Net.HttpStatusCode.OK)
                return (default, KeyFault.Status);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return StrictJson.TryParse(body, out var json) && json.ValueKind == JsonValueKind.Object ? (json, KeyFault.None) : (default, KeyFault.Malformed);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (default, KeyFault.Unreachable);
        }
    }
}
