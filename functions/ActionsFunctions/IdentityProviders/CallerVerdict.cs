namespace ActionsFunctions.IdentityProviders;

/// <summary>Whether the caller is who it should be. The reason is for our log; the caller learns only that it is refused.</summary>
public enum CallerVerdict
{
    /// <summary>It is.</summary>
    Accepted,

    /// <summary>No credential.</summary>
    Missing,

    /// <summary>A credential that cannot be read.</summary>
    Malformed,

    /// <summary>A credential that does not match.</summary>
    Mismatch,

    /// <summary>Too old or from the future.</summary>
    Stale,

    /// <summary>Used before.</summary>
    Replayed,

    /// <summary>Issued for somebody or by somebody else.</summary>
    WrongParty,

    /// <summary>Our own credentials or the caller's keys cannot be read now: 503, so that a caller may try again.</summary>
    Unavailable,
}
