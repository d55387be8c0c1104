using System.Globalization;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>
/// The way there and back, warm, on top of the budget: both must fit into the time that a provider waits. From this machine; the provider's way is another one,
/// but a slow app is slow for everybody.
/// </summary>
internal sealed class RoundTripProbe : ICheck<Deployment>
{
    private const int Probes = 10;

    public string Id => "round-trip";

    public string About => "round-trip time and budget against the time that each provider waits";

    public async Task<IReadOnlyList<Finding>> RunAsync(Deployment subject, CancellationToken cancellationToken)
    {
        // The first pays for connection and TLS; the others show what every login costs.
        await subject.GetAsync("health/live", withKey: false, cancellationToken);
        var times = new List<TimeSpan>(Probes);
        for (var i = 0; i < Probes; i++)
        {
            var start = subject.Clock.GetTimestamp();
            await subject.GetAsync("health/live", withKey: false, cancellationToken);
            times.Add(subject.Clock.GetElapsedTime(start));
        }

        // The 95th percentile of ten, by nearest rank, is the slowest.
        var slowest = times.Max();
        var postLogin = new SettingsReader(subject.Settings, "", new()).Section("PostLogin");
        return
        [
            .. (await subject.ProvidersAsync(cancellationToken))
                .Where(provider => provider.Value.Status == 401)
                .Select(provider => Judge(provider.Key, ProviderReader.Budget(postLogin, provider.Key), slowest))
                .OfType<Finding>(),
        ];
    }

    private static Finding? Judge(ProviderType provider, TimeSpan budget, TimeSpan roundTrip)
    {
        var deadline = CallerDeadline.Of(provider.Route);
        if (budget + roundTrip <= deadline.Unset)
            return null;
        var remedy = string.Create(
            CultureInfo.InvariantCulture,
            $"PostLogin:Budgets:{provider.Section}: budget {budget.TotalMilliseconds:0} ms and round trip {roundTrip.TotalMilliseconds:0} ms (p95 of {Probes}) exceed the {deadline.Unset.TotalMilliseconds:0} ms that {provider.Route} waits. Lower the budget, keep instances always ready, move the app nearer{(deadline.Where is null ? "" : $", or raise {deadline.Where}")}.");
        return budget + roundTrip > deadline.Most ? Finding.Fail(remedy) : Finding.Warn(remedy);
    }
}
