using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Observing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Recording;

/// <summary>The file of a recorded login. Read strictly: what it holds is run through actions.</summary>
public static class RecordedLoginFile
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private const string Format = "actionsfunctions-login/1";
    private static readonly string[] Members = ["format", "provider", "flow", "event", "upstream", "outcome"];
    private static readonly string[] AnswerMembers = ["action", "status", "fault", "body"];
    private static readonly string[] OutcomeMembers = ["decision", "actions", "commands"];

    /// <summary>The file's bytes.</summary>
    public static ReadOnlyMemory<byte> Write(RecordedLogin login) => JsonBody.Write(login, static (json, recorded) =>
    {
        json.WriteStartObject();
        json.WriteString("format"u8, Format);
        json.WriteString("provider"u8, recorded.Provider);
        json.WriteString("flow"u8, recorded.Flow);
        json.WritePropertyName("event"u8);
        recorded.Event.Json.WriteTo(json);
        json.WriteStartArray("upstream"u8);
        foreach (var taped in recorded.Upstream)
            Write(json, taped);
        json.WriteEndArray();
        json.WriteStartObject("outcome"u8);
        json.WriteString("decision"u8, recorded.Outcome.Decision);
        WriteTexts(json, "actions"u8, recorded.Outcome.Actions);
        WriteTexts(json, "commands"u8, recorded.Outcome.Commands);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>The login in a file; null with <paramref name="fault"/> where it is none.</summary>
    public static RecordedLogin? Read(ReadOnlyMemory<byte> file, out string fault)
    {
        fault = "";
        if (file.Length > MaxBytes)
            fault = $"is larger than {MaxBytes} bytes";
        else if (!StrictJson.TryParse(file, out var json) || !Has(json, Members))
            fault = $"is no recorded login: one JSON object with {string.Join(", ", Members)} and nothing else";
        else if (json.Text("format") != Format)
            fault = $"has another format than {Format}";
        else if (json.Text("provider") is not { } provider || json.Text("flow") is not { } flow || !EventShape.IsValid(json.GetProperty("event")))
            fault = "holds no event of a login";
        else if (ReadAnswers(json.GetProperty("upstream")) is not { } upstream || ReadOutcome(json.GetProperty("outcome")) is not { } outcome)
            fault = "holds answers or an outcome of another form";
        else
            return new(provider, flow, PostLoginEvent.FromCaller(json.GetProperty("event")), outcome) { Upstream = upstream };
        return null;
    }

    private static List<TapedAnswer>? ReadAnswers(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > RecordedLogin.MostAnswers)
            return null;
        var answers = new List<TapedAnswer>();
        foreach (var item in list.EnumerateArray())
        {
            if (!Has(item, AnswerMembers) || item.Text("action") is not { } action || item.Whole("status") is not { } status || status is < 0 or > 599
                || !Enum.TryParse<UpstreamFault>(item.Text("fault"), out var fault) || !Enum.IsDefined(fault))
                return null;
            var body = item.Member("body") is { } json ? ClaimValue.Of(json).Json : default;
            answers.Add(new(action, null, new(new("", fault), (int)status, body, null)));
        }

        return answers;
    }

    private static ReplayedOutcome? ReadOutcome(JsonElement json) => Has(json, OutcomeMembers) && json.Text("decision") is { } decision
        ? new(decision, json.Texts("actions"), json.Texts("commands"))
        : null;

    private static bool Has(JsonElement json, string[] members) =>
        json.ValueKind == JsonValueKind.Object && json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal).SequenceEqual(members.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private static void Write(Utf8JsonWriter json, TapedAnswer taped)
    {
        json.WriteStartObject();
        json.WriteString("action"u8, taped.Action);
        json.WriteNumber("status"u8, taped.Answer.Status);
        json.WriteString("fault"u8, $"{taped.Answer.Failure.Fault}");
        json.WritePropertyName("body"u8);
        json.WriteRawValue(taped.Answer.Body.IsEmpty ? "null"u8 : taped.Answer.Body.Span, skipInputValidation: true);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
