using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Planning.Conditions;

/// <summary>
/// For which logins an entry of the flow runs: <c>When</c>. Looked at before each run, on the event as the action would see it. Looks at the event only,
/// so that it costs next to nothing, and never throws.
/// </summary>
/// <param name="All">Every one of these must hold.</param>
/// <param name="Any">At least one of these must hold; empty: none need.</param>
/// <param name="Not">This must not hold; null: nothing.</param>
public sealed record FlowCondition(IReadOnlyList<EventTest> All, IReadOnlyList<FlowCondition> Any, FlowCondition? Not)
{
    /// <summary>Whether the entry runs for this login.</summary>
    public bool Holds(PostLoginEvent login)
    {
        ArgumentNullException.ThrowIfNull(login);
        return Holds(login.Json);
    }

    /// <summary>The condition in words.</summary>
    public override string ToString()
    {
        var parts = All.Select(test => test.Text).ToList();
        if (Any.Count > 0)
            parts.Add($"({string.Join(" or ", Any.Select(one => Any.Count > 1 && one.All.Count > 1 ? $"({one})" : $"{one}"))})");
        if (Not is not null)
            parts.Add($"not ({Not})");
        return string.Join(" and ", parts);
    }

    private bool Holds(JsonElement login)
    {
        foreach (var test in All)
        {
            if (!test.Holds(login))
                return false;
        }

        return (Any.Count == 0 || AnyHolds(login)) && Not?.Holds(login) is not true;
    }

    private bool AnyHolds(JsonElement login)
    {
        foreach (var one in Any)
        {
            if (one.Holds(login))
                return true;
        }

        return false;
    }
}
