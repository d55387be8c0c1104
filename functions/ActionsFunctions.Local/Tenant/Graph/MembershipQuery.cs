using System.Globalization;

namespace ActionsFunctions.Local.Tenant.Graph;

/// <summary>The query of transitiveMemberOf as read.</summary>
/// <param name="Select">The properties to return, in the order of the table.</param>
/// <param name="Top">Page size.</param>
/// <param name="Skip">Where the page begins.</param>
/// <param name="Count">Whether the total is asked for.</param>
/// <param name="SecurityEnabledOnly">The one filter that is known here.</param>
internal sealed record MembershipQuery(IReadOnlyList<string> Select, int Top, int Skip, bool Count, bool SecurityEnabledOnly)
{
    public const string SkipToken = "$skiptoken";
    private const int DefaultTop = 100;
    private const int MostTop = 999;
    private const string Filter = "securityEnabled eq true";

    public static IReadOnlyList<string> Properties { get; } = ["id", "displayName", "securityEnabled"];

    /// <summary>Reads it; null with an error where Graph would refuse it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="groupsOnly">Whether the path casts to groups, which makes the query an advanced one.</param>
    /// <param name="error">Why it is refused.</param>
    public static MembershipQuery? Read(HttpRequest request, bool groupsOnly, out GraphError? error)
    {
        var query = request.Query;
        var count = query["$count"] == "true";
        var advanced = groupsOnly || query.ContainsKey("$count") || query.ContainsKey("$filter");
        var select = query.TryGetValue("$select", out var text) ? text.ToString().Split(',', StringSplitOptions.TrimEntries) : [.. Properties];
        error = null;
        if (advanced && !(count && string.Equals(request.Headers["ConsistencyLevel"], "eventual", StringComparison.OrdinalIgnoreCase)))
            error = GraphError.NotAdvanced;
        else if (select.Except(Properties, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            error = GraphError.BadRequest($"Could not find a property named '{unknown}'.");
        else if (query.ContainsKey("$filter") && query["$filter"] != Filter)
            error = GraphError.BadRequest("Unsupported or invalid query filter clause.");
        var top = Number(query["$top"], DefaultTop);
        var skip = Number(query[SkipToken], 0);
        if (top is null or < 1 or > MostTop || skip is null)
            error ??= GraphError.BadRequest("$top must be 1 to 999, and $skiptoken one that was given.");
        return error is null ? new(select, top!.Value, skip!.Value, count, query.ContainsKey("$filter")) : null;
    }

    private static int? Number(string? text, int otherwise) =>
        text is null ? otherwise : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
