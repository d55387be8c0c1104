using System.Text;
using System.Text.Json;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Fuzz;

/// <summary>What an answer must be, whatever was asked.</summary>
internal static class Oracle
{
    private static readonly int[] Refusals = [400, 401, 404, 405, 411, 413, 415];

    public static string? Fault(IProviderSimulator simulator, SimulatedCall call, WebhookRequest request, WebhookResponse response)
    {
        var text = Encoding.UTF8.GetString(response.Body.Span);
        if (HeaderFault(response) is { } header)
            return header;
        if (!Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(response.Body.Span))
            return "the answer is no UTF-8";
        if (!response.Body.IsEmpty && !IsJson(response.Body))
            return $"{response.Status} is no JSON: {text}";
        if (Refusals.Contains(response.Status))
            return RefusalFault(response, text);
        // Readiness is not waited for here: the probe says that it is not reached.
        if (request.Path == "/health/ready")
            return null;
        return request.Path == $"/post-login/{simulator.Route}" ? Judge(simulator, call, response, text) : response.Status is 200 or 503 ? null : $"status {response.Status}: {text}";
    }

    private static string? HeaderFault(WebhookResponse response)
    {
        foreach (var (name, value) in response.Headers)
        {
            if (value.Any(letter => letter is < ' ' or > '~') || value.Contains(HostileText.Canary, StringComparison.Ordinal))
                return $"the header {name} repeats what was sent";
        }

        return response.Headers.Any(header => header is { Key: "Cache-Control", Value: "no-store" }) ? null : "the answer may be stored";
    }

    private static string? RefusalFault(WebhookResponse response, string text) =>
        text.Contains(HostileText.Canary, StringComparison.Ordinal) ? $"a refusal repeats what was sent: {text}"
        : text.Contains("Exception", StringComparison.Ordinal) ? $"a refusal tells of an exception: {text}"
        : response.Status == 405 && !response.Headers.Any(header => header.Key == "Allow") ? "405 without Allow"
        : null;

    // Issued or denied, but never something that the provider cannot read.
    private static string? Judge(IProviderSimulator simulator, SimulatedCall call, WebhookResponse response, string text)
    {
        if (response.Status >= 500)
            return $"status {response.Status}: {text}";
        var type = response.Body.IsEmpty ? "" : WebhookResponse.Json;
        var verdict = simulator.Judge(call, new(response.Status, type, response.Body));
        return verdict.Outcome != SimulatedOutcome.Rejected || response.Status is not (200 or 204) || RejectsItsOwn(simulator, call) ? null : $"{response.Status}, but {verdict.Reason}: {text}";
    }

    // Supabase demands that its own claims come back, and would not accept what a mutation made of them.
    private static bool RejectsItsOwn(IProviderSimulator simulator, SimulatedCall call)
    {
        if (simulator.Route != "supabase")
            return false;
        var claims = JsonElement.Parse(call.Body.Span).GetProperty("claims").GetRawText();
        return simulator.Judge(call, new(200, WebhookResponse.Json, Encoding.UTF8.GetBytes($"{{\"claims\":{claims}}}"))).Outcome == SimulatedOutcome.Rejected;
    }

    private static bool IsJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            JsonElement.Parse(body.Span, new() { MaxDepth = 1_000, AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
