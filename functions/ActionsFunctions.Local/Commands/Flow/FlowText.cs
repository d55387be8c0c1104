using System.Globalization;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Local.Commands.Flow;

/// <summary>A flow for people: what starts together, what each entry does, and what the longest chain may take.</summary>
/// <param name="plan">The flow.</param>
/// <param name="console">Where it goes.</param>
internal sealed class FlowText(FlowPlan plan, LocalConsole console)
{
    private readonly Ink ink = new(console.Colour);

    public void Write(IEnumerable<(string Provider, TimeSpan Budget)> budgets)
    {
        console.Out.WriteLine(ink.Strong($"flow {plan.Version ?? "without a version"}, hash {plan.Hash}, {plan.Actions.Count} actions"));
        var levels = Levels();
        foreach (var level in levels.GroupBy(pair => pair.Value, pair => pair.Key).OrderBy(level => level.Key))
        {
            console.Out.WriteLine(level.Key == 0 ? "at once" : $"then ({level.Key})");
            foreach (var index in level.Order())
                WriteEntry(plan.Actions[index]);
        }

        if (plan.Issued.Length > 0)
            WriteLongest([.. budgets]);
    }

    private void WriteEntry(PlannedAction action)
    {
        console.Out.WriteLine($"  {action.Index + 1}. {ink.Strong(action.Name)}{(action.Type == action.Name ? "" : $" ({action.Type})")}");
        Line("after", string.Join(", ", action.After.Select(index => plan.Actions[index].Name)) + (action.RequireAfter ? ", all of which must have an answer" : ""));
        Line("when", action.When?.ToString());
        Line("shadow", !action.Shadow ? null : action.ShadowOf is { } other ? $"of {plan.Actions[other].Name}: nothing it says is issued" : "nothing it says is issued");
        Line("timeout", action.Timeout is { } timeout ? Seconds(timeout) : "what is left");
        Line("on failure", $"{action.OnFailure}".ToLowerInvariant());
        Line("kept", action.KeepsAnswers ? $"fresh for {Seconds(action.FreshFor)}, stale for {Seconds(action.StaleFor)}" : null);
        Line("claims", string.Join(", ", action.Claims.Select(claim => $"{claim.Name} ({$"{claim.Tokens}".ToLowerInvariant()})")));
    }

    private void Line(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            console.Out.WriteLine($"       {ink.Dim(name.PadRight(11))}{text}");
    }

    private void WriteLongest(IReadOnlyList<(string Provider, TimeSpan Budget)> budgets)
    {
        var (chain, time) = plan.Issued.Select(Chain).MaxBy(found => (found.Time ?? TimeSpan.MaxValue, found.Names.Count));
        console.Out.WriteLine($"critical path: {string.Join(" -> ", chain)}, {(time is { } limit ? $"at most {Seconds(limit)} by its timeouts" : "as long as is left: not all of it has a timeout")}");
        foreach (var (provider, budget) in budgets)
        {
            var fits = time is { } most && most <= budget;
            console.Out.WriteLine($"  {provider.PadRight(13)} {Seconds(budget),-7} {(fits ? ink.Good("fits") : ink.Dim("may be cut short: what comes last gets what is left"))}");
        }
    }

    // The chain of predecessors that may take longest; without a time where one of them has no timeout.
    private (List<string> Names, TimeSpan? Time) Chain(int index)
    {
        var action = plan.Actions[index];
        var before = action.After.Count == 0 ? (Names: [], Time: TimeSpan.Zero) : action.After.Select(Chain).MaxBy(found => (found.Time ?? TimeSpan.MaxValue, found.Names.Count));
        return ([.. before.Names, action.Name], before.Time + action.Timeout);
    }

    private Dictionary<int, int> Levels()
    {
        var levels = new Dictionary<int, int>();
        foreach (var action in plan.Actions)
            levels[action.Index] = action.After.Count == 0 ? 0 : action.After.Max(index => levels[index]) + 1;
        return levels;
    }

    private static string Seconds(TimeSpan? time) => time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:0.###} s") : "no time";
}
