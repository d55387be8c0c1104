using System.Net.Http.Headers;
using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.Supabase;

/// <summary>Reads an answer as Supabase does: content type, size, error object, then the schema of the claims that are signed.</summary>
internal static class SupabaseJudgement
{
    // The code reads 200 KB; the documentation promises 20 KB, so more is noted.
    private const int MaxBytes = 200 * 1024;
    private const int PromisedBytes = 20_000;

    private static readonly string[] Required = ["aud", "exp", "iat", "sub", "email", "phone", "role", "aal", "session_id", "is_anonymous"];
    private static readonly string[] Texts = ["jti", "iss", "sub", "email", "phone", "role", "aal", "session_id", "client_id"];
    private static readonly string[] Numbers = ["exp", "iat", "nbf"];

    public static SimulatedVerdict Of(SimulatedCall call, SimulatedAnswer answer)
    {
        if (!MediaTypeHeaderValue.TryParse(answer.ContentType, out var type) || type.MediaType != "application/json")
            return SimulatedVerdict.Rejected("hook_payload_invalid_content_type: the answer is not application/json");
        if (answer.Body.Length > MaxBytes)
            return SimulatedVerdict.Rejected("hook_payload_over_size_limit: the answer is over 200 KB");
        if (LenientJson.Object(answer.Body.Span) is not { } document)
            return SimulatedVerdict.Rejected("the answer is no JSON object: 500 to the client");
        if (document.Find("error", "message")?.ToString() is { Length: > 0 } message)
            return Refused(document.Find("error", "http_code"), message);
        if (document.Find("claims") is not { ValueKind: JsonValueKind.Object } claims)
            return SimulatedVerdict.Rejected("output claims field is missing: 500 to the client");
        return Fault(claims) is { } fault
            ? SimulatedVerdict.Rejected($"output claims do not conform to the expected schema: {fault}")
            : SimulatedVerdict.Issued(new(null, claims)) with { Notes = Notes(call, answer, claims) };
    }

    private static SimulatedVerdict Refused(JsonElement? code, string message)
    {
        var status = code is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value != 0 ? value : 500;
        return status is >= 400 and < 500 ? SimulatedVerdict.Denied(message) : SimulatedVerdict.Rejected($"{status} to the client: {message}");
    }

    private static string? Fault(JsonElement claims)
    {
        foreach (var name in Required)
        {
            if (!claims.TryGetProperty(name, out _))
                return $"{name} is required";
        }

        foreach (var claim in claims.EnumerateObject())
        {
            if (!Fits(claim.Name, claim.Value))
                return $"{claim.Name}: invalid type";
        }

        return null;
    }

    private static bool Fits(string name, JsonElement value) => name switch
    {
        "aud" => value.ValueKind is JsonValueKind.String or JsonValueKind.Array,
        "app_metadata" or "user_metadata" => value.ValueKind == JsonValueKind.Object,
        "amr" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Object),
        _ when Texts.Contains(name) => value.ValueKind == JsonValueKind.String,
        _ when Numbers.Contains(name) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => true,
    };

    private static List<string> Notes(SimulatedCall call, SimulatedAnswer answer, JsonElement claims)
    {
        var notes = new List<string>();
        if (answer.Body.Length > PromisedBytes)
            notes.Add("the answer is over the 20 KB of the documentation");
        if (LenientJson.Object(call.Body.Span)?.Find("claims") is not { ValueKind: JsonValueKind.Object } before)
            return notes;
        foreach (var claim in before.EnumerateObject())
        {
            if (!claims.TryGetProperty(claim.Name, out var after))
                notes.Add($"{claim.Name} was there before and is gone");
            else if (Required.Contains(claim.Name) && !claim.Value.Same(after))
                notes.Add($"{claim.Name} is signed with another value than Supabase gave it");
        }

        return notes;
    }
}
