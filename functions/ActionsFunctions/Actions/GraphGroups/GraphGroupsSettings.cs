using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Actions.GraphGroups;

/// <summary>What a group is called in the claim.</summary>
public enum GroupEmit
{
    /// <summary>Its display name: readable, but not unique and renameable. Show by it, never authorize by it.</summary>
    Names,

    /// <summary>Its object id: what to authorize by.</summary>
    Ids,
}

/// <summary>Settings of <see cref="GraphGroupsAction"/>.</summary>
public sealed record GraphGroupsSettings
{
    private const int DefaultMaxGroups = 1_000;

    /// <summary>The user's address in Graph, from the setting <c>UserId</c>, default <c>{user.user_id}</c>: object id or user principal name. Null only where wrong.</summary>
    public required EventTemplateUri? User { get; init; }

    /// <summary>What is emitted. Default names.</summary>
    public required GroupEmit Emit { get; init; }

    /// <summary>Put before each name or id. Default nothing.</summary>
    public required string Prefix { get; init; }

    /// <summary>Only these groups count, in this order when ids are emitted; empty, the default: all.</summary>
    public required IReadOnlyList<string> GroupIds { get; init; }

    /// <summary>Only security groups count. Default false.</summary>
    public required bool SecurityEnabledOnly { get; init; }

    /// <summary>
    /// The claim, default <c>https://actions.example/groups</c> in both tokens. <c>MaxGroups</c>, default 1,000: what a provider's token cannot hold of
    /// them is dropped and reported by that provider's own limits.
    /// </summary>
    public required ListClaim List { get; init; }

    internal static GraphGroupsSettings Read(ActionSettings settings, Uri graph)
    {
        var reader = settings.Reader;
        var read = new GraphGroupsSettings
        {
            User = UserGroups.ReadUser(reader, graph),
            Emit = reader.OneOf("Emit", GroupEmit.Names, ("names", GroupEmit.Names), ("ids", GroupEmit.Ids)),
            Prefix = reader.Text("Prefix") ?? "",
            GroupIds = [.. reader.Texts("GroupIds").Distinct(StringComparer.OrdinalIgnoreCase)],
            SecurityEnabledOnly = reader.Flag("SecurityEnabledOnly"),
            List = ListClaim.Read(settings, "https://actions.example/groups", "MaxGroups", (DefaultMaxGroups, 10_000)),
        };
        if (read is { SecurityEnabledOnly: true, Emit: GroupEmit.Ids, GroupIds.Count: > 0 })
            reader.Fault("SecurityEnabledOnly", "has no effect beside GroupIds when ids are emitted: checkMemberGroups looks for exactly those groups");
        reader.RejectUnknown();
        return read;
    }
}
