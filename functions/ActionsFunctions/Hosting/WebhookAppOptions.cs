using System.Collections.Frozen;
using ActionsFunctions.Actions;
using ActionsFunctions.Observing;
using ActionsFunctions.Sharing;
using ActionsFunctions.Upstreams;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Hosting;

/// <summary>What a host gives to <see cref="WebhookApp"/> besides its configuration.</summary>
public sealed record WebhookAppOptions
{
    /// <summary>The clock of every deadline, window and age; default the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where log lines go; default nowhere.</summary>
    public ILoggerFactory Log { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The action types that flow entries may name; default those of the product.</summary>
    public IReadOnlyList<ActionType> ActionTypes { get; init; } = ActionsFunctions.Generated.ActionTypes.All;

    /// <summary>Makes the vault client; default one with the app's managed identity. Local pins its own vault's certificate here.</summary>
    public Func<Uri, SecretClient>? Vault { get; init; }

    /// <summary>How calls to the outside are made; its clock and log are those given here. Default the system's names and connections.</summary>
    public UpstreamOptions Upstreams { get; init; } = new();

    /// <summary>Called with every login that came to an answer; null, the default: nobody watches. What it is given holds personal data.</summary>
    public Action<LoginReport>? Observe { get; init; }

    /// <summary>Called with every request that was refused before a flow ran; null, the default: nobody watches. What it is given holds what the caller sent.</summary>
    public Action<RefusedRequest>? ObserveRefused { get; init; }

    /// <summary>Routes of providers that stand on development credentials: a claim name that only they cannot issue is a warning at start, not a fault. Default none.</summary>
    public IReadOnlySet<string> AdvisoryProviders { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Opens the Redis of <c>Cache:Redis</c>; null, the default: this host has no client for it, and such settings are a start fault. Disposed with the app.</summary>
    public Func<RedisSettings, ISharedCache>? Redis { get; init; }

    /// <summary>Demanded as <c>x-functions-key</c> of every route but the health probes; null, the default: the platform checks it, or nobody.</summary>
    public string? FunctionKey { get; init; }

    /// <summary>
    /// True where a platform in front takes the client certificate off the TLS connection and writes <c>X-ARR-ClientCert</c> itself, so that no caller
    /// can; default false: that header then never counts.
    /// </summary>
    public bool ForwardsClientCertificates { get; init; }
}
