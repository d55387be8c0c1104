namespace ActionsFunctions.Merging;

/// <summary>Something that was lost, replaced or stood in for on the way from the actions to the answer.</summary>
/// <param name="Code">One of <see cref="DiagnosticCodes"/>.</param>
/// <param name="Action">The flow entry concerned.</param>
/// <param name="Claim">The claim concerned, or null.</param>
/// <param name="Reason">Why, in words that hold no claim value, secret or host name.</param>
public sealed record Diagnostic(string Code, string Action, string? Claim, string Reason);

/// <summary>The closed set of diagnostic codes.</summary>
public static class DiagnosticCodes
{
    /// <summary>A later action set or removed the same claim.</summary>
    public const string ClaimOverridden = "claim-overridden";

    /// <summary>The provider cannot carry the claim.</summary>
    public const string ClaimDropped = "claim-dropped";

    /// <summary>Both tokens share one claim map, and the two values differ.</summary>
    public const string ClaimCollapsed = "claim-collapsed";

    /// <summary>The value was turned into a type that the provider can carry.</summary>
    public const string ClaimConverted = "claim-converted";

    /// <summary>The provider cannot honour the command.</summary>
    public const string CommandUnsupported = "command-unsupported";

    /// <summary>The action failed.</summary>
    public const string ActionFailed = "action-failed";

    /// <summary>The action's time was over.</summary>
    public const string ActionTimedOut = "action-timed-out";

    /// <summary>The configured claims stand in.</summary>
    public const string DefaultUsed = "default-used";

    /// <summary>The last good answer stands in.</summary>
    public const string StaleUsed = "stale-used";

    /// <summary>A shadow action came to something else.</summary>
    public const string ShadowDiffers = "shadow-differs";
}
