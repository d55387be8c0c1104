namespace ActionsFunctions.Secrets;

/// <summary>What is known of a vault secret at one moment. Immutable: readers take one reference and never see half a rotation.</summary>
/// <param name="Versions">The values that count.</param>
/// <param name="Version">The vault's id of the current version.</param>
/// <param name="PreviousVersion">The vault's id of the previous one; null where there is none.</param>
/// <param name="PreviousUntil">When the previous value stops counting.</param>
internal sealed record KnownSecret(SecretVersions Versions, string Version, string? PreviousVersion, DateTimeOffset PreviousUntil)
{
    /// <summary>After a read: a new value pushes the former one to <c>Previous</c> for its period of grace.</summary>
    public static KnownSecret After(KnownSecret? known, VaultAnswer answer, DateTimeOffset now)
    {
        if (known is null)
            return new(new(answer.Value), answer.Version, null, now);
        if (string.Equals(known.Versions.Current, answer.Value, StringComparison.Ordinal))
            return string.Equals(known.Version, answer.Version, StringComparison.Ordinal) ? known : known with { Version = answer.Version };
        return new(new(answer.Value, known.Versions.Current), answer.Version, known.Version, now + VaultTimes.PreviousFor);
    }

    /// <summary>The same with a previous version found in the vault.</summary>
    public KnownSecret WithPrevious(VaultAnswer previous, DateTimeOffset until) =>
        string.Equals(previous.Value, Versions.Current, StringComparison.Ordinal)
            ? this
            : new(new(Versions.Current, previous.Value), Version, previous.Version, until);

    /// <summary>The same without a previous version.</summary>
    public KnownSecret WithoutPrevious() => new(new(Versions.Current), Version, null, PreviousUntil);

    /// <summary>Says nothing: a secret has no place in a log.</summary>
    public override string ToString() => "***";
}
