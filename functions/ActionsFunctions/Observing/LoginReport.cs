using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Merging;
using ActionsFunctions.Planning;
using ActionsFunctions.Receiving;
using ActionsFunctions.Running;

namespace ActionsFunctions.Observing;

/// <summary>What happened in one login, for an observer in the same process (the local command line, a console). Holds personal data: never logged.</summary>
public sealed record LoginReport
{
    /// <summary>Route of the provider; <c>actions</c> for one action alone.</summary>
    public required string Provider { get; init; }

    /// <summary>The request. Its body is read: see <see cref="Body"/>.</summary>
    public required WebhookRequest Request { get; init; }

    /// <summary>The raw body of the request; empty where nobody observes.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The login as the flow saw it.</summary>
    public required NormalizedLogin Login { get; init; }

    /// <summary>The flow that ran.</summary>
    public required FlowPlan Plan { get; init; }

    /// <summary>How every action ended and what it said, in listed order. What is listed after a refusal or a suspension is not heard.</summary>
    public required IReadOnlyList<ActionResult> Results { get; init; }

    /// <summary>The outcome as merged, before the provider's rules.</summary>
    public required FlowOutcome Merged { get; init; }

    /// <summary>The outcome as answered.</summary>
    public required FlowOutcome Outcome { get; init; }

    /// <summary>The answer, without the headers that every answer has.</summary>
    public required WebhookResponse Response { get; init; }

    /// <summary>The whole time from the arrival of the request to the deadline.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>What was left of it when the answer was ready.</summary>
    public required TimeSpan TimeLeft { get; init; }

    /// <summary>The calls to the outside, in the order in which they began; empty where nobody observes.</summary>
    public IReadOnlyList<UpstreamCall> UpstreamCalls { get; init; } = [];

    /// <summary>What upstreams answered; null where nobody observes.</summary>
    internal UpstreamTape? Tape { get; init; }

    /// <summary>Our id of the request.</summary>
    public string CorrelationId => Request.CorrelationId;

    /// <summary>HTTP status of the answer.</summary>
    public int Status => Response.Status;

    /// <summary>What became of every claim that an action wrote. Worked out when asked for.</summary>
    public IReadOnlyList<ClaimTrail> Claims => ClaimTrail.Of(this);

    /// <summary>Nothing: it holds personal data.</summary>
    public override string ToString() => nameof(LoginReport);
}
