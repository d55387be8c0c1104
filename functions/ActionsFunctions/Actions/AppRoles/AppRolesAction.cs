using ActionsFunctions.Actions.GraphGroups;
using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.AppRoles;

/// <summary>
/// Turns the user's groups in Microsoft Graph, those held through other groups included, into the roles of an application. Groups count by their ids: a
/// name can be given to another group tomorrow. Who is in none of them, or unknown to Graph, gets no claim.
/// </summary>
[PostLoginAction("app-roles")]
public sealed class AppRolesAction : IPostLoginAction
{
    private readonly AppRolesSettings settings;
    private readonly UserGroups groups;

    /// <summary>From its flow entry's settings.</summary>
    public AppRolesAction(ActionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var graph = settings.Upstreams.Graph;
        this.settings = AppRolesSettings.Read(settings, graph.BaseUri);
        var groupIds = this.settings.Roles.Select(role => role.GroupId).Distinct(StringComparer.OrdinalIgnoreCase);
        groups = new(settings.Upstreams, this.settings.User, new CheckedGroupIds(graph, [.. groupIds]));
    }

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool PrefersKeptAnswers => groups.IsNearLimit;

    /// <inheritdoc />
    public bool AppliesTo(PostLoginEvent login) => !groups.Address(login).Missing;

    /// <inheritdoc />
    public bool ReadsEventOnly => true;

    /// <inheritdoc />
    public string? Reads(PostLoginEvent login) => groups.Address(login).Text;

    /// <inheritdoc />
    public async Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        if (await groups.FindAsync(login, api, cancellationToken) is not { } found)
            return;
        var held = settings.Roles.Where(role => found.Contains(role.GroupId, StringComparer.OrdinalIgnoreCase)).Select(role => role.Role);
        List<string> roles = [.. held.Distinct(StringComparer.Ordinal)];
        if (roles.Count > 0)
            api.SetCustomClaim(settings.Tokens, settings.Claim, roles);
    }
}
