using ActionsFunctions.Model;
using ActionsFunctions.Observing;

namespace ActionsFunctions.Running;

/// <summary>What a flow runs for: one login.</summary>
/// <param name="Provider">Route name of the provider that called.</param>
/// <param name="Event">The login.</param>
/// <param name="Deadline">When the answer must be ready.</param>
public sealed record FlowContext(string Provider, PostLoginEvent Event, Deadline Deadline)
{
    private LoginOwner? owner;

    /// <summary>Whether the provider can honour a command; a suspension that it cannot honour does not end the flow. Default: all of them.</summary>
    public Func<string, bool> Honours { get; init; } = static _ => true;

    /// <summary>The name of the action at which a suspended flow goes on; null: the flow begins.</summary>
    public string? Resume { get; init; }

    /// <summary>What the provider names the login by, the same for every attempt to complete it; empty, the default: nothing.</summary>
    public string LoginName { get; init; } = "";

    /// <summary>A digest of that name: what actions, and upstreams through them, get to see. Worked out when asked for; empty where there is no name.</summary>
    public string LoginId => LoginName.Length == 0 ? "" : IdentityProviders.LoginId.Of(Provider, LoginName);

    /// <summary>How long the provider may repeat the call for this login: so long an action that has effects elsewhere is not run again for it. Default zero.</summary>
    public TimeSpan RetriesFor { get; init; }

    /// <summary>Whose login it is: of this provider and this event, also in a copy that has others.</summary>
    internal LoginOwner Whose
    {
        get
        {
            var known = owner;
            return known is not null && known.IsOf(Provider, Event) ? known : owner = new(Provider, Event);
        }
    }

    /// <summary>Takes down the upstream calls; null, the default: nobody observes.</summary>
    internal LoginWatch? Watch { get; init; }

    /// <summary>The generation of the user's answers in the shared cache; null where nothing is shared, or that cannot be known.</summary>
    internal string? Generation { get; init; }

    /// <summary>What the actions that this one comes after wrote into their caches, in listed order.</summary>
    internal IReadOnlyList<CacheWrite> CacheWrites { get; init; } = [];
}
