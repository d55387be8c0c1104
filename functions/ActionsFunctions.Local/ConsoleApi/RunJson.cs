using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Planning;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>What happened in a login, as the page reads it.</summary>
internal static class RunJson
{
    /// <summary><c>{"faults": [{key, message}]}</c>.</summary>
    public static ReadOnlyMemory<byte> Faults(IReadOnlyList<SettingFault> faults) => JsonBody.Write(faults, static (json, all) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("faults"u8);
        foreach (var fault in all)
        {
            json.WriteStartObject();
            json.WriteString("key"u8, fault.Key);
            json.WriteString("message"u8, fault.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary><c>{provider, who, deadlineMs, verdict, tokens, flowVersion, flowHash, flow, calls}</c>: a call is one request of the provider.</summary>
    public static ReadOnlyMemory<byte> Write(PlayedLogin played, FlowPlan flow) => JsonBody.Write((played, flow), static (json, run) =>
    {
        var login = run.played;
        json.WriteStartObject();
        json.WriteString("provider"u8, login.Options.Simulator.Route);
        json.WriteString("who"u8, login.Options.Who);
        json.WriteNumber("deadlineMs"u8, login.Options.Simulator.Deadline.TotalMilliseconds);
        WriteVerdict(json, login.Verdict);
        json.WriteStartObject("tokens"u8);
        LoginJson.WriteElement(json, "idToken", login.Verdict.Tokens?.IdToken);
        LoginJson.WriteElement(json, "accessToken", login.Verdict.Tokens?.AccessToken);
        json.WriteEndObject();
        json.WriteString("flowVersion"u8, run.flow.Version);
        json.WriteString("flowHash"u8, run.flow.Hash);
        WriteFlow(json, run.flow);
        json.WriteStartArray("calls"u8);
        foreach (var call in new[] { login, login.Other }.OfType<PlayedLogin>().OrderBy(call => call.Exchange.Call.SentAt))
            CallJson.Write(json, call);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteVerdict(Utf8JsonWriter json, SimulatedVerdict verdict)
    {
        json.WriteStartObject("verdict"u8);
        json.WriteString("outcome"u8, verdict.Outcome switch
        {
            SimulatedOutcome.Issued => "issued",
            SimulatedOutcome.Denied => "denied",
            _ => "rejected",
        });
        json.WriteString("reason"u8, verdict.Reason);
        json.WriteStartArray("notes"u8);
        foreach (var note in verdict.Notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFlow(Utf8JsonWriter json, FlowPlan flow)
    {
        json.WriteStartArray("flow"u8);
        foreach (var entry in flow.Actions)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, entry.Name);
            json.WriteString("type"u8, entry.Type);
            json.WriteStartArray("after"u8);
            foreach (var before in entry.After)
                json.WriteStringValue(flow.Actions[before].Name);
            json.WriteEndArray();
            json.WriteBoolean("requireAfter"u8, entry.RequireAfter);
            json.WriteBoolean("conditional"u8, entry.When is not null);
            json.WriteBoolean("shadow"u8, entry.Shadow);
            json.WriteString("onFailure"u8, entry.OnFailure switch
            {
                OnFailure.Default => "default",
                OnFailure.Stale => "stale",
                OnFailure.Deny => "deny",
                _ => "continue",
            });
            WriteTime(json, "timeoutMs", entry.Timeout);
            WriteTime(json, "freshForMs", entry.FreshFor);
            WriteTime(json, "staleForMs", entry.StaleFor);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } value)
            json.WriteNumber(name, value.TotalMilliseconds);
    }
}
