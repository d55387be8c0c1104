using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.AzureAdB2C;

/// <summary>
/// Reads the answer as a REST technical profile of a custom policy does, with an output claim for every member.
/// Source: Microsoft Learn, "RESTful technical profile".
/// </summary>
internal static class AzureAdB2CPolicyJudge
{
    public static SimulatedVerdict Of(AzureAdB2CTokens tokens, SimulatedAnswer answer)
    {
        if (LenientJson.Object(answer.Body.Span) is not { } document)
            return Rejected("the answer is not a JSON object");
        if (answer.Status is >= 400 and < 500)
            return Error(document, answer.Status);
        if (answer.Status != 200)
            return Rejected($"HTTP {answer.Status}");
        var notes = new List<string>();
        foreach (var member in document.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
                return Rejected($"{member.Name} is null");
            if (AzureAdB2CTokens.IsSingleValue(member.Value))
                tokens.Set(member);
            else
                notes.Add($"{member.Name} is nested: without ResolveJsonPathsInJsonTokens no output claim reads it");
        }

        return SimulatedVerdict.Issued(tokens.Issue(atTokenStep: true)) with { Notes = notes };
    }

    // Any 4xx is read; 409 is the documented one, and the only one that is meant as a refusal of the person.
    private static SimulatedVerdict Error(JsonElement document, int status)
    {
        if (document.Find("version") is null || document.Find("status")?.ToString() != $"{status}" || document.Find("userMessage") is not { ValueKind: JsonValueKind.String } message)
            return Rejected($"HTTP {status} without version, the same status and userMessage");
        return status == 409 ? SimulatedVerdict.Denied(message.ToString()) : Rejected($"HTTP {status}");
    }

    private static SimulatedVerdict Rejected(string reason) => SimulatedVerdict.Rejected($"{reason}: the policy ends with an error");
}
