namespace ActionsFunctions.Running;

/// <summary>Where an action's answer came from.</summary>
public enum AnswerOrigin
{
    /// <summary>From the action itself.</summary>
    Asked,

    /// <summary>From an answer that is kept.</summary>
    Kept,

    /// <summary>From another login's run of the same question at the same moment.</summary>
    Shared,
}
