using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.Answering;

/// <summary>The neutral document: the answer of <c>/post-login/auth0</c> and of <c>/actions/{type}</c>. Members in a fixed order.</summary>
public static class NeutralAnswer
{
    /// <summary>HTTP 200 with the document: every outcome of a flow is a 200.</summary>
    public static WebhookResponse Of(string transactionId, FlowOutcome outcome) =>
        new(200, JsonBody.Write((Id: transactionId, Outcome: outcome), static (json, answer) => Write(json, answer.Id, answer.Outcome)));

    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, string transactionId, FlowOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(outcome);
        json.WriteStartObject();
        json.WriteString("transactionId"u8, transactionId);
        json.WriteString("decision"u8, outcome.Denial is null ? "continue"u8 : "deny"u8);
        if (outcome.Denial is { } denial)
        {
            json.WriteStartObject("denial"u8);
            json.WriteString("action"u8, denial.Action);
            json.WriteString("reason"u8, denial.Reason);
            json.WriteEndObject();
        }

        WriteCommands(json, outcome.Commands);
        json.WriteStartObject("claims"u8);
        WriteClaims(json, "idToken"u8, outcome, Token.Id);
        WriteClaims(json, "accessToken"u8, outcome, Token.Access);
        json.WriteEndObject();
        WriteReports(json, outcome);
        if (outcome.Flow is { } flow)
        {
            json.WriteStartObject("flow"u8);
            json.WriteString("version"u8, flow.Version);
            json.WriteString("hash"u8, flow.Hash);
            json.WriteEndObject();
        }

        if (outcome.Continuation is { } action)
        {
            json.WriteStartObject("continuation"u8);
            json.WriteString("action"u8, action);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteCommands(Utf8JsonWriter json, IReadOnlyList<MergedCommand> commands)
    {
        json.WriteStartArray("commands"u8);
        for (var i = 0; i < commands.Count; i++)
        {
            var command = commands[i].Command;
            json.WriteStartObject();
            json.WriteString("method"u8, command.Method);
            json.WriteStartArray("args"u8);
            for (var arg = 0; arg < command.Args.Count; arg++)
                json.WriteRawValue(command.Args[arg].Json.Span, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteClaims(Utf8JsonWriter json, ReadOnlySpan<byte> name, FlowOutcome outcome, Token of)
    {
        json.WriteStartObject(name);
        for (var i = 0; i < outcome.Commands.Count; i++)
        {
            if (outcome.Commands[i] is not { Command.ClaimOf: { } token } claim || token != of)
                continue;
            json.WritePropertyName(claim.ClaimName);
            json.WriteRawValue(claim.Command.Args[1].Json.Span, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    private static void WriteReports(Utf8JsonWriter json, FlowOutcome outcome)
    {
        json.WriteStartArray("actions"u8);
        foreach (var report in outcome.Actions)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, report.Name);
            json.WriteString("type"u8, report.Type);
            json.WriteString("outcome"u8, report.Outcome.Name());
            json.WriteNumber("durationMs"u8, Math.Round(report.Duration.TotalMilliseconds, 1));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("diagnostics"u8);
        foreach (var diagnostic in outcome.Diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, diagnostic.Code);
            json.WriteString("action"u8, diagnostic.Action);
            if (diagnostic.Claim is not null)
                json.WriteString("claim"u8, diagnostic.Claim);
            json.WriteString("reason"u8, diagnostic.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
