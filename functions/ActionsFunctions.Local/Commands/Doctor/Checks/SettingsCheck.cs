using ActionsFunctions.Hosting;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Composes the product from the configuration, as a start does, and throws it away. Claim names have a check of their own.</summary>
internal sealed class SettingsCheck : ICheck<Installation>
{
    public string Id => "settings";

    public string About => "every setting and the flow, as a start reads them";

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        if (!subject.Providers.Any())
            return [Finding.Fail("IdentityProviders: none is configured, so every login is answered 404. Set the section of the provider that calls.")];
        try
        {
            if (!subject.IsFunctionsApp)
                _ = ListenAddress.Of(subject.Settings);
            await using var app = WebhookApp.Create(subject.Settings, new()
            {
                Clock = subject.Clock,
                Vault = subject.Vault,
                ForwardsClientCertificates = subject.IsFunctionsApp,
                AdvisoryProviders = ProviderTypes.All.Select(type => type.Route).ToHashSet(StringComparer.Ordinal),
            });
            return [];
        }
        catch (InvalidSettingsException invalid)
        {
            return Of(invalid);
        }
    }

    /// <summary>The mistakes of a configuration as findings.</summary>
    public static IReadOnlyList<Finding> Of(InvalidSettingsException invalid) => [.. invalid.Faults.Select(fault => Finding.Fail(fault.ToString()))];
}
