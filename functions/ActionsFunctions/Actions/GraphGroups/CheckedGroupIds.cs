using ActionsFunctions.Answering;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions.GraphGroups;

/// <summary>Which of the configured groups: <c>POST checkMemberGroups</c>, up to 20 ids a call. In the configured order.</summary>
internal sealed class CheckedGroupIds(UpstreamClient graph, IReadOnlyList<string> groupIds) : IGroupQuery
{
    private const int IdsPerCall = 20;
    private const int CallsAtOnce = 4;
    private readonly byte[][] bodies = [.. groupIds.Chunk(IdsPerCall).Select(Body)];

    public async Task<FoundGroups> FindAsync(Uri user, RetryAllowance retry, CancellationToken cancellationToken)
    {
        var address = new Uri($"{user.AbsoluteUri}/checkMemberGroups");
        var answers = new UpstreamAnswer[bodies.Length];
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, bodies.Length, bounds, async (call, token) =>
            answers[call] = await graph.SendAsync(new(HttpMethod.Post, address) { Body = bodies[call], IsIdempotent = true, ThrottlePriority = "High" }, retry, token));
        return Merge(answers);
    }

    // Only what was asked for counts, whatever the answer holds.
    private FoundGroups Merge(UpstreamAnswer[] answers)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var answer in answers)
        {
            if (answer.SaysUnknownUser())
                return FoundGroups.UnknownUser;
            if (answer.Failure.Any)
                return FoundGroups.Failed(answer.Failure);
            if (answer.Ids() is not { } ids)
                return FoundGroups.Failed(answer.Malformed().Failure);
            found.UnionWith(ids);
        }

        return new([.. groupIds.Where(found.Contains)], default);
    }

    private static byte[] Body(string[] ids) => JsonBody.Bytes(ids, static (json, ids) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("groupIds");
        foreach (var id in ids)
            json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
