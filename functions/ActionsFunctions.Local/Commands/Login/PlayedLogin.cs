using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Hosting;
using ActionsFunctions.Observing;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.Commands.Login;

/// <summary>Everything known about a played login.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Exchange">What went over the wire.</param>
/// <param name="Verdict">What the provider made of it.</param>
/// <param name="Observed">What the own server saw; null with a server that runs elsewhere, or where no flow ran.</param>
internal sealed record PlayedLogin(LoginOptions Options, Exchange Exchange, SimulatedVerdict Verdict, LoginReport? Observed)
{
    // Only auth0's answer carries the actions; the own server tells them for every provider.
    private readonly JsonElement? document = Observed is not null ? Neutral(Observed) : JsonOf(Exchange.Answer?.Body ?? default);

    /// <summary>The other call, where the provider made two.</summary>
    public PlayedLogin? Other { get; init; }

    /// <summary>What each action took, as far as known.</summary>
    public IReadOnlyList<JsonElement> Actions => Listed("actions");

    /// <summary>What was lost or stood in for, as far as known.</summary>
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

    private static JsonElement Neutral(LoginReport report) =>
        JsonElement.Parse(JsonBody.Write(report.Outcome, static (json, outcome) => NeutralAnswer.Write(json, "", outcome)).Span);

    private IReadOnlyList<JsonElement> Listed(string member) =>
        document is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];
}
