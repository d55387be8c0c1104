namespace ActionsFunctions.Upstreams;

/// <summary>Why a call to the outside gave nothing usable, by the stage at which it ended.</summary>
public enum UpstreamFault
{
    /// <summary>It did give something.</summary>
    None,

    /// <summary>The address is not on a configured host. Nothing was sent.</summary>
    HostRefused,

    /// <summary>So many calls wait already that this one would be too late. Nothing was sent.</summary>
    Overloaded,

    /// <summary>It failed so often lately that it is left alone for some seconds. Nothing was sent.</summary>
    CircuitOpen,

    /// <summary>The secret to authenticate with is not available. Nothing was sent.</summary>
    SecretUnavailable,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>No answer in the time that this call may take.</summary>
    TimedOut,

    /// <summary>An answer beyond the bound on headers or body.</summary>
    TooLarge,

    /// <summary>An answer that is not what was asked for.</summary>
    Malformed,

    /// <summary>A redirect: never followed, since a token would go with it.</summary>
    Redirected,

    /// <summary>401, also with a fresh token.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>429.</summary>
    Throttled,

    /// <summary>Any other 4xx.</summary>
    Refused,

    /// <summary>5xx.</summary>
    Unavailable,
}

/// <summary>A fault and the kind of dependency that it came from: what diagnostics carry.</summary>
/// <param name="Source">The kind: <c>graph</c>, <c>backend</c>, <c>token-endpoint</c>, <c>managed-identity</c>. No host name.</param>
/// <param name="Fault">Why; <see cref="UpstreamFault.None"/> where all is well.</param>
public readonly record struct UpstreamFailure(string Source, UpstreamFault Fault)
{
    /// <summary>True where there is a fault.</summary>
    public bool Any => Fault != UpstreamFault.None;

    /// <summary>The short code for <see cref="Model.PostLoginApi.Fail"/>: <c>graph-throttled</c>.</summary>
    public string Code => $"{Source}-{Name}";

    private string Name => Fault switch
    {
        UpstreamFault.HostRefused => "host-refused",
        UpstreamFault.Overloaded => "overloaded",
        UpstreamFault.CircuitOpen => "circuit-open",
        UpstreamFault.SecretUnavailable => "secret-unavailable",
        UpstreamFault.Unreachable => "unreachable",
        UpstreamFault.TimedOut => "timed-out",
        UpstreamFault.TooLarge => "answer-too-large",
        UpstreamFault.Malformed => "answer-malformed",
        UpstreamFault.Redirected => "redirected",
        UpstreamFault.Unauthorized => "unauthorized",
        UpstreamFault.Forbidden => "forbidden",
        UpstreamFault.NotFound => "not-found",
        UpstreamFault.Throttled => "throttled",
        UpstreamFault.Refused => "refused",
        UpstreamFault.Unavailable => "unavailable",
        _ => "ok",
    };

    /// <summary>The fault that an HTTP status means; none for 2xx.</summary>
    public static UpstreamFault OfStatus(int status) => status switch
    {
        >= 200 and < 300 => UpstreamFault.None,
        >= 300 and < 400 => UpstreamFault.Redirected,
        401 => UpstreamFault.Unauthorized,
        403 => UpstreamFault.Forbidden,
        404 => UpstreamFault.NotFound,
        429 => UpstreamFault.Throttled,
        >= 400 and < 500 => UpstreamFault.Refused,
        _ => UpstreamFault.Unavailable,
    };
}
