using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Upstreams;
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
    private readonly IGroupQuery query;
    private readonly ILogger log;

    /// <summary>From its flow entry's settings.</summary>
    public GraphGroupsAction(ActionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var graph = settings.Upstreams.Graph;
        log = settings.Upstreams.Log;
        this.settings = GraphGroupsSettings.Read(settings, graph.BaseUri);
        query = this.settings switch
        {
            { Emit: GroupEmit.Names } => new GroupNames(graph, this.settings),
            { GroupIds.Count: > 0 } => new CheckedGroupIds(graph, this.settings.GroupIds),
            _ => new MemberGroupIds(graph, this.settings.SecurityEnabledOnly),
        };
    }

    /// <inheritdoc />
    public bool AppliesTo(PostLoginEvent login) => !Render(login).Missing;

    /// <inheritdoc />
    public string? Reads(PostLoginEvent login) => Render(login).Uri?.AbsoluteUri;

    /// <inheritdoc />
    public async Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        if (Render(login).Uri is not { } user)
        {
            api.Fail(RenderedUri.RefusedCode);
            return;
        }

        var found = await query.FindAsync(user, new(() => api.TimeLeft), cancellationToken);
        var isOver = found.Values.Count > settings.MaxGroups;
        if (isOver)
            GraphGroupsLog.TooMany(log, settings.MaxGroups, settings.OnOverage);
        if (found.Failure.Any)
            api.Fail(found.Failure.Code);
        else if (isOver && settings.OnOverage == GroupOverage.Fail)
            api.Fail("graph-too-many-groups");
        else if (found.Values.Count > 0 && !(isOver && settings.OnOverage == GroupOverage.Drop))
            api.SetCustomClaim(settings.Tokens, settings.Claim, found.Values.Take(settings.MaxGroups).Select(value => settings.Prefix + value).ToList());
    }

    private RenderedUri Render(PostLoginEvent login) => settings.User?.Render(login) ?? default;
}
