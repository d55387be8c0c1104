using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions.GraphGroups;

/// <summary>Reads Graph's answers about groups.</summary>
internal static class GraphAnswers
{
    private const string UnknownUser = "Request_ResourceNotFound";

    /// <summary>True where Graph does not know the user: no groups, and no failure. A 404 with another code is a wrong address.</summary>
    public static bool SaysUnknownUser(this UpstreamAnswer answer) =>
        answer.Failure is { Source: "graph", Fault: UpstreamFault.NotFound }
        && (!answer.TryReadJson(out var json) || json.Object("error")?.Text("code") is null or UnknownUser);

    /// <summary>The answer's list <c>value</c>; false where it has none.</summary>
    public static bool TryReadValue(this UpstreamAnswer answer, out JsonElement json, out JsonElement value)
    {
        value = default;
        if (!answer.TryReadJson(out json) || json.Member("value") is not { ValueKind: JsonValueKind.Array } list)
            return false;
        value = list;
        return true;
    }

    /// <summary>The answer's list of ids; null where it is none.</summary>
    public static List<string>? Ids(this UpstreamAnswer answer)
    {
        if (!answer.TryReadValue(out _, out var value))
            return null;
        var ids = new List<string>();
        foreach (var id in value.EnumerateArray())
        {
            if (id.ValueKind != JsonValueKind.String)
                return null;
            ids.Add(id.GetString()!);
        }

        return ids;
    }
}
