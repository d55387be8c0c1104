using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions.GraphGroups;

/// <summary>Ids of all groups, through others too: <c>POST getMemberGroups</c>, one call without pages. In ordinal order, since Graph promises none.</summary>
internal sealed class MemberGroupIds(UpstreamClient graph, bool securityEnabledOnly) : IGroupQuery
{
    private readonly byte[] body = securityEnabledOnly ? """{"securityEnabledOnly":true}"""u8.ToArray() : """{"securityEnabledOnly":false}"""u8.ToArray();

    public async Task<FoundGroups> FindAsync(Uri user, RetryAllowance retry, CancellationToken cancellationToken)
    {
        var request = new UpstreamRequest(HttpMethod.Post, new($"{user.AbsoluteUri}/getMemberGroups")) { Body = body, IsIdempotent = true, ThrottlePriority = "High" };
        var answer = await graph.SendAsync(request, retry, cancellationToken);
        if (answer.SaysUnknownUser())
            return FoundGroups.UnknownUser;
        if (answer.Failure.Any)
            return FoundGroups.Failed(answer.Failure);
        return answer.Ids() is { } ids
            ? new([.. ids.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)], default)
            : FoundGroups.Failed(answer.Malformed().Failure);
    }
}
