using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Tests.Running;

/// <summary>
/// The rules of the flow in the plainest form: one action after another, in listed order, over ordered lists. Shares no code with the engine
/// but the records of the outcome.
/// </summary>
internal sealed class SequentialReference(RandomFlow flow)
{
    private readonly List<(string Action, ActionOutcome Outcome, List<Command> Says)> past = [];
    private readonly List<Diagnostic> diagnostics = [];
    private Denial? denial;

    public FlowOutcome Run()
    {
        foreach (var planned in flow.Plan.Actions)
            past.Add(denial is null ? Step(planned) : (planned.Name, ActionOutcome.Skipped, []));
        var reports = past.Select(step => new ActionReport(step.Action, "scripted", step.Outcome, TimeSpan.Zero)).ToList();
        var commands = Commands();
        return new(denial, commands, reports, diagnostics);
    }

    private (string, ActionOutcome, List<Command>) Step(PlannedAction planned)
    {
        var action = flow.Actions[planned.Index];
        var step = (planned.Name, ActionOutcome.Skipped, new List<Command>());
        var required = planned.After.All(index => past[index].Outcome is ActionOutcome.Succeeded or ActionOutcome.Stale or ActionOutcome.Defaulted);
        if ((planned.RequireAfter && !required) || !action.Applies)
            return step;
        if (action.Ending is Ending.Throws or Ending.Fails or Ending.Hangs)
            step = Broken(planned, action.Ending);
        else
            step = (planned.Name, action.Ending == Ending.Denies ? ActionOutcome.Denied : ActionOutcome.Succeeded, Said(planned, action));
        if (action.Ending == Ending.Denies)
            denial = new(planned.Name, $"denied by {planned.Name}");
        Clashes(planned.Name, step.Item3);
        return step;
    }

    private (string, ActionOutcome, List<Command>) Broken(PlannedAction planned, Ending ending)
    {
        var (code, reason, outcome) = ending switch
        {
            Ending.Hangs => ("action-timed-out", "deadline", ActionOutcome.TimedOut),
            Ending.Fails => ("action-failed", "scripted", ActionOutcome.Failed),
            _ => ("action-failed", "exception", ActionOutcome.Failed),
        };
        diagnostics.Add(new(code, planned.Name, null, reason));
        if (planned.OnFailure == OnFailure.Deny)
            denial = new(planned.Name, "action-failed:" + planned.Name);
        if (planned.OnFailure != OnFailure.Default)
            return (planned.Name, outcome, []);
        diagnostics.Add(new("default-used", planned.Name, null, "the configured claims stand in"));
        return (planned.Name, ActionOutcome.Defaulted, [.. planned.DefaultCommands]);
    }

    private List<Command> Said(PlannedAction planned, ScriptedAction action)
    {
        var metadata = new List<KeyValuePair<string, ClaimValue>>();
        foreach (var write in Visible(planned.Index).Order().SelectMany(index => past[index].Says).Where(command => command.Method == Command.SetTransactionMetadata))
            metadata.Add(new(write.Text(0), write.Args[1]));
        var cache = new Dictionary<string, string>(StringComparer.Ordinal);
        _ = Cached(Visible(planned.Index).Order().SelectMany(index => past[index].Says), cache);
        var seen = ScriptedAction.SeenBy(ParallelEqualsSequentialTests.Login.WithTransactionMetadata(metadata), cache.GetValueOrDefault);
        return [.. Cached(action.Says, cache), new(Command.SetIdTokenClaim, [$"seen-{action.Index}", seen])];
    }

    // Writes to the cache; a deletion of what the action does not see says nothing.
    private static List<Command> Cached(IEnumerable<Command> says, Dictionary<string, string> cache)
    {
        var said = new List<Command>();
        foreach (var command in says)
        {
            var deletes = command.Method == ScriptedAction.Cache && command.Args[1] == ClaimValue.Null;
            if (!deletes && command.Method == ScriptedAction.Cache)
                cache[command.Text(0)] = command.Text(1);
            if (!deletes || cache.Remove(command.Text(0)))
                said.Add(command);
        }

        return said;
    }

    private HashSet<int> Visible(int index)
    {
        var all = new HashSet<int>(flow.Plan.Actions[index].After);
        foreach (var direct in flow.Plan.Actions[index].After)
            all.UnionWith(Visible(direct));
        return all;
    }

    // Whoever set a claim that this action now sets or removes is overridden.
    private void Clashes(string name, List<Command> says)
    {
        var holders = Holders();
        foreach (var command in says.Where(command => command.ClaimOf is not null))
        {
            var key = (command.Method, command.Text(0));
            if (holders.TryGetValue(key, out var holder) && holder != name)
                diagnostics.Add(new("claim-overridden", holder, key.Item2, $"{key.Method.Split('.')[0]}: a later action, {name}, set or removed it"));
            holders.Remove(key);
            if (command.Args[1].Kind != JsonValueKind.Null)
                holders[key] = name;
        }
    }

    private Dictionary<(string Method, string Name), string> Holders()
    {
        var holders = new Dictionary<(string, string), string>();
        foreach (var (action, command) in past.SelectMany(step => step.Says.Select(command => (step.Action, command))).Where(pair => pair.command.ClaimOf is not null))
        {
            holders.Remove((command.Method, command.Text(0)));
            if (command.Args[1].Kind != JsonValueKind.Null)
                holders[(command.Method, command.Text(0))] = action;
        }

        return holders;
    }

    private List<MergedCommand> Commands()
    {
        var commands = new List<MergedCommand>();
        foreach (var (action, command) in past.SelectMany(step => step.Says.Select(command => (step.Action, command))))
        {
            if (command.ClaimOf is not null)
                commands.RemoveAll(earlier => earlier.Command.Method == command.Method && earlier.Command.Text(0) == command.Text(0));
            if (command.ClaimOf is null || command.Args[1].Kind != JsonValueKind.Null)
                commands.Add(new(command, action, command.ClaimOf is null ? "" : command.Text(0)));
        }

        commands.RemoveAll(merged => merged.Command.Method == ScriptedAction.Cache);
        if (denial is null)
            return commands;
        commands.RemoveAll(merged => !merged.Command.Method.EndsWith("Metadata", StringComparison.Ordinal));
        commands.Add(new(new(Command.Deny, [denial.Reason]), denial.Action));
        return commands;
    }
}
