using ActionsFunctions.Model;
using ActionsFunctions.Observing;

namespace ActionsFunctions.Running;

/// <summary>What a flow runs for: one login.</summary>
/// <param name="Provider">Route name of the provider that called.</param>
/// <param name="Event">The login.</param>
/// <param name="Deadline">When the answer must be ready.</param>
public sealed record FlowContext(string Provider, PostLoginEvent Event, Deadline Deadline)
{
    /// <summary>Whether the provider can honour a command; a suspension that it cannot honour does not end the flow. Default: all of them.</summary>
    public Func<string, bool> Honours { get; init; } = static _ => true;

    /// <summary>The name of the action at which a suspended flow goes on; null: the flow begins.</summary>
    public string? Resume { get; init; }

    /// <summary>Names the login, the same for every attempt of the provider to complete it.</summary>
    public string LoginId { get; init; } = "";

    /// <summary>How long the provider may repeat the call for this login: so long an action that has effects elsewhere is not run again for it. Default zero.</summary>
    public TimeSpan RetriesFor { get; init; }

    /// <summary>Takes down the upstream calls; null, the default: nobody observes.</summary>
    internal LoginWatch? Watch { get; init; }

    /// <summary>The generation of the user's answers in the shared cache; null where nothing is shared, or that cannot be known.</summary>
    internal string? Generation { get; init; }

    /// <summary>What the actions that this one comes after wrote into their caches, in listed order.</summary>
    internal IReadOnlyList<CacheWrite> CacheWrites { get; init; } = [];
}
