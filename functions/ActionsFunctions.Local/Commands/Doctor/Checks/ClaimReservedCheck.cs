using System.Collections.Frozen;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Every claim name of the flow against the rules of every provider: a reserved one never reaches a token.</summary>
internal sealed class ClaimReservedCheck : ICheck<Installation>
{
    public string Id => "claim-reserved";

    public string About => "claim names against what each provider can issue";

    public Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        var root = subject.Root();
        var providers = new ProviderReader(subject.Secrets, subject.Clock, NullLogger.Instance).Read(root.Section("IdentityProviders"), root.Section("PostLogin"));
        var claims = subject.Claims;
        var findings = new List<Finding>();
        foreach (var provider in providers)
        {
            var faults = new SettingFaults();
            StaticClaimCheck.Run(claims, [provider], FrozenSet<string>.Empty, faults, NullLogger.Instance);
            // Whoever tries one provider need not care for the names of the others; the neutral exchange is everybody's.
            var advisory = provider.Route != "auth0" && subject.IsUntouched(provider.Route);
            findings.AddRange(faults.All.Select(fault => new Finding(advisory ? Health.Warn : Health.Fail, $"{fault}. Choose another name, such as a URL of your own.")));
        }

        return Task.FromResult<IReadOnlyList<Finding>>(findings);
    }
}
