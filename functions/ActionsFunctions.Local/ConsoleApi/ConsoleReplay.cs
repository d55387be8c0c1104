using System.Text;
using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Commands.Flow;
using ActionsFunctions.Recording;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>Replays a recorded login for the page, as the command <c>replay</c> does: <c>{recording, flow?}</c>, both texts. Nobody is called.</summary>
/// <param name="settings">The server's settings.</param>
/// <param name="tenant">Where the local tenant listens.</param>
/// <param name="options">What the product gets from the server.</param>
internal sealed class ConsoleReplay(IConfiguration settings, Uri tenant, WebhookAppOptions options)
{
    /// <summary>200 with both outcomes and their differences, 400 with what is wrong with the recording, 422 with what is wrong with the flow.</summary>
    public async Task<(int Status, ReadOnlyMemory<byte> Body)> RunAsync(JsonElement body, CancellationToken cancellationToken)
    {
        if (Read(body, out var fault) is not { } login)
            return (StatusCodes.Status400BadRequest, RunJson.Faults([new("recording", fault)]));
        try
        {
            var composed = body.Text("flow") is { } edited ? EditedFlow.Apply(settings, edited, tenant) : settings;
            await using var flow = OfflineFlow.Open(composed, tenant, options);
            var now = await FlowReplay.RunAsync(flow.Plan, login, cancellationToken);
            return (StatusCodes.Status200OK, Write(login, now));
        }
        catch (InvalidSettingsException invalid)
        {
            return (StatusCodes.Status422UnprocessableEntity, RunJson.Faults(invalid.Faults));
        }
    }

    private static RecordedLogin? Read(JsonElement body, out string fault)
    {
        if (body.ValueKind == JsonValueKind.Object && body.Text("recording") is { } recording)
            return RecordedLoginFile.Read(Encoding.UTF8.GetBytes(recording), out fault);
        fault = "must be the text of a recorded login";
        return null;
    }

    private static ReadOnlyMemory<byte> Write(RecordedLogin login, ReplayedOutcome now) => JsonBody.Write((login, now), static (json, replay) =>
    {
        json.WriteStartObject();
        json.WriteString("provider"u8, replay.login.Provider);
        WriteOutcome(json, "recorded", replay.login.Outcome);
        WriteOutcome(json, "replayed", replay.now);
        WriteTexts(json, "differences", replay.login.Outcome.DifferencesTo(replay.now));
        json.WriteEndObject();
    });

    private static void WriteOutcome(Utf8JsonWriter json, string name, ReplayedOutcome outcome)
    {
        json.WriteStartObject(name);
        json.WriteString("decision"u8, outcome.Decision);
        WriteTexts(json, "actions", outcome.Actions);
        WriteTexts(json, "commands", outcome.Commands);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
