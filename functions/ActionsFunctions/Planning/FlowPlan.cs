using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ActionsFunctions.Planning;

/// <summary>Step 4, made once at start: which actions, in which order, who waits for whom, how much time each may take.</summary>
/// <param name="Actions">The entries in listed order.</param>
public sealed record FlowPlan(IReadOnlyList<PlannedAction> Actions)
{
    /// <summary>What the team calls this flow, from <c>PostLogin:Version</c>; null, the default: nothing.</summary>
    public string? Version { get; init; }

    /// <summary>The first 12 hex digits of the SHA-256 of the canonical flow: two flows that can answer differently differ in it. Empty for a plan that no file holds.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Texts that stand in the flow file, secrets apart: names, values, and the parts of paths and templates. None of them is personal.</summary>
    public IReadOnlySet<string> Words { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Positions of the entries that count, ascending: all but the shadows.</summary>
    public ImmutableArray<int> Issued { get; } = [.. Actions.Where(action => !action.Shadow).Select(action => action.Index)];

    /// <summary>Positions of the shadows, ascending.</summary>
    public ImmutableArray<int> Shadows { get; } = [.. Actions.Where(action => action.Shadow).Select(action => action.Index)];

    /// <summary>The entry of that name, or null.</summary>
    public PlannedAction? Find(string? name) => name is null ? null : Actions.FirstOrDefault(action => action.Name == name);

    /// <summary>The flow of a single action alone, as <c>POST /actions/{type}</c> runs it: no predecessors, no condition, no failure policy, no shadow.</summary>
    public static FlowPlan Alone(PlannedAction entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new([entry with { Index = 0, After = [], Sees = [], RequireAfter = false, When = null, Shadow = false, ShadowOf = null, OnFailure = OnFailure.Continue }]);
    }

    /// <summary>All direct and indirect predecessors of an entry, ascending. Predecessors are listed earlier, so one pass is enough.</summary>
    public static IReadOnlyList<int> Predecessors(IReadOnlyList<int> after, IReadOnlyList<PlannedAction> earlier)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(earlier);
        if (after.Count == 0)
            return [];
        var all = new SortedSet<int>(after);
        foreach (var index in after)
            all.UnionWith(earlier[index].Sees);
        return [.. all];
    }
}
