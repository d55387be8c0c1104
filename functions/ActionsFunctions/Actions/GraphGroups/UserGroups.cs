using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions.GraphGroups;

/// <summary>Asks Graph about the groups of a login's user, as every action does that is about groups.</summary>
/// <param name="upstreams">The shared clients.</param>
/// <param name="user">The user's address in Graph; null where its setting is wrong.</param>
/// <param name="query">What is asked.</param>
internal sealed class UserGroups(UpstreamClients upstreams, EventTemplateUri? user, IGroupQuery query)
{
    private static readonly TimeSpan ReplicationWait = TimeSpan.FromMilliseconds(250);
    private readonly UpstreamClient graph = upstreams.Graph;

    public bool IsNearLimit => graph.IsNearLimit;

    /// <summary>The setting <c>UserId</c>, default <c>{user.user_id}</c>, as the user's address in Graph; null where wrong, which is noted.</summary>
    public static EventTemplateUri? ReadUser(SettingsReader reader, Uri graph)
    {
        var userId = reader.Text("UserId") ?? "{user.user_id}";
        if (userId.AsSpan().IndexOfAny("/\\?#%") < 0)
            return reader.UrlTemplate("UserId", $"{graph.AbsoluteUri.TrimEnd('/')}/users/{userId}");
        reader.Fault("UserId", "must be one segment of a path: no /, \\, ?, # or % outside the braces");
        return null;
    }

    /// <summary>The user's address for one login.</summary>
    public RenderedUri Address(PostLoginEvent login) => user?.Render(login) ?? default;

    /// <summary>Names or ids of the groups; null where the action has failed.</summary>
    public async Task<IReadOnlyList<string>?> FindAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        var address = Address(login);
        if (address.Uri is not { } user)
        {
            api.Fail(address.FailureCode);
            return null;
        }

        var retry = new RetryAllowance(() => api.TimeLeft);
        var found = await query.FindAsync(user, retry, cancellationToken);
        if (found.IsUnknownUser && login.Stats?.LoginsCount <= 1 && !graph.IsNearLimit && retry.TryTake(ReplicationWait, ReplicationWait))
        {
            // Created just now, and not yet known everywhere in Graph: asked once more, where there is the time.
            await Task.Delay(ReplicationWait, upstreams.Clock, cancellationToken);
            found = await query.FindAsync(user, retry, cancellationToken);
        }

        if (found.Failure is { Source: "graph", Fault: UpstreamFault.Forbidden })
            GraphGroupsLog.PermissionMissing(upstreams.Log);
        if (!found.Failure.Any)
            return found.Values;
        api.Fail(found.Failure.Code);
        return null;
    }
}
