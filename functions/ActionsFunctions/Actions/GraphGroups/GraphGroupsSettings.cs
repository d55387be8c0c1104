using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions.GraphGroups;

/// <summary>What a group is called in the claim.</summary>
public enum GroupEmit
{
    /// <summary>Its display name: readable, but not unique and renameable. Show by it, never authorize by it.</summary>
    Names,

    /// <summary>Its object id: what to authorize by.</summary>
    Ids,
}

/// <summary>What happens to a user with more groups than fit.</summary>
public enum GroupOverage
{
    /// <summary>The first ones in the claim's order are kept; the same ones at every login.</summary>
    Truncate,

    /// <summary>No claim: for applications that take an incomplete list for a complete one.</summary>
    Drop,

    /// <summary>The action fails.</summary>
    Fail,
}

/// <summary>Settings of <see cref="GraphGroupsAction"/>.</summary>
public sealed record GraphGroupsSettings
{
    private const int DefaultMaxGroups = 1_000;

    /// <summary>The user's address in Graph, from the setting <c>UserId</c>, default <c>{user.user_id}</c>: object id or user principal name. Null only where wrong.</summary>
    public required EventTemplateUri? User { get; init; }

    /// <summary>The claim's name. Default <c>https://actions.example/groups</c>.</summary>
    public required string Claim { get; init; }

    /// <summary>The tokens it goes into. Default both.</summary>
    public required Tokens Tokens { get; init; }

    /// <summary>What is emitted. Default names.</summary>
    public required GroupEmit Emit { get; init; }

    /// <summary>Put before each name or id. Default nothing.</summary>
    public required string Prefix { get; init; }

    /// <summary>Only these groups count, in this order when ids are emitted; empty, the default: all.</summary>
    public required IReadOnlyList<string> GroupIds { get; init; }

    /// <summary>Only security groups count. Default false.</summary>
    public required bool SecurityEnabledOnly { get; init; }

    /// <summary>The most values in the claim. Default 1,000: what a provider's token cannot hold of them is dropped and reported by that provider's own limits.</summary>
    public required int MaxGroups { get; init; }

    /// <summary>What happens beyond it. Default truncate: a login with many groups still gets a claim.</summary>
    public required GroupOverage OnOverage { get; init; }

    internal static GraphGroupsSettings Read(ActionSettings settings, Uri graph)
    {
        var reader = settings.Reader;
        var tokens = ActionSettings.TokensOf(reader, Tokens.Both);
        var read = new GraphGroupsSettings
        {
            User = ReadUser(reader, graph),
            Claim = settings.ClaimName("Claim", "https://actions.example/groups", tokens),
            Tokens = tokens,
            Emit = reader.OneOf("Emit", GroupEmit.Names, ("names", GroupEmit.Names), ("ids", GroupEmit.Ids)),
            Prefix = reader.Text("Prefix") ?? "",
            GroupIds = [.. reader.Texts("GroupIds").Distinct(StringComparer.OrdinalIgnoreCase)],
            SecurityEnabledOnly = reader.Flag("SecurityEnabledOnly"),
            MaxGroups = reader.Number("MaxGroups", DefaultMaxGroups, 1, 10_000),
            OnOverage = reader.OneOf("OnOverage", GroupOverage.Truncate, ("truncate", GroupOverage.Truncate), ("drop", GroupOverage.Drop), ("fail", GroupOverage.Fail)),
        };
        if (read is { SecurityEnabledOnly: true, Emit: GroupEmit.Ids, GroupIds.Count: > 0 })
            reader.Fault("SecurityEnabledOnly", "has no effect beside GroupIds when ids are emitted: checkMemberGroups looks for exactly those groups");
        reader.RejectUnknown();
        return read;
    }

    private static EventTemplateUri? ReadUser(Settings.SettingsReader reader, Uri graph)
    {
        var userId = reader.Text("UserId") ?? "{user.user_id}";
        if (userId.AsSpan().IndexOfAny("/\\?#%") < 0)
            return reader.UrlTemplate("UserId", $"{graph.AbsoluteUri.TrimEnd('/')}/users/{userId}");
        reader.Fault("UserId", "must be one segment of a path: no /, \\, ?, # or % outside the braces");
        return null;
    }
}
