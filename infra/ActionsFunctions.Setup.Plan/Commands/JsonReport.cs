using System.Text;
using System.Text.Json;

namespace ActionsFunctions.Setup.Commands;

/// <summary>The result as one JSON document.</summary>
internal static class JsonReport
{
    public static string Write(SetupReport report)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("command"u8, report.Command);
            json.WriteBoolean("whatIf"u8, report.WhatIf);
            json.WriteBoolean("succeeded"u8, report.Succeeded);
            json.WriteBoolean("nothingToDo"u8, report.NothingToDo);
            json.WriteString("clientRequestId"u8, report.CorrelationId);
            Steps(json, report);
            json.WriteStartObject("settings"u8);
            foreach (var (key, value) in report.Settings)
                json.WriteString(key, value);
            json.WriteEndObject();
            Texts(json, "faults", report.Remedies());
            Texts(json, "administrator", report.Handovers());
            Texts(json, "notes", report.Notes);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Steps(Utf8JsonWriter json, SetupReport report)
    {
        json.WriteStartArray("steps"u8);
        foreach (var step in report.Steps)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, step.Step.Name);
            json.WriteString("outcome"u8, TextReport.Word(step));
            json.WriteString("what"u8, step.Step.What);
            if (step.Fault is { } fault)
            {
                json.WriteString("code"u8, fault.Code);
                json.WriteString("request"u8, fault.CorrelationId);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
