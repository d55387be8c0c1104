using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Does the vault answer at all?</summary>
internal sealed class VaultReachableCheck : ICheck<Installation>
{
    public string Id => "vault-reachable";

    public string About => "the vault answers";

    public bool Applies(Installation subject) => subject.References.Any;

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        var silent = (await subject.References.ReadAsync(cancellationToken)).FirstOrDefault(reference => reference.Answer.Fault == VaultFault.Unreachable);
        return silent is null
            ? []
            : [Finding.Fail($"KeyVault:VaultUri: no answer from the vault ({silent.Answer.Detail}). {VaultLog.RemedyFor(VaultFault.Unreachable)}")];
    }
}
