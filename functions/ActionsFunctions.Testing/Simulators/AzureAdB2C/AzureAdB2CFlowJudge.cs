using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.AzureAdB2C;

/// <summary>
/// Reads the answer of an API connector as a user flow does. Source: Microsoft Learn, "Add an API connector to a sign-up user flow", "Enrich tokens
/// with claims from external sources using API connectors".
/// </summary>
internal static class AzureAdB2CFlowJudge
{
    private const string ErrorPage = "B2C shows its generic error page";

    public static SimulatedVerdict Of(string step, AzureAdB2CTokens tokens, SimulatedAnswer answer)
    {
        var atTokenStep = step is "PreTokenIssuance" or "PreTokenApplicationClaims";
        if (!answer.ContentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) || LenientJson.Object(answer.Body.Span) is not { } document)
            return Rejected("the answer is not a JSON object");
        if (document.Find("version")?.ToString() != "1.0.0")
            return Rejected("version is not 1.0.0");
        // The token step has no answer that refuses; an HTTP error is the one way to stop the login there.
        if (atTokenStep && answer.Status == 403)
            return SimulatedVerdict.Denied($"HTTP 403: {ErrorPage}");
        return (document.Find("action")?.ToString(), answer.Status) switch
        {
            ("Continue", 200) => Continue(document, tokens, atTokenStep),
            ("ShowBlockPage", 200) when !atTokenStep => Message(document),
            ("ValidationError", 400) when step == "PostAttributeCollection" && document.Find("status")?.ToString() == "400" => Message(document),
            var (action, status) => Rejected($"{action ?? "no action"} with HTTP {status} is no answer to {step}"),
        };
    }

    private static SimulatedVerdict Continue(JsonElement document, AzureAdB2CTokens tokens, bool atTokenStep)
    {
        var notes = new List<string>();
        foreach (var member in document.EnumerateObject().Where(member => member.Name is not ("version" or "action")))
        {
            if (!AzureAdB2CTokens.IsSingleValue(member.Value))
                return Rejected($"{member.Name} is neither text, number nor boolean");
            if (AzureAdB2CTokens.IsAttribute(member.Name))
                tokens.Set(member);
            else
                notes.Add($"{member.Name} is no attribute that an answer may set: B2C ignores it");
        }

        return SimulatedVerdict.Issued(tokens.Issue(atTokenStep)) with { Notes = notes };
    }

    private static SimulatedVerdict Message(JsonElement document) => document.Find("userMessage") is { ValueKind: JsonValueKind.String } message
        ? SimulatedVerdict.Denied(message.ToString())
        : Rejected("userMessage is missing");

    private static SimulatedVerdict Rejected(string reason) => SimulatedVerdict.Rejected($"{reason}: {ErrorPage}");
}
