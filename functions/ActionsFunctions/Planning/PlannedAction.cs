using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Planning.Conditions;
using ActionsFunctions.Running;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Planning;

/// <summary>One entry of the flow, validated and ready to run.</summary>
public sealed record PlannedAction
{
    private string? keyPart;

    /// <summary>Position in the flow, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Unique name within the flow.</summary>
    public required string Name
    {
        get;
        init => (field, keyPart) = (value, null);
    }

    /// <summary>Action type.</summary>
    public required string Type { get; init; }

    /// <summary>The action itself; one instance for every login.</summary>
    public required IPostLoginAction Action { get; init; }

    /// <summary>Positions of the actions that must end before this one starts.</summary>
    public IReadOnlyList<int> After { get; init; } = [];

    /// <summary>Positions of all direct and indirect predecessors, ascending: the actions whose writes this one sees.</summary>
    public IReadOnlyList<int> Sees { get; init; } = [];

    /// <summary>True: skipped unless every action in <see cref="After"/> has an answer. Default false.</summary>
    public bool RequireAfter { get; init; }

    /// <summary>For which logins it runs; null, the default: for all.</summary>
    public FlowCondition? When { get; init; }

    /// <summary>True: it runs for the sake of a comparison, and nothing it says is issued. Default false.</summary>
    public bool Shadow { get; init; }

    /// <summary>Position of the entry that a shadow is compared with; null, the default: with what the whole flow issues.</summary>
    public int? ShadowOf { get; init; }

    /// <summary>The most time it may take; null, the default: what is left of the login's budget.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What happens when it fails or is too late; default <see cref="OnFailure.Continue"/>.</summary>
    public OnFailure OnFailure { get; init; }

    /// <summary>The commands that stand in with <see cref="OnFailure.Default"/>.</summary>
    public IReadOnlyList<Command> DefaultCommands { get; init; } = [];

    /// <summary>How long an answer is used again without running the action; null, the default: never.</summary>
    public TimeSpan? FreshFor { get; init; }

    /// <summary>How old a kept answer may be that stands in with <see cref="OnFailure.Stale"/>; null: none is kept for that.</summary>
    public TimeSpan? StaleFor { get; init; }

    /// <summary>Hash of the entry's type and settings: answers kept under other settings are not found.</summary>
    public string SettingsHash
    {
        get;
        init => (field, keyPart) = (value, null);
    } = "";

    /// <summary>The same hash without the values of secrets: part of the flow's hash, which answers and traces carry.</summary>
    public string PublicSettingsHash { get; init; } = "";

    /// <summary>The claim names that its settings write out, for whoever looks at the flow.</summary>
    public IReadOnlyList<StaticClaim> Claims { get; init; } = [];

    /// <summary>The secrets that this entry names.</summary>
    public ActionSecrets Secrets { get; init; } = ActionSecrets.None;

    /// <summary>True where answers are kept at all.</summary>
    public bool KeepsAnswers => FreshFor is not null || StaleFor is not null;

    /// <summary>True where a fresh kept answer is found by looking at the event alone, with nobody to wait for.</summary>
    public bool AnswersAtOnce => FreshFor is not null && After.Count == 0 && !Shadow && Action.ReadsEventOnly;

    /// <summary>What is the same in the keys of all its kept answers.</summary>
    internal string KeyPart => keyPart ??= AnswerKey.PartOf(Name, SettingsHash);

    /// <summary>True where an answer that is no longer fresh is given at once and renewed in the background: both ages are stated (RFC 5861 section 3).</summary>
    public bool ServesStale => FreshFor is not null && StaleFor > FreshFor;
}
