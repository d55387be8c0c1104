using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Testing.Simulators.Auth0;

/// <summary>Reads a neutral answer as the bridge Action does: applies its commands one by one, then issues tokens or refuses.</summary>
/// <param name="call">The call that was answered.</param>
internal sealed class Auth0Judgement(SimulatedCall call)
{
    private readonly JsonElement login = EventOf(call.Body);
    private readonly List<string> notes = [];
    private string? denial;
    private string? fault;

    public SimulatedVerdict Of(SimulatedAnswer answer)
    {
        if (Document(answer) is not { } document)
            return SimulatedVerdict.Rejected(fault!);
        var tokens = new Auth0Tokens(login, call.SentAt);
        foreach (var command in document.GetProperty("commands"u8).EnumerateArray())
            Apply(command, tokens);
        fault ??= Disagreement(document, tokens) ?? tokens.Oversize();
        if (fault is not null)
            return SimulatedVerdict.Rejected(fault);
        var verdict = denial is null ? SimulatedVerdict.Issued(tokens.Issue()) : SimulatedVerdict.Denied(denial);
        return verdict with { Notes = notes };
    }

    private JsonElement? Document(SimulatedAnswer answer)
    {
        if (!answer.ContentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            fault = "the answer is not application/json";
        else if (LenientJson.Object(answer.Body.Span) is not { } document)
            fault = "the answer is not a JSON object";
        else if (!document.TryGetProperty("commands"u8, out var commands) || commands.ValueKind != JsonValueKind.Array)
            fault = "the answer has no list of commands";
        else if (login.Find("transaction", "id")?.ToString() is { Length: > 0 } id && document.Find("transactionId")?.ToString() != id)
            fault = "the answer belongs to another transaction";
        else
            return document;
        return null;
    }

    private void Apply(JsonElement command, Auth0Tokens tokens)
    {
        var method = command.Find("method")?.ToString() ?? "";
        var args = command.Find("args") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
        if (!Auth0Api.Methods.Contains(method))
            fault ??= $"api.{method} is no function: the bridge Action throws and Auth0 fails the login";
        else if (method == "access.deny")
            denial ??= args.Count > 0 ? args[0].ToString() : "";
        else if (Auth0Api.IsClaim(method) && args.Count != 2)
            fault ??= $"api.{method} takes a name and a value";
        else if (Auth0Api.IsClaim(method) && tokens.Set(method, args[0].ToString(), args[1]) is { } refusal)
            Note(refusal);
    }

    private void Note(ClaimRefusal refusal)
    {
        if (refusal.Throws)
            fault ??= refusal.Reason;
        else
            notes.Add(refusal.Reason);
    }

    // decision and claims repeat what the commands say; a caller may read either.
    private string? Disagreement(JsonElement document, Auth0Tokens tokens)
    {
        var decision = denial is null ? "continue" : "deny";
        if (document.Find("decision")?.ToString() != decision)
            return $"the commands say {decision}, the decision says otherwise";
        if (denial is not null && document.Find("denial", "reason")?.ToString() != denial)
            return "the denial's reason is not that of the command";
        var (idToken, accessToken) = denial is null ? tokens.Asked : (new TokenPayload(), new TokenPayload());
        return Same(document.Find("claims", "idToken"), idToken) && Same(document.Find("claims", "accessToken"), accessToken)
            ? null
            : "the merged claims are not those of the commands";
    }

    private static bool Same(JsonElement? claims, TokenPayload asked) =>
        claims is { } map && map.Same(asked.ToJson());

    private static JsonElement EventOf(ReadOnlyMemory<byte> body) => LenientJson.Object(body.Span)?.Find("event") ?? default;
}
