using ActionsFunctions.Model;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Actions.GraphGroups;

/// <summary>
/// Puts the user's groups in Microsoft Graph into a claim, those held through other groups included. A user whom Graph does not know, or who
/// has no groups, gets no claim.
/// </summary>
[PostLoginAction("graph-groups")]
public sealed class GraphGroupsAction : IPostLoginAction
{
    private readonly GraphGroupsSettings settings;
    private readonly UserGroups groups;
    private readonly ILogger log;

    /// <summary>From its flow entry's settings.</summary>
    public GraphGroupsAction(ActionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var graph = settings.Upstreams.Graph;
        log = settings.Upstreams.Log;
        this.settings = GraphGroupsSettings.Read(settings, graph.BaseUri);
        groups = new(settings.Upstreams, this.settings.User, this.settings switch
        {
            { Emit: GroupEmit.Names } => new GroupNames(graph, this.settings),
            { GroupIds.Count: > 0 } => new CheckedGroupIds(graph, this.settings.GroupIds),
            _ => new MemberGroupIds(graph, this.settings.SecurityEnabledOnly),
        });
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
        if (found.Count > settings.List.Most)
            GraphGroupsLog.TooMany(log, settings.List.Most, settings.List.OnOverage);
        settings.List.Say(api, [.. found.Select(value => settings.Prefix + value)], "groups", "graph-too-many-groups");
    }
}
