using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.Zitadel;

/// <summary>Reads an answer as ZITADEL does: a forwarded error first, then metadata, claims that are not there yet, and log entries.</summary>
/// <param name="call">The call that was answered.</param>
internal sealed class ZitadelJudgement(SimulatedCall call)
{
    private const string OwnNamespace = "urn:zitadel:iam";

    // The token's own claims, whatever a function appends.
    private static readonly string[] Registered = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

    private readonly JsonElement body = LenientJson.Object(call.Body.Span) ?? default;
    private readonly TokenPayload token = new();
    private readonly List<string> logs = [];
    private readonly List<string> notes = [];

    public SimulatedVerdict Of(ReadOnlyMemory<byte> answer)
    {
        if (LenientJson.Object(answer.Span) is not { } document)
            return SimulatedVerdict.Rejected("Errors.Execution.ResponseIsNotValidJSON: the login stops, interruptOnError or not");
        if (Forwarded(document) is { } verdict)
            return verdict;
        foreach (var claim in Members(body.Find("userinfo")))
            token.Set(claim.Name, claim.Value);
        foreach (var metadata in Items(document, "set_user_metadata"))
            Store(metadata);
        foreach (var claim in Items(document, "append_claims"))
            Append(claim);
        logs.AddRange(Items(document, "append_log_claims").Select(entry => entry.ToString()));
        return SimulatedVerdict.Issued(Issue()) with { Notes = notes };
    }

    private static SimulatedVerdict? Forwarded(JsonElement document)
    {
        var code = document.Find("forwardedStatusCode") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var status) ? status : 0;
        var message = document.Find("forwardedErrorMessage")?.ToString() ?? "";
        if (code == 0 && message.Length == 0)
            return null;
        return code is >= 400 and < 500 ? SimulatedVerdict.Denied(message) : SimulatedVerdict.Rejected($"the forwarded status {code} is not 400 to 499: precondition failed");
    }

    private void Store(JsonElement metadata)
    {
        var key = metadata.Find("key")?.ToString() ?? "";
        if (key.Length > 0 && metadata.Find("value") is { ValueKind: JsonValueKind.String } value && value.TryGetBytesFromBase64(out var bytes) && bytes.Length > 0)
            notes.Add($"user metadata {key} is set");
        else
            logs.Add($"failed to set user metadata key \"{key}\"");
    }

    private void Append(JsonElement claim)
    {
        var name = claim.Find("key")?.ToString() ?? "";
        if (name.StartsWith(OwnNamespace, StringComparison.Ordinal))
            notes.Add($"{name} is in ZITADEL's own namespace and passed over");
        else if (token.Has(name))
            logs.Add($"key \"{name}\" already exists");
        else if (Registered.Contains(name))
            notes.Add($"ZITADEL sets {name} itself");
        else if (claim.Find("value") is { } value)
            token.Set(name, value);
    }

    private SimulatedTokens Issue()
    {
        var function = body.Find("function")?.ToString() ?? "";
        if (logs.Count > 0)
            token.Set($"{OwnNamespace}:action:{function}:log", logs);
        token.Set("iss", "https://zitadel.example")
            .SetIfAny("aud", body.Find("application", "client_id"))
            .Set("iat", call.SentAt.ToUnixTimeSeconds())
            .Set("exp", call.SentAt.AddHours(12).ToUnixTimeSeconds());
        return function == ZitadelFunctions.PreAccessToken ? new(null, token.ToJson()) : new(token.ToJson(), null);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement document, string name) =>
        document.Find(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    private static JsonElement.ObjectEnumerator Members(JsonElement? map) => map is { ValueKind: JsonValueKind.Object } json ? json.EnumerateObject() : default;
}
