using System.Text.Json;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands.Login;

/// <summary>Everything known about a played login.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Exchange">What went over the wire.</param>
/// <param name="Verdict">What the provider made of it.</param>
internal sealed record LoginReport(LoginOptions Options, Exchange Exchange, SimulatedVerdict Verdict)
{
    /// <summary>The answer's body as JSON; null where it is none.</summary>
    public JsonElement? Body { get; } = Exchange.Answer is { } answer ? JsonOf(answer.Body) : null;

    /// <summary>What each action took, as far as the answer tells.</summary>
    public IReadOnlyList<JsonElement> Actions => Listed("actions");

    /// <summary>What was lost or stood in for, as far as the answer tells.</summary>
    public IReadOnlyList<JsonElement> Diagnostics => Listed("diagnostics");

    /// <summary>These bytes as JSON; null where they are none.</summary>
    public static JsonElement? JsonOf(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonElement.Parse(bytes.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IReadOnlyList<JsonElement> Listed(string member) =>
        Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];
}
