using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>The app's clock, as its answers show it, against ours.</summary>
internal sealed class AppClockProbe : ICheck<Deployment>
{
    public string Id => "app-clock";

    public string About => "the app's clock against this machine's";

    public async Task<IReadOnlyList<Finding>> RunAsync(Deployment subject, CancellationToken cancellationToken)
    {
        var answer = await subject.GetAsync("health/live", withKey: false, cancellationToken);
        return answer.Date - subject.Clock.GetUtcNow() is { } skew && ClockSkewCheck.Judge("--url", skew) is { } finding ? [finding] : [];
    }
}
