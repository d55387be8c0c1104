using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions.GraphGroups;

/// <summary>
/// Names of groups, through others too: <c>GET transitiveMemberOf</c> cast to groups, page by page. In ordinal order, since Graph promises none.
/// A group whose name this app may not see is left out.
/// </summary>
internal sealed class GroupNames(UpstreamClient graph, GraphGroupsSettings settings) : IGroupQuery
{
    // 999 a page, as many as Graph gives: beyond 9,990 groups the budget of any login is over anyway.
    private const int MaxPages = 10;

    // The cast is an advanced query: it wants both $count and the header, on every page.
    private const string Query = "/transitiveMemberOf/microsoft.graph.group?$select=id,displayName,securityEnabled&$count=true&$top=999";
    private readonly HashSet<string> groupIds = new(settings.GroupIds, StringComparer.OrdinalIgnoreCase);

    public async Task<FoundGroups> FindAsync(Uri user, RetryAllowance retry, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var page = new Uri(user.AbsoluteUri + Query);
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var request = new UpstreamRequest(HttpMethod.Get, page) { Header = ("ConsistencyLevel", "eventual"), ThrottlePriority = "High" };
            var answer = await graph.SendAsync(request, retry, cancellationToken);
            if (answer.SaysUnknownUser())
                return FoundGroups.UnknownUser;
            if (answer.Failure.Any)
                return FoundGroups.Failed(answer.Failure);
            if (!answer.TryReadValue(out var json, out var groups))
                return FoundGroups.Failed(answer.Malformed().Failure);
            names.UnionWith(groups.EnumerateArray().Where(Counts).Select(group => group.Text("displayName")).Where(name => name is { Length: > 0 })!);
            if (json.Text("@odata.nextLink") is not { } next || IsDecided(names.Count))
                return new([.. names], default);
            if (NextPage(next) is not { } nextPage)
                return FoundGroups.Failed(answer.Malformed().Failure);
            page = nextPage;
        }

        // Enough for a truncated claim; otherwise what was found would pass for all there is.
        return names.Count > settings.List.Most ? new([.. names], default) : FoundGroups.Failed(new(graph.Source, UpstreamFault.TooLarge));
    }

    private bool Counts(JsonElement group) =>
        (groupIds.Count == 0 || (group.Text("id") is { } id && groupIds.Contains(id)))
        && (!settings.SecurityEnabledOnly || group.Flag("securityEnabled") == true);

    // A truncated list needs every page: the first names in order may come on the last one.
    private bool IsDecided(int count) => count > settings.List.Most && settings.List.OnOverage != ListOverage.Truncate;

    // Followed unchanged, but only below the configured address: the token goes with it.
    private Uri? NextPage(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var next)
        && UpstreamClient.SameOrigin(graph.BaseUri, next)
        && next.AbsolutePath.StartsWith(graph.BaseUri.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal) ? next : null;
}
