namespace ActionsFunctions.Model;

public sealed partial class PostLoginEvent
{
    /// <summary>The user; null for grants without one (client credentials).</summary>
    public EventUser? User => Json.Object("user") is { } json ? new EventUser(json) : null;

    /// <summary>The tenant.</summary>
    public EventTenant? Tenant => Json.Object("tenant") is { } json ? new EventTenant(json) : null;

    /// <summary>The organization logged in to.</summary>
    public EventOrganization? Organization => Json.Object("organization") is { } json ? new EventOrganization(json) : null;

    /// <summary>The authentication transaction.</summary>
    public EventTransaction? Transaction => Json.Object("transaction") is { } json ? new EventTransaction(json) : null;
}
