using System.Text.Json;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Merging;
using ActionsFunctions.Observing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>
/// One request of the provider and what it led to: <c>{request, response, elapsedMs, fault, report}</c>; no report where no flow ran.
/// </summary>
internal static class CallJson
{
    public static void Write(Utf8JsonWriter json, PlayedLogin call)
    {
        json.WriteStartObject();
        json.WritePropertyName("request"u8);
        LoginJson.WriteRequest(json, call.Exchange, asSent: true);
        json.WritePropertyName("response"u8);
        LoginJson.WriteResponse(json, call.Exchange, asSent: true);
        json.WriteNumber("elapsedMs"u8, Rounded(call.Exchange.Elapsed));
        json.WriteString("fault"u8, call.Exchange.Fault);
        json.WritePropertyName("report"u8);
        if (call.Observed is { } report)
            WriteReport(json, report);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    private static void WriteReport(Utf8JsonWriter json, LoginReport report)
    {
        json.WriteStartObject();
        json.WriteString("correlationId"u8, report.CorrelationId);
        json.WriteNumber("budgetMs"u8, report.Budget.TotalMilliseconds);
        if (report.Outcome.Denial is { } denial)
        {
            json.WriteStartObject("denial"u8);
            json.WriteString("action"u8, denial.Action);
            json.WriteString("reason"u8, denial.Reason);
            json.WriteEndObject();
        }

        WriteActions(json, report);
        WriteUpstreamCalls(json, report.UpstreamCalls);
        ClaimJson.Write(json, report.Claims);
        WriteCommands(json, report.Outcome.Commands);
        WriteDiagnostics(json, report.Outcome.Diagnostics);
        json.WriteEndObject();
    }

    private static void WriteActions(Utf8JsonWriter json, LoginReport report)
    {
        json.WriteStartArray("actions"u8);
        foreach (var (action, result) in report.Outcome.Actions.Zip(report.Results))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, action.Name);
            json.WriteString("type"u8, action.Type);
            json.WriteString("outcome"u8, action.Outcome.Name());
            json.WriteNumber("startedMs"u8, Rounded(result.StartedAfter));
            json.WriteNumber("durationMs"u8, Rounded(action.Duration));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUpstreamCalls(Utf8JsonWriter json, IReadOnlyList<UpstreamCall> calls)
    {
        json.WriteStartArray("upstreams"u8);
        foreach (var call in calls)
        {
            json.WriteStartObject();
            json.WriteString("action"u8, call.Action);
            json.WriteString("kind"u8, call.Kind);
            json.WriteString("method"u8, call.Method);
            json.WriteString("path"u8, call.Path);
            json.WriteNumber("attempt"u8, call.Attempt);
            json.WriteBoolean("fromCache"u8, call.FromCache);
            json.WriteNumber("status"u8, call.Status);
            if (call.Fault != UpstreamFault.None)
                json.WriteString("fault"u8, new UpstreamFailure(call.Kind, call.Fault).Code);
            json.WriteNumber("startedMs"u8, Rounded(call.StartedAfter));
            json.WriteNumber("durationMs"u8, Rounded(call.Duration));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCommands(Utf8JsonWriter json, IReadOnlyList<MergedCommand> commands)
    {
        json.WriteStartArray("commands"u8);
        foreach (var merged in commands)
        {
            json.WriteStartObject();
            json.WriteString("action"u8, merged.Action);
            json.WriteString("method"u8, merged.Command.Method);
            json.WriteStartArray("args"u8);
            foreach (var arg in merged.Command.Args)
                json.WriteRawValue(arg.Json.Span, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, IReadOnlyList<Diagnostic> diagnostics)
    {
        json.WriteStartArray("diagnostics"u8);
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, diagnostic.Code);
            json.WriteString("action"u8, diagnostic.Action);
            json.WriteString("claim"u8, diagnostic.Claim);
            json.WriteString("reason"u8, diagnostic.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // 1/100 ms: Kestrel's own share of a login is about half a millisecond.
    private static double Rounded(TimeSpan time) => Math.Round(time.TotalMilliseconds, 2);
}
