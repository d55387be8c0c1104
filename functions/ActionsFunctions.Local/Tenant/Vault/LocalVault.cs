using System.Net;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ActionsFunctions.Local.Tenant.Vault;

/// <summary>
/// A vault on https at a free loopback port, and the client that trusts it. The client is the production class with the production
/// challenge; only its transport knows the one certificate, so nothing is installed on the machine.
/// </summary>
internal sealed class LocalVault : IAsyncDisposable
{
    public const string ClientId = "44444444-dddd-4ddd-8ddd-444444444444";
    public const string ClientSecret = "local-development-only-vault";

    private readonly WebApplication application;
    private readonly X509Certificate2 certificate;
    private readonly HttpClient pinned;
    private readonly VaultEndpoints endpoints;

    private LocalVault(WebApplication application, X509Certificate2 certificate, VaultStore store, VaultEndpoints endpoints)
    {
        this.application = application;
        this.certificate = certificate;
        this.endpoints = endpoints;
        Store = store;
        pinned = new(Pinning(certificate));
    }

    /// <summary>The setting <c>KeyVault:VaultUri</c>.</summary>
    public Uri Address { get; private set; } = new("https://127.0.0.1");

    /// <summary>Its secrets: rotate, disable, delete, forbid.</summary>
    public VaultStore Store { get; }

    /// <summary>True: every call is answered 503.</summary>
    public bool Down
    {
        get => endpoints.Down;
        set => endpoints.Down = value;
    }

    /// <summary>Starts it.</summary>
    /// <param name="clock">The clock of versions and tokens.</param>
    /// <param name="tokens">Who gets tokens; null for the vault's own client.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<LocalVault> StartAsync(TimeProvider clock, IVaultTokens? tokens, CancellationToken cancellationToken)
    {
        var pin = VaultCertificate.Create(clock);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(pin));
        });
        builder.Services.AddRoutingCore();
        var server = builder.Build();
        var issuer = tokens ?? new VaultTokens(ClientId, ClientSecret, clock);
        var store = new VaultStore(clock);
        var api = new VaultEndpoints(store, issuer);
        api.Map(server);
        new VaultTokenEndpoint(issuer).Map(server);
        await server.StartAsync(cancellationToken);
        var addresses = server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return new(server, pin, store, api) { Address = new(addresses.Addresses.First()) };
    }

    /// <summary>True where the setting <c>KeyVault:VaultUri</c> names this vault.</summary>
    public bool IsAt(string? vaultUri) => Uri.TryCreate(vaultUri, UriKind.Absolute, out var uri) && uri == Address;

    /// <summary>The client of <c>WebhookAppOptions.Vault</c>.</summary>
    public SecretClient CreateClient(Uri vault)
    {
        // The authority is loopback: discovery would ask Microsoft's servers about it.
        var credential = new ClientSecretCredentialOptions { AuthorityHost = Address, DisableInstanceDiscovery = true, Transport = new HttpClientTransport(pinned) };
        credential.Retry.MaxRetries = 0;
        // The challenge names vault.azure.net, as the real one does, and the client would refuse it from 127.0.0.1. Only here: in
        // production that check keeps a false vault from collecting tokens.
        var client = new SecretClientOptions { DisableChallengeResourceVerification = true, Transport = new HttpClientTransport(pinned) };
        client.Retry.MaxRetries = 0;
        return new(vault, new ClientSecretCredential(VaultTokenEndpoint.TenantId, ClientId, ClientSecret, credential), client);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        pinned.Dispose();
        await application.DisposeAsync();
        certificate.Dispose();
    }

    private static SocketsHttpHandler Pinning(X509Certificate2 pin)
    {
        var exactly = pin.RawData;
        return new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, given, _, _) => given is not null && given.GetRawCertData().AsSpan().SequenceEqual(exactly) },
        };
    }
}
