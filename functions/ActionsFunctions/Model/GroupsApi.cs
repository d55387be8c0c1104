namespace ActionsFunctions.Model;

/// <summary><c>api.groups</c>. Answered from the event member <c>queries.groups</c>; else <see cref="NotSupportedException"/>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct GroupsApi(PostLoginApi api)
{
    /// <summary>The user's groups, page by page.</summary>
    public QueryPage GetUserGroups(int take = 50, string? from = null) => TenantQueries.Page(api.Scope.Login, "groups", take, from);

    /// <summary>True where the user is in any of these groups, by id.</summary>
    public bool HasGroupMembership(params IReadOnlyList<string> groups) => TenantQueries.Matching(api.Scope.Login, "groups", "id", groups, most: 100).Count > 0;
}

/// <summary><c>api.roles</c>. Answered from the event member <c>queries.roles</c>; else <see cref="NotSupportedException"/>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct RolesApi(PostLoginApi api)
{
    /// <summary>The user's roles, held through groups too, page by page of at most 100.</summary>
    public QueryPage GetUserEffectiveRoles(int take = 50, string? from = null) => TenantQueries.Page(api.Scope.Login, "roles", take, from);

    /// <summary>Those of at most 100 roles that the user has, by id.</summary>
    public IReadOnlyList<EventMap> GetUserEffectiveRolesByIds(params IReadOnlyList<string> ids) => TenantQueries.Matching(api.Scope.Login, "roles", "id", ids, most: 100);

    /// <summary>Those of at most 50 roles that the user has, by name.</summary>
    public IReadOnlyList<EventMap> GetUserEffectiveRolesByNames(params IReadOnlyList<string> names) => TenantQueries.Matching(api.Scope.Login, "roles", "name", names, most: 50);
}

/// <summary><c>api.rules</c>. Answered from the event member <c>queries.rules</c>; else <see cref="NotSupportedException"/>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct RulesApi(PostLoginApi api)
{
    /// <summary>True where a rule ran before the flow.</summary>
    public bool WasExecuted(string ruleId) =>
        TenantQueries.Of(api.Scope.Login, "rules").Any(rule => rule.ValueKind == System.Text.Json.JsonValueKind.String && rule.ValueEquals(ruleId));
}
