using ActionsFunctions.Actions.GraphGroups;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Actions.AppRoles;

/// <summary>Settings of <see cref="AppRolesAction"/>.</summary>
/// <param name="User">The user's address in Graph, from the setting <c>UserId</c>, default <c>{user.user_id}</c>. Null only where wrong.</param>
/// <param name="Roles">Which group gives which role; at least one. Of several groups for one role any is enough, and one group may give several.</param>
/// <param name="Claim">The claim. Default <c>https://actions.example/roles</c>.</param>
/// <param name="Tokens">The tokens it goes into. Default both.</param>
public sealed record AppRolesSettings(EventTemplateUri? User, IReadOnlyList<GroupRole> Roles, string Claim, Tokens Tokens)
{
    internal static AppRolesSettings Read(ActionSettings settings, Uri graph)
    {
        var reader = settings.Reader;
        var user = UserGroups.ReadUser(reader, graph);
        var roles = new List<GroupRole>();
        foreach (var item in reader.Items("Roles"))
        {
            var role = GroupRole.Read(item);
            if (roles.Contains(role))
                item.Fault("GroupId", "gives this role already");
            roles.Add(role);
        }

        if (roles.Count == 0)
            reader.Fault("Roles", "is required: at least one group and its role (Roles:0:GroupId, Roles:0:Role)");
        var tokens = ActionSettings.TokensOf(reader, Tokens.Both);
        var claim = settings.ClaimName("Claim", "https://actions.example/roles", tokens);
        reader.RejectUnknown();
        return new(user, roles, claim, tokens);
    }
}

/// <summary>A group and the role that it gives.</summary>
/// <param name="GroupId">The group's object id in Graph.</param>
/// <param name="Role">The role, as the application knows it.</param>
public sealed record GroupRole(string GroupId, string Role)
{
    internal static GroupRole Read(SettingsReader item)
    {
        var groupId = item.Required("GroupId");
        if (groupId.Length > 0 && !Guid.TryParseExact(groupId, "D", out _))
            item.Fault("GroupId", "must be the object id of a group, such as 6c0c0a00-0000-4000-8000-000000000002; a name can be given to another group");
        var read = new GroupRole(groupId, item.Required("Role"));
        item.RejectUnknown();
        return read;
    }
}
