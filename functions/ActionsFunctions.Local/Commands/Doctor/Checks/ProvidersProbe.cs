using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Which providers are configured there? A call that proves nothing is answered 401 by one that is, 404 by one that is not.</summary>
internal sealed class ProvidersProbe : ICheck<Deployment>
{
    public string Id => "providers";

    public string About => "providers are configured and demand a proof";

    public async Task<IReadOnlyList<Finding>> RunAsync(Deployment subject, CancellationToken cancellationToken)
    {
        var answers = await subject.ProvidersAsync(cancellationToken);
        if (Array.TrueForAll(answers, answer => answer.Value.IsKeyRefusal))
            return [Finding.Warn("Not looked at: the platform asks for a function key first. Give it with --function-key.")];
        if (Array.TrueForAll(answers, answer => answer.Value.Status == 404))
            return [Finding.Fail("IdentityProviders: none is configured there, so every login is answered 404. Set the section of the provider that calls.")];
        var findings = new List<Finding>();
        foreach (var (provider, answer) in answers)
        {
            var section = $"IdentityProviders:{provider.Section}";
            if (answer.Status == 404 && IsOwn(subject, provider.Route, section))
                findings.Add(Finding.Fail($"{section}: is configured here, but not there: 404. Set it there, with __ for every colon."));
            else if (answer.Status == 503)
                findings.Add(Finding.Fail($"{section}: 503: the credentials of the caller are not loaded. Its vault or metadata address cannot be reached from there."));
            else if (answer.Status is not (401 or 404))
                findings.Add(Finding.Fail($"{section}: a call without any proof is answered {answer.Status} instead of 401. {answer.Fault ?? "Something in front of the app answers in its place."}"));
        }

        return findings;
    }

    // What the local server ships is configured by nobody.
    private static bool IsOwn(Deployment subject, string route, string section)
    {
        var shipped = ProviderSimulators.Find(route)!.DevelopmentSettings(subject.Address);
        return subject.Settings.GetSection(section).AsEnumerable().Any(setting => setting.Value is not null && shipped.GetValueOrDefault(setting.Key) != setting.Value);
    }
}
