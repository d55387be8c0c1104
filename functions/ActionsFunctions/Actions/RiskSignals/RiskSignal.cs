using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.RiskSignals;

/// <summary>
/// Something about the circumstances of a login. Its values are from a closed set or of a fixed form: a claim is no place for what a browser, or
/// whoever imitates one, writes about itself.
/// </summary>
/// <param name="Name">What settings call it.</param>
/// <param name="Read">Its value for a login; null where there is none, or none of its form.</param>
public sealed record RiskSignal(string Name, Func<PostLoginEvent, string?> Read)
{
    /// <summary>The signals there are.</summary>
    public static IReadOnlyList<RiskSignal> All { get; } =
    [
        new("risk", login => Confidence(login.Authentication?.RiskAssessment?.Confidence)),
        new("new-device", login => Finding(login, assessments => assessments.NewDevice)),
        new("untrusted-ip", login => Finding(login, assessments => assessments.UntrustedIP)),
        new("impossible-travel", login => Finding(login, assessments => assessments.ImpossibleTravel)),
        new("country", login => TwoLetters(login.Request?.GeoIp?.CountryCode)),
        new("continent", login => TwoLetters(login.Request?.GeoIp?.ContinentCode)),
        new("device", login => DeviceCategory.Of(login.Request?.UserAgent)),
    ];

    /// <summary>By name, without regard to case; null where there is none.</summary>
    public static RiskSignal? Find(string name) => All.FirstOrDefault(signal => string.Equals(signal.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string? Finding(PostLoginEvent login, Func<EventRiskAssessments, EventRiskFinding?> find) =>
        login.Authentication?.RiskAssessment?.Assessments is { } assessments ? Confidence(find(assessments)?.Confidence) : null;

    // How sure the provider is that the login is its user's. Source: Auth0, "Actions triggers: post-login, event object".
    private static string? Confidence(string? value) => value is "low" or "medium" or "high" or "neutral" ? value : null;

    // ISO 3166-1 alpha-2, and the continents' codes of the same form.
    private static string? TwoLetters(string? value) => value is { Length: 2 } && value.All(char.IsAsciiLetterUpper) ? value : null;
}
