using ActionsFunctions.IdentityProviders.Entra;
using ActionsFunctions.Local.Commands.Doctor.Subjects;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Is Entra's own caller among those allowed? Its tokens carry that app id in <c>azp</c> or <c>appid</c>.</summary>
internal sealed class EntraCallersCheck : ICheck<Installation>
{
    public string Id => "entra-callers";

    public string About => "Entra: its caller is allowed (azp)";

    public bool Applies(Installation subject) => subject.Entra is not null;

    public Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>(
        subject.Entra!.AllowedCallers.Contains(EntraSettings.AuthenticationExtensions, StringComparer.Ordinal)
            ? []
            : [Finding.Fail($"IdentityProviders:Entra:AllowedCallers: lacks {EntraSettings.AuthenticationExtensions}, the azp of every call by Entra, so each is answered 401. Add it, or remove the setting.")]);
}
