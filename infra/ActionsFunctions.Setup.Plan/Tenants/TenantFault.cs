namespace ActionsFunctions.Setup.Tenants;

/// <summary>What went wrong with a call to the directory.</summary>
internal enum TenantFaultKind
{
    /// <summary>Not there, or not there yet: the directory is eventually consistent.</summary>
    NotFound,

    /// <summary>A permission or a directory role is missing.</summary>
    Forbidden,

    /// <summary>Nobody could be signed in, or the sign-in is over.</summary>
    SignIn,

    /// <summary>The directory does not take what was sent, or does not know yet what it refers to.</summary>
    Refused,

    /// <summary>Asked too often.</summary>
    Throttled,

    /// <summary>No answer, or one of the 5xx.</summary>
    Unavailable,
}

/// <summary>A failed call.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Code">Graph's error code, or the name of the exception.</param>
/// <param name="Message">Graph's message.</param>
internal sealed record TenantFault(TenantFaultKind Kind, string Code, string Message)
{
    /// <summary>The request's id at Graph, for Microsoft's support and the audit log.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How long Graph asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>Carries a <see cref="TenantFault"/> from a gateway to the runner, the only one who catches it.</summary>
internal sealed class TenantFaultException(TenantFault fault, Exception? inner = null) : Exception(fault.Message, inner)
{
    public TenantFault Fault { get; } = fault;
}
