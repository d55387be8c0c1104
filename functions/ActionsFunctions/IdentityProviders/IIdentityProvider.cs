using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Receiving;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders;

/// <summary>One identity provider's contract. Each lives in a folder with the same set of files: settings, caller, event, claims, answer.</summary>
public interface IIdentityProvider
{
    /// <summary>The route segment: <c>auth0</c>.</summary>
    string Route { get; }

    /// <summary>Time from the arrival of a request to our answer: <c>PostLogin:Budgets</c>, else DESIGN's default for this provider.</summary>
    TimeSpan Budget { get; }

    /// <summary>What the provider's tokens can carry; also applied to configured claim names at start.</summary>
    ClaimRules ClaimRules { get; }

    /// <summary>A call about nobody in this provider's format, to rehearse with before the first login: JSON, with what every call has. Null, the default: not rehearsed.</summary>
    string? Sample => null;

    /// <summary>How long after its first attempt the provider may still repeat the call for one login. Zero, the default: it never does.</summary>
    TimeSpan RetriesFor => TimeSpan.Zero;

    /// <summary>Reads the caller's credentials once, so that readiness can wait for them.</summary>
    Task LoadCredentialsAsync(CancellationToken cancellationToken);

    /// <summary>After that: takes a proof that is nobody's through the check of callers, which refuses it. Asks nobody and changes nothing. Default: nothing.</summary>
    Task RehearseCallerAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Step 2: is it the provider who calls? Over the raw bytes, in constant time where a secret is compared. Never throws for bad input.</summary>
    ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>Step 3: the provider's payload as a post-login event; null where it has the wrong shape (400).</summary>
    NormalizedLogin? Normalize(JsonElement payload, WebhookRequest request);

    /// <summary>Step 7: the outcome as far as this provider can carry it; what it cannot is in the diagnostics.</summary>
    FlowOutcome Shape(NormalizedLogin login, FlowOutcome outcome);

    /// <summary>Step 8: the provider's own success, refusal or fallback body.</summary>
    WebhookResponse Answer(NormalizedLogin login, FlowOutcome outcome, string correlationId);

    /// <summary>A fault in the provider's own error form; null where its contract has none.</summary>
    WebhookResponse? Refuse(Fault fault, string correlationId) => null;
}
