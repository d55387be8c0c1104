using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>An audience that is an identifier URI must name the host that is called.</summary>
internal sealed class AudienceHostProbe : ICheck<Deployment>
{
    public string Id => "entra-audience-host";

    public string About => "Entra: the identifier URI names this host";

    public bool Applies(Deployment subject) => !subject.Address.IsLoopback && Named(subject) is not null;

    public Task<IReadOnlyList<Finding>> RunAsync(Deployment subject, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>(
        Named(subject) == subject.Address.Host
            ? []
            : [Finding.Fail($"{EntraAudienceCheck.Key}: names the host {Named(subject)}, but {subject.Address.Host} is called (errors 1003014, 1003015). Set the identifier URI api://{subject.Address.Host}/<app id> on our registration, or take its app id as audience.")]);

    private static string? Named(Deployment subject) => EntraIdentifierUriCheck.HostOf(subject.Settings[EntraAudienceCheck.Key] ?? "");
}
