using System.Text.Json;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Observing;
using ActionsFunctions.Receiving;
using ActionsFunctions.Running;

namespace ActionsFunctions.Authenticating;

/// <summary>
/// Steps 1 and 2 within one budget, the same on every route: the raw bytes are received, then the caller is authenticated over them. A slow body or
/// vault eats of the time like everything else; when it is over, the caller is told to try again.
/// </summary>
internal static class Admission
{
    /// <summary>Receives and authenticates.</summary>
    /// <param name="gate">Receives requests.</param>
    /// <param name="request">The request.</param>
    /// <param name="deadline">When the answer must be ready.</param>
    /// <param name="authenticate">Judges the caller; null where the platform does.</param>
    /// <param name="cancellationToken">Cancelled when the caller goes away.</param>
    public static async ValueTask<Admitted> AdmitAsync(
        RequestGate gate,
        WebhookRequest request,
        Deadline deadline,
        Func<WebhookRequest, ReadOnlyMemory<byte>, CancellationToken, ValueTask<CallerVerdict>>? authenticate,
        CancellationToken cancellationToken)
    {
        using var inTime = deadline.Alarm();
        using var gone = cancellationToken.UnsafeRegister(static alarm => ((CancellationTokenSource)alarm!).Cancel(), inTime);
        try
        {
            // 1. Receive: the raw bytes, bounded.
            var received = await gate.ReceiveAsync(request, inTime.Token);
            if (received.Fault is { } fault)
                return new(default, fault, SafeText.Of(fault));

            // 2. Authenticate the caller, over those bytes. It fails closed and tells nothing.
            var verdict = authenticate is null ? CallerVerdict.Accepted : await authenticate(request, received.Body, inTime.Token);
            if (verdict == CallerVerdict.Accepted)
                return new(received.Body, null, default);
            received.Release();
            return new(default, verdict == CallerVerdict.Unavailable ? Fault.Unavailable : Fault.Unauthorized, SafeText.Of(verdict));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(default, Fault.Unavailable, SafeText.Constant("not received or authenticated in time"));
        }
    }
}

/// <summary>The bytes of a caller who may call, or why there are none.</summary>
/// <param name="Body">The raw bytes.</param>
/// <param name="Fault">Null where the body counts.</param>
/// <param name="Reason">For the log: why.</param>
internal readonly record struct Admitted(ReadOnlyMemory<byte> Body, Fault? Fault, SafeText Reason)
{
    /// <summary>Parses the body, whose buffer then serves another request: what is parsed is a copy. False where it is no JSON.</summary>
    /// <param name="json">The document.</param>
    /// <param name="raw">The bytes, where they are wanted; else empty.</param>
    /// <param name="wantsRaw">True: somebody observes.</param>
    public bool TryParse(out JsonElement json, out ReadOnlyMemory<byte> raw, bool wantsRaw = false)
    {
        raw = wantsRaw ? Body.ToArray() : default;
        var parsed = StrictJson.TryParse(Body, out json);
        BodyBuffers.Return(Body);
        return parsed;
    }
}
