using System.Collections.Frozen;
using ActionsFunctions.Model;
using ActionsFunctions.Running;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Observing;

/// <summary>The codes of failures that traces and metrics may carry. An action of a team's own may say anything when it fails: that is <c>other</c> here.</summary>
internal static class FailureCodes
{
    private static readonly string[] Sources = ["graph", "backend", "token-endpoint", "managed-identity"];

    private static readonly FrozenSet<string> Known = Sources
        .SelectMany(source => Enum.GetValues<UpstreamFault>().Select(fault => new UpstreamFailure(source, fault).Code))
        .Concat(["deadline", "exception", "secret-unavailable", "overloaded", "remote-answer-malformed", "remote-failed", "remote-command-refused", "graph-too-many-groups", CommandRecorder.TooMuchSaid])
        .ToFrozenSet(StringComparer.Ordinal);

    public static SafeText Of(Breakdown breakdown) => Known.Contains(breakdown.Reason) ? SafeText.Name(breakdown.Reason) : SafeText.Constant("other");
}
