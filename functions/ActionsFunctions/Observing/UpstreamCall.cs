using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Observing;

/// <summary>One call to the outside that an action of a login made, or one wait for an access token.</summary>
public sealed record UpstreamCall
{
    /// <summary>The flow entry on whose behalf it was made.</summary>
    public string Action { get; init; } = "";

    /// <summary>The kind of dependency, as <c>/health/ready</c> names it: <c>graph</c>, <c>backend:1</c>, <c>token-endpoint</c>, <c>managed-identity</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>HTTP method; empty for a token.</summary>
    public string Method { get; init; } = "";

    /// <summary>Path of the URL, without its query; empty for a token. Holds personal data.</summary>
    public string Path { get; init; } = "";

    /// <summary>1 for the first attempt, 2 for the retry.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>True where nobody was asked: a token that was there already.</summary>
    public bool FromCache { get; init; }

    /// <summary>The HTTP status; 0 where there was none.</summary>
    public int Status { get; init; }

    /// <summary>Why it gave nothing usable; <see cref="UpstreamFault.TimedOut"/> also where it was still under way when the login was answered.</summary>
    public UpstreamFault Fault { get; init; }

    /// <summary>Time from the arrival of the request to the start of the call.</summary>
    public TimeSpan StartedAfter { get; init; }

    /// <summary>How long it took; so far, where it was still under way.</summary>
    public TimeSpan Duration { get; init; }
}
