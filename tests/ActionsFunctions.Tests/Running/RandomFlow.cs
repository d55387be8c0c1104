using System.Globalization;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;

namespace ActionsFunctions.Tests.Running;

/// <summary>How a random action ends.</summary>
internal enum Ending
{
    Returns,
    Throws,
    Fails,
    Hangs,
    Denies,
}

/// <summary>A flow made from a seed: every policy, dependencies, clashing claims, removals and writes, of metadata and of the cache, that dependants read.</summary>
internal sealed class RandomFlow
{
    private static readonly string[] ClaimNames = ["a", "b", "c"];
    private static readonly string[] Methods = [Command.SetIdTokenClaim, Command.SetAccessTokenClaim, Command.SetAppMetadata, Command.SetTransactionMetadata, ScriptedAction.Cache];
    private readonly Random random;

    public RandomFlow(int seed)
    {
        random = new(seed);
        Actions = [];
        for (var i = 0; i < random.Next(1, 8); i++)
            Actions.Add(NewAction(i));
        Plan = new(Planned());
    }

    public List<ScriptedAction> Actions { get; }

    public FlowPlan Plan { get; }

    /// <summary>The actions in a random order of completion.</summary>
    public ScriptedAction[] Shuffled()
    {
        var order = Actions.ToArray();
        random.Shuffle(order);
        return order;
    }

    private ScriptedAction NewAction(int index)
    {
        var ending = random.Next(10) switch { 0 => Ending.Throws, 1 => Ending.Fails, 2 => Ending.Hangs, 3 when random.Next(2) == 0 => Ending.Denies, _ => Ending.Returns };
        var says = new List<Command>();
        for (var i = random.Next(5); i > 0; i--)
        {
            ClaimValue value = random.Next(5) == 0 ? ClaimValue.Null : string.Create(CultureInfo.InvariantCulture, $"v{index}.{i}");
            says.Add(new(Methods[random.Next(Methods.Length)], [ClaimNames[random.Next(ClaimNames.Length)], value]));
        }

        return new(index, ending, says, Applies: random.Next(12) != 0);
    }

    private List<PlannedAction> Planned()
    {
        var planned = new List<PlannedAction>();
        foreach (var action in Actions)
        {
            int[] after = [.. Enumerable.Range(0, action.Index).Where(_ => random.Next(4) == 0)];
            planned.Add(new()
            {
                Index = action.Index,
                Name = action.Name,
                Type = "scripted",
                Action = action,
                After = after,
                Sees = FlowPlan.Predecessors(after, planned),
                RequireAfter = after.Length > 0 && random.Next(2) == 0,
                Timeout = action is { Ending: Ending.Hangs, Applies: true } ? TimeSpan.FromMilliseconds(10) : null,
                OnFailure = (OnFailure)random.Next(4),
                DefaultCommands = [new(Command.SetIdTokenClaim, [ClaimNames[random.Next(3)], "default"])],
                StaleFor = TimeSpan.FromHours(1),
            });
        }

        return planned;
    }
}

/// <summary>An action that says what its script holds once it is let go, and also which transaction metadata it sees.</summary>
internal sealed record ScriptedAction(int Index, Ending Ending, IReadOnlyList<Command> Says, bool Applies) : IPostLoginAction
{
    /// <summary>In a script: a write of the cache, or with null a deletion.</summary>
    public const string Cache = "cache.set";

    private readonly TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => string.Create(CultureInfo.InvariantCulture, $"action-{Index}");

    public void Release() => release.TrySetResult();

    public bool AppliesTo(PostLoginEvent login) => Applies;

    public async Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        await (Ending == Ending.Hangs ? new TaskCompletionSource().Task : release.Task);
        Say(api, SeenBy(login, key => api.Cache.Get(key)?.Value));
    }

    public static string SeenBy(PostLoginEvent login, Func<string, string?> cached)
    {
        var metadata = login.Transaction?.Metadata.Json is { ValueKind: System.Text.Json.JsonValueKind.Object } written ? written.GetRawText() : "{}";
        return $"{metadata} {cached("a")} {cached("b")} {cached("c")}";
    }

    private void Say(PostLoginApi api, string seen)
    {
        foreach (var command in Says)
        {
            if (command.Method != Cache)
                api.Recorder.Record(command);
            else if (command.Args[1] == ClaimValue.Null)
                api.Cache.Delete(command.Text(0));
            else
                api.Cache.Set(command.Text(0), command.Text(1));
        }

        api.IdToken.SetCustomClaim($"seen-{Index}", seen);
        if (Ending == Ending.Denies)
            api.Access.Deny($"denied by {Name}");
        if (Ending == Ending.Fails)
            api.Fail("scripted");
        if (Ending == Ending.Throws)
            throw new InvalidOperationException("scripted");
    }
}
