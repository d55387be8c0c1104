using System.Net;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Upstreams;

/// <summary>What a host or a test gives to <see cref="UpstreamClients"/> besides settings.</summary>
public sealed record UpstreamOptions
{
    /// <summary>The clock of expiries, waits and retries; default the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where log lines go; default nowhere.</summary>
    public ILoggerFactory Log { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Changes the one connection handler before its first use; default nothing.</summary>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; init; }

    /// <summary>Resolves a host's name, for each new connection; default the system's DNS.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>
    /// Makes the credential of the app's managed identity, given the client id of a user-assigned one or null. Exactly this one and no
    /// probing chain, which costs seconds on the login path.
    /// </summary>
    public Func<string?, TokenCredential> ManagedIdentity { get; init; } = static clientId =>
        new ManagedIdentityCredential(clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId));
}
