using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Settings;

namespace ActionsFunctions.IdentityProviders;

/// <summary>What a refusal becomes where the provider's contract has no answer that refuses.</summary>
internal enum OnDeny
{
    /// <summary>HTTP 403: the login fails with the provider's generic text. The default.</summary>
    Fail,

    /// <summary>The login goes on without claims from the flow.</summary>
    ContinueWithoutClaims,
}

/// <summary>A refusal that the provider's answer cannot say.</summary>
internal static class UnheardDenial
{
    /// <summary>The outcome with a diagnostic where its refusal will not be heard; the same where there is none.</summary>
    public static FlowOutcome ReportUnheardDenial(this FlowOutcome outcome, string reason) => outcome.Denial is { } denial
        ? outcome with { Diagnostics = [.. outcome.Diagnostics, new(DiagnosticCodes.CommandUnsupported, denial.Action, null, $"{Command.Deny}: {reason}")] }
        : outcome;
}

/// <summary>Reads the setting <c>OnDeny</c>.</summary>
internal static class OnDenySettings
{
    public static OnDeny Read(SettingsReader from) =>
        from.OneOf(nameof(OnDeny), OnDeny.Fail, ("fail", OnDeny.Fail), ("continue-without-claims", OnDeny.ContinueWithoutClaims));
}
