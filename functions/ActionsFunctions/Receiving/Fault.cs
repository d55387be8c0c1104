namespace ActionsFunctions.Receiving;

/// <summary>Why a request is refused before the flow runs, in the order in which it is checked.</summary>
public enum Fault
{
    /// <summary>Unknown or unconfigured provider or action, or no such route: 404.</summary>
    NotFound,

    /// <summary>Wrong method: 405 with <c>Allow</c>.</summary>
    MethodNotAllowed,

    /// <summary>Content type or content encoding that no contract has: 415.</summary>
    UnsupportedMediaType,

    /// <summary>No Content-Length: 411.</summary>
    LengthRequired,

    /// <summary>Body over <c>PostLogin:MaxRequestBytes</c>: 413.</summary>
    BodyTooLarge,

    /// <summary>Any fault of caller authentication, replay and staleness included: 401, always the same.</summary>
    Unauthorized,

    /// <summary>Malformed JSON, too deep, a duplicate member or the wrong shape: 400.</summary>
    InvalidRequest,

    /// <summary>Not ready, or the caller's credentials cannot be read now: 503.</summary>
    Unavailable,

    /// <summary>A bug of ours: 500. Never by design.</summary>
    Internal,
}
