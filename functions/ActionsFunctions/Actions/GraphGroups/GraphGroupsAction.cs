using System.Globalization;
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
    private static readonly TimeSpan ReplicationWait = TimeSpan.FromMilliseconds(250);
    private readonly GraphGroupsSettings settings;
    private readonly IGroupQuery query;
    private readonly UpstreamClient graph;
    private readonly ILogger log;
    private readonly TimeProvider clock;

    /// <summary>From its flow entry's settings.</summary>
    public GraphGroupsAction(ActionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        graph = settings.Upstreams.Graph;
        log = settings.Upstreams.Log;
        clock = settings.Upstreams.Clock;
        this.settings = GraphGroupsSettings.Read(settings, graph.BaseUri);
        query = this.settings switch
        {
            { Emit: GroupEmit.Names } => new GroupNames(graph, this.settings),
            { GroupIds.Count: > 0 } => new CheckedGroupIds(graph, this.settings.GroupIds),
            _ => new MemberGroupIds(graph, this.settings.SecurityEnabledOnly),
        };
    }

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool PrefersKeptAnswers => graph.IsNearLimit;

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

        var retry = new RetryAllowance(() => api.TimeLeft);
        var found = await query.FindAsync(user, retry, cancellationToken);
        if (found.IsUnknownUser && login.Stats?.LoginsCount <= 1 && !graph.IsNearLimit && retry.TryTake(ReplicationWait, ReplicationWait))
        {
            // Created just now, and not yet known everywhere in Graph: asked once more, where there is the time.
            await Task.Delay(ReplicationWait, clock, cancellationToken);
            found = await query.FindAsync(user, retry, cancellationToken);
        }

        if (found.Failure is { Source: "graph", Fault: UpstreamFault.Forbidden })
            GraphGroupsLog.PermissionMissing(log);
        if (found.Failure.Any)
            api.Fail(found.Failure.Code);
        else if (found.Values.Count > settings.MaxGroups)
            Overflow(api, found.Values);
        else if (found.Values.Count > 0)
            Emit(api, found.Values);
    }

    private void Overflow(PostLoginApi api, IReadOnlyList<string> values)
    {
        GraphGroupsLog.TooMany(log, settings.MaxGroups, settings.OnOverage);
        if (settings.OnOverage == GroupOverage.Fail)
        {
            api.Fail("graph-too-many-groups");
            return;
        }

        var keepsSome = settings.OnOverage == GroupOverage.Truncate;
        api.ReportLost(settings.Claim, string.Create(CultureInfo.InvariantCulture, $"more than {settings.MaxGroups} groups: {(keepsSome ? "the others are left out" : "the claim is left out")}"));
        if (keepsSome)
            Emit(api, values.Take(settings.MaxGroups));
    }

    private void Emit(PostLoginApi api, IEnumerable<string> values) =>
        api.SetCustomClaim(settings.Tokens, settings.Claim, values.Select(value => settings.Prefix + value).ToList());

    private RenderedUri Render(PostLoginEvent login) => settings.User?.Render(login) ?? default;
}
