namespace ActionsFunctions.Local.Tenant.People;

/// <summary>Somebody of the local tenant.</summary>
/// <param name="Name">User name.</param>
/// <param name="GivenName">Given name.</param>
/// <param name="FamilyName">Family name.</param>
internal sealed record Person(string Name, string GivenName, string FamilyName)
{
    public string UserId => $"auth0|{Name}";

    public string Email => $"{Name}@contoso.example";

    /// <summary>The groups that list this person; those groups may be members of others.</summary>
    public IReadOnlyList<Group> Groups { get; init; } = [];

    /// <summary>Directory roles, which a membership query without a cast returns among the groups.</summary>
    public IReadOnlyList<Group> DirectoryRoles { get; init; } = [];

    /// <summary>Metadata that only applications may change, as JSON.</summary>
    public string AppMetadata { get; init; } = "{}";

    /// <summary>What the backend knows; null where it does not know this person.</summary>
    public Profile? Profile { get; init; }

    /// <summary>The organizations that this person is a member of; the first is the one logged in to.</summary>
    public IReadOnlyList<Organization> Organizations { get; init; } = [];

    /// <summary>How often this person has logged in, with this login.</summary>
    public int LoginsCount { get; init; } = 7;

    /// <summary>Every group reached through direct and nested membership, nearest first.</summary>
    public IReadOnlyList<Group> TransitiveGroups()
    {
        var reached = new List<Group>(Groups);
        for (var i = 0; i < reached.Count; i++)
            reached.AddRange(reached[i].MemberOf.Where(parent => !reached.Contains(parent)));
        return reached;
    }
}

/// <summary>A customer record of the backend.</summary>
/// <param name="CustomerId">Customer number.</param>
/// <param name="Tier">Service level.</param>
/// <param name="Status"><c>active</c> or <c>blocked</c>.</param>
internal sealed record Profile(string CustomerId, string Tier, string Status = "active")
{
    /// <summary>Why the status is what it is; null where nobody said.</summary>
    public string? Reason { get; init; }
}

/// <summary>An organization of the tenant.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="DisplayName">The name to show.</param>
/// <param name="Region">Metadata of it.</param>
internal sealed record Organization(string Id, string Name, string DisplayName, string Region);

/// <summary>A group of the directory, or a directory role.</summary>
/// <param name="Id">Object id.</param>
/// <param name="DisplayName">Name.</param>
/// <param name="MemberOf">The groups that this group is a member of.</param>
internal sealed record Group(Guid Id, string DisplayName, params IReadOnlyList<Group> MemberOf)
{
    /// <summary>False for a distribution list.</summary>
    public bool SecurityEnabled { get; init; } = true;

    /// <summary>The OData type.</summary>
    public string Type { get; init; } = "#microsoft.graph.group";

    public bool Equals(Group? other) => other?.Id == Id;

    public override int GetHashCode() => Id.GetHashCode();
}
