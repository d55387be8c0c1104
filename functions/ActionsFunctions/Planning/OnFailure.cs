namespace ActionsFunctions.Planning;

/// <summary>What the flow does when an action fails or its time is over.</summary>
public enum OnFailure
{
    /// <summary>Go on without its claims.</summary>
    Continue,

    /// <summary>Go on with the configured claims.</summary>
    Default,

    /// <summary>Go on with its last good answer for this user, if that is young enough; else without its claims.</summary>
    Stale,

    /// <summary>Refuse the login.</summary>
    Deny,
}
