using ActionsFunctions.Normalizing;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Planning.Conditions;

/// <summary>
/// Reads the section <c>When</c> of a flow entry: <c>Clients</c>, <c>Organizations</c>, <c>Connections</c>, <c>Protocols</c>, <c>Logins</c> and <c>Paths</c>, all of
/// which must hold; <c>Any</c> and <c>Not</c> hold the same, and end there: what needs more than that is an action's own code.
/// </summary>
internal static class ConditionReader
{
    // By id or by name: a provider that knows only one of them is asked by that.
    private static readonly (string Setting, string Label, string[] Paths)[] Lists =
    [
        ("Clients", "client", ["/client/client_id"]),
        ("Organizations", "organization", ["/organization/id", "/organization/name"]),
        ("Connections", "connection", ["/connection/name", "/connection/id"]),
        ("Protocols", "protocol", ["/transaction/protocol"]),
    ];

    /// <summary>The condition; null where there is none.</summary>
    public static FlowCondition? Read(SettingsReader entry)
    {
        var when = entry.Section("When");
        if (!when.Exists)
            return null;
        if (!when.Names.Any())
            entry.Fault("When", "holds no condition: leave it out, or write When:Clients:0 or another of its lists");
        var all = ReadTests(when);
        var any = when.Items("Any").Select(ReadInner).ToList();
        var not = when.Section("Not") is { Exists: true } inner ? ReadInner(inner) : null;
        when.RejectUnknown();
        return new(all, any, not);
    }

    private static FlowCondition ReadInner(SettingsReader inner)
    {
        var tests = ReadTests(inner);
        if (tests.Count == 0)
            inner.Faults.Add(inner.Path, "holds no condition");
        inner.RejectUnknown();
        return new(tests, [], null);
    }

    private static List<EventTest> ReadTests(SettingsReader from)
    {
        var tests = new List<EventTest>();
        foreach (var (setting, label, paths) in Lists)
        {
            if (Listed(from, setting, from.Texts(setting)) is { Count: > 0 } texts)
                tests.Add(new ValueTest(label, [.. paths.Select(Pointer)], [.. texts.Select(WantedValue.Of)]));
        }

        if (Listed(from, "Logins", from.Texts("Logins")) is { Count: > 0 } kinds)
            tests.Add(new LoginTest([.. kinds.Select((name, position) => ReadKind(from, name, position))]));
        tests.AddRange(Listed(from, "Paths", from.Items("Paths")).Select(ReadPath));
        return tests;
    }

    // "For these clients: none" must not read as "for every client".
    private static IReadOnlyList<T> Listed<T>(SettingsReader from, string name, IReadOnlyList<T> items)
    {
        if (items.Count == 0 && from.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            from.Fault(name, "holds nothing: leave it out, or say what the action is for");
        return items;
    }

    private static LoginKind ReadKind(SettingsReader from, string text, int position)
    {
        foreach (var (name, kind) in LoginTest.Names)
        {
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        from.Faults.Add($"{from.Key("Logins")}:{position}", "must be one of " + string.Join(", ", LoginTest.Names.Select(known => known.Name)));
        return default;
    }

    private static EventTest ReadPath(SettingsReader item)
    {
        var path = item.Pointer("Path", otherwise: null);
        var equal = item.Text("Equals") is { } text ? ReadValue(item, item.Key("Equals"), text) : null;
        var listed = item.Texts("In").Select((one, position) => ReadValue(item, $"{item.Key("In")}:{position}", one)).OfType<WantedValue>().ToList();
        var exists = item.Text("Exists") is null ? null : (bool?)item.Flag("Exists");
        string[] named = ["Equals", "In", "Exists"];
        if (named.Count(name => item.Names.Contains(name, StringComparer.OrdinalIgnoreCase)) != 1)
            item.Faults.Add(item.Path, "needs exactly one of Equals, In and Exists");
        item.RejectUnknown();
        return exists is { } expected
            ? new ExistsTest(path, expected)
            : new ValueTest(path.Text, [path], equal is null ? Listed(item, "In", listed) : [equal]);
    }

    private static WantedValue? ReadValue(SettingsReader item, string key, string text)
    {
        var wanted = StrictJson.TryParseValue(text, out var json) ? WantedValue.Of(json) : null;
        if (wanted is null)
            item.Faults.Add(key, "must be the JSON text of one value: \"gold\" with its quotes, true, 42");
        return wanted;
    }

    private static JsonPointer Pointer(string text) => JsonPointer.TryParse(text, out var pointer) ? pointer : JsonPointerSettings.WholeDocument;
}
