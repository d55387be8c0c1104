using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Credentials that stand in the source of this project open the door to anybody. The local server may have them: it listens on loopback.</summary>
internal sealed class DevelopmentCredentialsCheck : ICheck<Installation>
{
    private static readonly Uri Anywhere = new("http://127.0.0.1");

    public string Id => "development-credentials";

    public string About => "no credential that everybody knows";

    public bool Applies(Installation subject) => subject.IsFunctionsApp;

    public Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        // In Azure it is a hole; on a machine of one's own, a reminder.
        var health = string.IsNullOrEmpty(subject.Settings["WEBSITE_SITE_NAME"]) ? Health.Warn : Health.Fail;
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            .. ProviderSimulators.All.SelectMany(simulator => simulator.DevelopmentSettings(Anywhere))
                // A user name is no secret.
                .Where(shipped => !shipped.Key.EndsWith(":Username", StringComparison.Ordinal) && subject.Settings[shipped.Key] == shipped.Value)
                .Select(shipped => new Finding(health, $"{shipped.Key}: is the development credential that this project ships, and public. Make one of your own (docs/providers).")),
        ]);
    }
}
