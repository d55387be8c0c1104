using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.Okta;

/// <summary>
/// Reads an answer as Okta does: an error refuses; patches apply all together or not at all; anything else is skipped and the tokens go out
/// unchanged. Source: Okta, "Token inline hook reference", "Inline hooks", "Hooks best practices".
/// </summary>
internal static class OktaJudge
{
    private const int MaxBytes = 256 * 1024;

    public static SimulatedVerdict Of(JsonElement request, SimulatedAnswer? answer)
    {
        var unchanged = new OktaTokens(request).Issue();
        if (answer is null)
            return Skipped("no answer came within 3 s", unchanged);
        if (answer.Status == 204)
            return SimulatedVerdict.Issued(unchanged);
        if (Document(answer, out var fault) is not { } document)
            return Skipped(fault, unchanged);
        if (document.Find("error") is { } error)
            return SimulatedVerdict.Denied(error.Find("errorSummary")?.ToString() is { Length: > 0 } summary ? summary : "The callback service returned an error");
        var tokens = new OktaTokens(request);
        return Apply(document, tokens) is { } invalid ? Skipped(invalid, unchanged) : SimulatedVerdict.Issued(tokens.Issue());
    }

    private static SimulatedVerdict Skipped(string reason, SimulatedTokens unchanged) =>
        SimulatedVerdict.Rejected($"{reason}: Okta skips the hook and issues unchanged tokens", unchanged);

    private static JsonElement? Document(SimulatedAnswer answer, out string fault)
    {
        fault = "";
        if (answer.Status != 200)
            fault = $"HTTP {answer.Status} is neither 200 nor 204";
        else if (answer.Body.Length >= MaxBytes)
            fault = "the answer is not under 256 KB";
        else if (!answer.ContentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            fault = "the answer is not application/json";
        else if (LenientJson.Object(answer.Body.Span) is not { } document)
            fault = "the answer is not a JSON object";
        else if (document.Find("debugContext") is { ValueKind: not JsonValueKind.Object })
            fault = "debugContext is not an object";
        else
            return document;
        return null;
    }

    private static string? Apply(JsonElement document, OktaTokens tokens)
    {
        if (document.Find("commands") is not { } commands)
            return null;
        if (commands.ValueKind != JsonValueKind.Array)
            return "commands is not a list";
        foreach (var command in commands.EnumerateArray())
        {
            var type = command.Find("type")?.ToString() ?? "";
            if (type is not ("com.okta.identity.patch" or "com.okta.access.patch"))
                return $"there is no command {type}";
            if (tokens.PatchedBy(type) is not { } token)
                return $"{type} is for a token that was not requested";
            if (command.Find("value") is not { ValueKind: JsonValueKind.Array } operations)
                return $"{type} has no list of operations";
            foreach (var operation in operations.EnumerateArray())
            {
                if (OktaPatch.Apply(operation, token, type == "com.okta.identity.patch") is { } invalid)
                    return invalid;
            }
        }

        return null;
    }
}
