using System.Text;
using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.Entra;

/// <summary>
/// Reads an answer as Entra does. Reasons begin with the error code that the sign-in log would show.
/// Source: Microsoft Learn, "Troubleshoot your custom authentication extension".
/// </summary>
internal static class EntraJudge
{
    private const string Graph = "microsoft.graph.";
    private const int MaxClaimBytes = 3 * 1024;

    // Entra publishes no figure; an answer of this size could only be a mistake.
    private const int MaxAnswerBytes = 64 * 1024;

    public static SimulatedVerdict Of(SimulatedCall call, SimulatedAnswer? answer)
    {
        if (answer is null)
            return SimulatedVerdict.Rejected("1003005 no answer came in time: Entra fails the login");
        if (answer.Status == 403)
            return SimulatedVerdict.Denied("1003002 HTTP 403: Entra fails the login and shows its own text");
        if (Envelope(answer) is { } fault)
            return SimulatedVerdict.Rejected(fault);
        var payload = LenientJson.Object(call.Body.Span) ?? default;
        var step = payload.Find("type")?.ToString().Split('.')[^1] ?? "tokenIssuanceStart";
        var action = Action(answer, step, out fault);
        if (fault is not null)
            return SimulatedVerdict.Rejected(fault);
        if (step != "tokenIssuanceStart")
            return SimulatedVerdict.Issued(new(null, null));
        return Claims(action, out var notes) is { } wrong
            ? SimulatedVerdict.Rejected(wrong)
            : SimulatedVerdict.Issued(new EntraTokens(payload, call.SentAt).With(action.Find("claims")!.Value, notes)) with { Notes = notes };
    }

    private static string? Envelope(SimulatedAnswer answer)
    {
        if (answer.Status != 200)
            return $"1003002 HTTP {answer.Status} is not 200: Entra fails the login";
        if (!string.Equals(answer.ContentType.Split(';')[0].Trim(), "application/json", StringComparison.OrdinalIgnoreCase))
            return "1003006 the answer is not application/json";
        if (answer.Body.IsEmpty)
            return "1003009 the answer is empty";
        if (answer.Body.Length > MaxAnswerBytes)
            return "1003024 the answer is too large";
        return LenientJson.Object(answer.Body.Span) is null ? "1003003 the answer is not a JSON object" : null;
    }

    private static JsonElement Action(SimulatedAnswer answer, string step, out string? fault)
    {
        var document = LenientJson.Object(answer.Body.Span) ?? default;
        var capital = char.ToUpperInvariant(step[0]) + step[1..];
        if (document.Find("data", "@odata.type")?.ToString() != $"{Graph}on{capital}ResponseData")
            fault = "1003003 data.@odata.type is not that of the event";
        else if (document.Find("data", "actions") is not { ValueKind: JsonValueKind.Array } actions || actions.GetArrayLength() != 1)
            fault = "1003010 data.actions must hold exactly one action";
        else if (actions[0].Find("@odata.type")?.ToString() != Graph + ActionType(step))
            fault = "1003012 the action is not one of the event";
        else
        {
            fault = null;
            return actions[0];
        }

        return default;
    }

    private static string ActionType(string step) => step == "tokenIssuanceStart" ? step + ".provideClaimsForToken" : step + ".continueWithDefaultBehavior";

    private static string? Claims(JsonElement action, out List<string> notes)
    {
        notes = [];
        if (action.Find("claims") is not { } claims)
            return "1003007 claims are missing or null";
        if (claims.ValueKind != JsonValueKind.Object)
            return "1003003 claims are not an object";
        var bytes = 0;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in claims.EnumerateObject())
        {
            if (claim.Name.Length == 0)
                return "1003026 a claim has an empty name";
            if (!names.Add(claim.Name))
                return $"1003003 the claim {claim.Name} stands twice";
            if (!IsTextOrTexts(claim.Value))
                return $"1003003 the claim {claim.Name} is neither a string nor a list of strings";
            bytes += Encoding.UTF8.GetByteCount(claim.Name) + Encoding.UTF8.GetByteCount(claim.Value.GetRawText());
        }

        return bytes > MaxClaimBytes ? "1003025 names and values of the claims are over 3 KB" : null;
    }

    private static bool IsTextOrTexts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => true,
        JsonValueKind.Array => value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String),
        _ => false,
    };
}
