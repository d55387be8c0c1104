using System.Text.RegularExpressions;
using ActionsFunctions.Actions;
using ActionsFunctions.Planning.Conditions;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Planning;

/// <summary>Reads and validates <c>PostLogin:Actions:0..n</c>. Every mistake is noted with its key; the plan counts only where there is none.</summary>
/// <param name="types">The action types that entries may name.</param>
/// <param name="secrets">Turns setting texts into secrets.</param>
/// <param name="upstreams">The shared upstream clients.</param>
/// <param name="shadowUpstreams">Those of shadows: what they do to an upstream's health, pace and tokens must not be taken for the logins'.</param>
public sealed partial class FlowReader(IReadOnlyList<ActionType> types, ISecretSource secrets, UpstreamClients upstreams, Lazy<UpstreamClients> shadowUpstreams)
{
    private readonly Dictionary<string, ActionType> typesByName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
    private readonly List<StaticClaim> claims = [];
    private readonly HashSet<string> words = new(StringComparer.Ordinal);

    /// <summary>The claim names written in the flow, to be checked against every configured provider.</summary>
    public IReadOnlyList<StaticClaim> Claims => claims;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NameForm { get; }

    /// <summary>Reads the flow from the section <c>PostLogin</c>.</summary>
    public FlowPlan Read(SettingsReader postLogin)
    {
        ArgumentNullException.ThrowIfNull(postLogin);
        var actions = new List<PlannedAction>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in postLogin.Items("Actions"))
        {
            var planned = ReadEntry(entry, actions, names);
            if (!names.TryAdd(planned.Name, planned.Index))
                entry.Fault("Name", $"is used twice: '{planned.Name}' names an earlier entry");
            actions.Add(planned);
        }

        var version = postLogin.Text("Version");
        if (version is not null && !NameForm.IsMatch(version))
            postLogin.Fault("Version", "must be 1 to 64 letters, digits, '.', '_' or '-'");
        var plan = new FlowPlan(actions) { Version = version, Words = words };
        return plan with { Hash = FlowDocument.HashOf(plan) };
    }

    private PlannedAction ReadEntry(SettingsReader entry, List<PlannedAction> earlier, Dictionary<string, int> names)
    {
        var name = entry.Required("Name");
        if (name.Length > 0 && !NameForm.IsMatch(name))
            entry.Fault("Name", "must be 1 to 64 letters, digits, '.', '_' or '-'");
        var type = entry.Text("Type") ?? name;
        var after = ReadAfter(entry, names);
        var (shadow, shadowOf) = ShadowReader.Read(entry, after, earlier);
        var (action, settings) = ReadAction(entry, type, shadow ? shadowUpstreams.Value : upstreams);
        var planned = new PlannedAction
        {
            Index = earlier.Count,
            Name = name,
            Type = type,
            Action = action,
            After = after,
            Sees = FlowPlan.Predecessors(after, earlier),
            RequireAfter = entry.Flag("RequireAfter"),
            When = ConditionReader.Read(entry),
            Shadow = shadow,
            ShadowOf = shadowOf,
            Timeout = entry.Duration("Timeout"),
            OnFailure = ReadOnFailure(entry),
            DefaultCommands = DefaultClaims.Read(entry, claims),
            FreshFor = entry.Duration("FreshFor"),
            StaleFor = entry.Duration("StaleFor"),
            SettingsHash = SettingsDigest.Of(type, entry),
            PublicSettingsHash = SettingsDigest.Of(type, entry, settings.SecretKeys),
            Claims = settings.Claims,
            Secrets = ActionSecrets.Read(entry, secrets),
        };
        words.UnionWith(FlowWords.Of(entry, settings.SecretKeys));
        ValidatePolicy(entry, planned);
        entry.RejectUnknown();
        return planned;
    }

    private (IPostLoginAction Action, ActionSettings Settings) ReadAction(SettingsReader entry, string type, UpstreamClients clients)
    {
        var settings = new ActionSettings(entry.Section("Settings"), secrets, clients);
        if (!typesByName.TryGetValue(type, out var found))
        {
            if (type.Length > 0)
                entry.Fault(entry.Text("Type") is null ? "Name" : "Type", $"'{type}' is no action type; known: {string.Join(", ", typesByName.Keys.Order(StringComparer.Ordinal))}");
            return (NoAction.Instance, settings);
        }

        var action = found.Create(settings);
        claims.AddRange(settings.Claims);
        settings.Reader.RejectUnknown();
        return (action, settings);
    }

    private static List<int> ReadAfter(SettingsReader entry, Dictionary<string, int> names)
    {
        var after = new SortedSet<int>();
        foreach (var (name, position) in entry.Texts("After").Select((name, position) => (name, position)))
        {
            if (names.TryGetValue(name, out var index))
                after.Add(index);
            else
                entry.Faults.Add($"{entry.Key("After")}:{position}", $"'{name}' is not the name of an entry listed earlier");
        }

        return [.. after];
    }

    private static OnFailure ReadOnFailure(SettingsReader entry) => entry.OneOf(
        "OnFailure",
        OnFailure.Continue,
        ("continue", OnFailure.Continue),
        ("default", OnFailure.Default),
        ("stale", OnFailure.Stale),
        ("deny", OnFailure.Deny));

    private static void ValidatePolicy(SettingsReader entry, PlannedAction planned)
    {
        if (planned.Action.IsGate && entry.Text("OnFailure") is null)
            entry.Fault("OnFailure", "is required for a gate: deny refuses whom it cannot judge, continue lets them in");
        if (planned.OnFailure == OnFailure.Default && planned.DefaultCommands.Count == 0)
            entry.Fault("DefaultClaims", "is required where OnFailure is default");
        if (planned.OnFailure == OnFailure.Stale && planned.StaleFor is null)
            entry.Fault("StaleFor", "is required where OnFailure is stale: how old may an answer be?");
        if (planned.RequireAfter && planned.After.Count == 0)
            entry.Fault("RequireAfter", "has no effect without After");
    }
}
