using System.Globalization;
using ActionsFunctions.Local.Commands.Doctor.Subjects;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Local.Commands.Doctor.Checks;

/// <summary>Has a secret expired, or will it soon?</summary>
internal sealed class SecretExpiryCheck : ICheck<Installation>
{
    // As early as the alert of the deployed infrastructure.
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public string Id => "secret-expiry";

    public string About => "secrets in the vault have not expired";

    public bool Applies(Installation subject) => subject.References.Any;

    public async Task<IReadOnlyList<Finding>> RunAsync(Installation subject, CancellationToken cancellationToken)
    {
        var soon = subject.Clock.GetUtcNow() + Soon;
        var findings = new List<Finding>();
        foreach (var (key, name, answer) in await subject.References.ReadAsync(cancellationToken))
        {
            if (answer.Fault == VaultFault.Expired)
                findings.Add(Finding.Fail($"{key}: the secret {name} has expired. {VaultLog.RemedyFor(VaultFault.Expired)}"));
            else if (answer.Expires is { } end && end <= soon)
                findings.Add(Finding.Warn(string.Create(CultureInfo.InvariantCulture, $"{key}: the secret {name} expires on {end:yyyy-MM-dd}. Rotate it (docs/secrets.md).")));
        }

        return findings;
    }
}
