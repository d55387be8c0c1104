using ActionsFunctions.Observing;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Secrets;

/// <summary>What one vault secret is known to be, and what each answer of the vault makes of it. Written by one read at a time; read by any number of logins.</summary>
/// <param name="name">The secret's name.</param>
/// <param name="clock">The clock of the period of grace.</param>
/// <param name="log">Where changes are told.</param>
internal sealed class RememberedSecret(string name, TimeProvider clock, ILogger log)
{
    private KnownSecret? known;
    private VaultFault told;
    private string? sought;

    /// <summary>Reads that failed since the last good one.</summary>
    public int Failures { get; private set; }

    /// <summary>The values that count now; null where none does.</summary>
    public SecretVersions? Versions
    {
        get
        {
            if (Volatile.Read(ref known) is not { } now)
                return null;
            if (now.PreviousVersion is null || clock.GetUtcNow() < now.PreviousUntil)
                return now.Versions;
            // Replaced, not only hidden, so that unchanged versions stay one instance.
            Interlocked.CompareExchange(ref known, now.WithoutPrevious(), now);
            return Volatile.Read(ref known)?.Versions;
        }
    }

    /// <summary>Takes what the vault said of the newest version.</summary>
    public void Take(VaultAnswer answer)
    {
        if (answer.Fault is VaultFault.None)
        {
            TakeValue(answer);
            return;
        }

        Failures++;
        var had = Volatile.Read(ref known) is not null;
        if (answer.IsWithdrawal)
        {
            Volatile.Write(ref known, null);
            sought = null;
        }

        // Once per kind of fault: a retry every minute must not write a line every minute.
        if (told == answer.Fault)
            return;
        told = answer.Fault;
        var remedy = VaultLog.RemedyFor(answer.Fault);
        if (!had)
            VaultLog.Unavailable(log, SafeText.Name(name), answer.Fault, answer.Detail, remedy);
        else if (answer.IsWithdrawal)
            VaultLog.Withdrawn(log, SafeText.Name(name), answer.Fault, answer.Detail, remedy);
        else
            VaultLog.NotRefreshed(log, SafeText.Name(name), answer.Fault, answer.Detail, remedy);
    }

    /// <summary>
    /// After a good read: looks whether the previous version still counts (disabling it in the vault withdraws it at once), or, on a fresh
    /// instance that did not see the rotation, whether there is one that should. Only within the period of grace: else it asks nothing.
    /// </summary>
    public async Task CheckPreviousAsync(VaultReader reader, VaultAnswer current, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref known) is not { } now)
            return;
        if (now.PreviousVersion is { } previous && clock.GetUtcNow() < now.PreviousUntil)
        {
            if ((await reader.ReadAsync(name, previous, cancellationToken)).IsWithdrawal)
                Volatile.Write(ref known, now.WithoutPrevious());
        }
        else if (current.Created + VaultTimes.PreviousFor is { } until && clock.GetUtcNow() < until
            && !string.Equals(sought, current.Version, StringComparison.Ordinal))
        {
            Find(now, await reader.FindPreviousAsync(name, current, cancellationToken), until);
        }
    }

    private void TakeValue(VaultAnswer answer)
    {
        var before = Volatile.Read(ref known);
        var after = KnownSecret.After(before, answer, clock.GetUtcNow());
        Volatile.Write(ref known, after);
        Failures = 0;
        if (told is not VaultFault.None)
            VaultLog.Available(log, SafeText.Name(name));
        told = VaultFault.None;
        if (before is null || ReferenceEquals(before.Versions, after.Versions))
            return;
        sought = answer.Version;
        VaultLog.Rotated(log, SafeText.Name(name), after.PreviousUntil);
    }

    private void Find(KnownSecret now, VaultAnswer? previous, DateTimeOffset until)
    {
        switch (previous?.Fault)
        {
            case VaultFault.None:
                Volatile.Write(ref known, now.WithPrevious(previous, until));
                break;
            case VaultFault.Forbidden or VaultFault.Unreachable:
                VaultLog.NoPrevious(log, SafeText.Name(name), previous.Fault, previous.Detail);
                break;
        }

        // An outage is worth another look at the next refresh; a missing permission is not.
        if (previous?.Fault is not VaultFault.Unreachable)
            sought = now.Version;
    }
}
