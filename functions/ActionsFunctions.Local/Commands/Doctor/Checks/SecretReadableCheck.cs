using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Can every secret that a setting refers to be read?</summary>
internal sealed class SecretReadableCheck : ICheck<Installation>
{
    public string Id => "secret-readable";

    public string About => "secrets in the vault can be read";

    public bool Applies(Installation subject) => subject.References.Any;

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken) =>
    [
        .. (await subject.References.ReadAsync(cancellationToken))
            .Where(reference => reference.Answer.Fault is not (VaultFault.None or VaultFault.Expired or VaultFault.Unreachable))
            .Select(reference => Finding.Fail($"{reference.Key}: the secret {reference.Name} {What(reference.Answer.Fault)}. {VaultLog.RemedyFor(reference.Answer.Fault)}")),
    ];

    private static string What(VaultFault fault) => fault switch
    {
        VaultFault.Missing => "is not in the vault",
        VaultFault.Disabled => "is disabled",
        VaultFault.NotYetValid => "is not valid yet",
        VaultFault.Empty => "is empty",
        _ => "may not be read by this identity",
    };
}
