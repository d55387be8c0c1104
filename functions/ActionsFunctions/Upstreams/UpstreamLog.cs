using ActionsFunctions.Observing;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Upstreams;

/// <summary>Log lines of calls to the outside. They name the kind of dependency, never an address: a URL holds who logs in.</summary>
internal static partial class UpstreamLog
{
    [LoggerMessage(1, LogLevel.Debug, "Call to {Source} ended with status {Status}, fault {Fault}, after {Milliseconds} ms")]
    public static partial void Answered(ILogger log, SafeText source, int status, UpstreamFault fault, double milliseconds);

    [LoggerMessage(3, LogLevel.Warning, "{Source} says that {Used} of its limit is used: from 1 on it refuses calls. Ours cost {Units} resource units in 10 s. Until it says less, nothing is asked that can be left out")]
    public static partial void NearLimit(ILogger log, SafeText source, double used, int units);

    [LoggerMessage(2, LogLevel.Warning, "No access token from {Source}: {Fault}")]
    public static partial void NoToken(ILogger log, SafeText source, UpstreamFault fault);

    [LoggerMessage(3, LogLevel.Error, "The request for an access token from {Source} failed with {Exception}")]
    public static partial void TokenRequestCrashed(ILogger log, SafeText source, SafeText exception);

    [LoggerMessage(6, LogLevel.Warning, "{Source} was not connected to: its certificate is not trusted, or its name leads to an address that nothing here may connect to")]
    public static partial void Distrusted(ILogger log, SafeText source);

    [LoggerMessage(5, LogLevel.Error, "The key for {Source} cannot be used: it must be a certificate with its key, or a private key, RSA of 2048 to 8192 bits or P-256")]
    public static partial void UnusableKey(ILogger log, SafeText source);
}
