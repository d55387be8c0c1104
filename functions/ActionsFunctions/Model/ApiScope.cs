using System.Text.Json;
using ActionsFunctions.Running;

namespace ActionsFunctions.Model;

/// <summary>What the parts of <see cref="PostLoginApi"/> that answer at once are answered from.</summary>
/// <param name="Login">The login.</param>
/// <param name="Cache">The cache as this run sees it.</param>
/// <param name="Clock">The clock of tokens and expiries.</param>
internal sealed record ApiScope(PostLoginEvent Login, CacheView Cache, TimeProvider Clock)
{
    /// <summary>True where the action goes on after the user was elsewhere.</summary>
    public bool Resuming { get; init; }

    /// <summary>The flow that the action runs in; null: it runs by itself.</summary>
    public FlowContext? Flow { get; init; }

    /// <summary>Names the login; empty where there is none.</summary>
    public string LoginId => Flow?.LoginId ?? "";

    /// <summary>The name of the flow entry.</summary>
    public string Action { get; init; } = "";

    /// <summary>Whether the provider can honour a command. By itself an action may say everything.</summary>
    public bool Honours(string method) => Flow?.Honours(method) ?? true;

    /// <summary>An action run by itself: nothing is kept from before.</summary>
    public static ApiScope Alone(PostLoginEvent login, TimeProvider clock) =>
        new(login, new(clock, new Dictionary<string, CacheRecord>(StringComparer.Ordinal), []), clock);

    /// <summary>Without a login.</summary>
    public static ApiScope Empty => Alone(new(JsonElement.Parse("{}")), TimeProvider.System);
}
