using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Is the app there, at this address?</summary>
internal sealed class LiveProbe : ICheck<Deployment>
{
    public string Id => "live";

    public string About => "the app answers (/api/health/live)";

    public async Task<IReadOnlyList<Finding>> RunAsync(Deployment subject, CancellationToken cancellationToken) =>
        await subject.GetAsync("health/live", withKey: false, cancellationToken) switch
        {
            { Status: 200 } => [],
            { Fault: { } fault } => [Finding.Fail($"--url: {fault}. Correct the address, start the app, or open the way to it.")],
            { Status: 404 } => [Finding.Fail("--url: something answers there, but has no /api/health/live. Give the address without a path; in host.json routePrefix is api.")],
            { Status: 503 } => [Finding.Fail("--url: 503: the app does not start, mostly for settings that are wrong. Its log lists them by key; doctor without --url does so on your machine.")],
            { Status: var status } => [Finding.Fail($"--url: answers {status}. Something in front (a gateway, platform authentication, an access restriction) keeps callers out of /api/health/live.")],
        };
}
