using ActionsFunctions.Answering;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.IdentityProviders.Supabase;

/// <summary>
/// Supabase's answers: HTTP 200 with the whole set of claims, or with an error object, which it passes on to the client. Of any other status it passes
/// on nothing but a 500; a 204 has no claims and fails the validation.
/// </summary>
internal static class SupabaseAnswer
{
    // Retried at once, inside the 5 s that Supabase has for all attempts, and only where the header is there.
    private static readonly KeyValuePair<string, string>[] RetryAfter = [new("Retry-After", "1")];

    public static WebhookResponse Of(NormalizedLogin login, FlowOutcome outcome)
    {
        // An empty message is no error to Supabase.
        if (outcome.Denial is { } denial)
            return Error(200, 403, denial.Reason is { Length: > 0 } reason ? reason : "access denied", null);
        var claims = new CarriedClaims(SupabaseEvent.Claims(login.Payload), outcome.Claims(Token.Access));
        return new(200, JsonBody.Write(claims, static (json, all) =>
        {
            json.WriteStartObject();
            all.WriteTo(json, "claims");
            json.WriteEndObject();
        }));
    }

    /// <summary>A fault in Supabase's error form; the status is that of every provider's fault.</summary>
    public static WebhookResponse Refused(Fault fault, string correlationId)
    {
        var status = FaultAnswers.Status(fault);
        var answer = Error(status, status, FaultAnswers.Code(fault), correlationId);
        return fault == Fault.Unavailable ? answer with { Headers = RetryAfter } : answer;
    }

    private static WebhookResponse Error(int status, int code, string message, string? correlationId) => new(
        status,
        JsonBody.Write((code, message, correlationId), static (json, error) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteNumber("http_code", error.code);
            json.WriteString("message", error.message);
            json.TextIfAny("correlationId", error.correlationId);
            json.WriteEndObject();
            json.WriteEndObject();
        }));
}
