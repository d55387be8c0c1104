using System.Security.Cryptography;
using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Model;

namespace ActionsFunctions.Planning;

/// <summary>
/// The planned flow in canonical form: everything that decides an answer, with defaults filled in and members in a fixed order, so that two files
/// that mean the same are the same document. Settings stand in it as a hash, secrets by name.
/// </summary>
public static class FlowDocument
{
    private const int HashLength = 12;

    /// <summary>The short hash of a plan.</summary>
    public static string HashOf(FlowPlan plan)
    {
        var document = JsonBody.Write(plan, static (json, flow) => Write(json, flow));
        return Convert.ToHexStringLower(SHA256.HashData(document.Span))[..HashLength];
    }

    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, FlowPlan plan)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(plan);
        json.WriteStartArray();
        foreach (var action in plan.Actions)
            Write(json, action, plan);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PlannedAction action, FlowPlan plan)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, action.Name);
        json.WriteString("type"u8, action.Type);
        WriteTexts(json, "after"u8, action.After.Select(index => plan.Actions[index].Name));
        json.WriteBoolean("requireAfter"u8, action.RequireAfter);
        json.WriteString("when"u8, action.When?.ToString());
        json.WriteBoolean("shadow"u8, action.Shadow);
        json.WriteString("shadowOf"u8, action.ShadowOf is { } other ? plan.Actions[other].Name : null);
        WriteTime(json, "timeout"u8, action.Timeout);
        json.WriteString("onFailure"u8, $"{action.OnFailure}");
        json.WriteStartArray("defaultClaims"u8);
        foreach (var command in action.DefaultCommands)
            Write(json, command);
        json.WriteEndArray();
        WriteTime(json, "freshFor"u8, action.FreshFor);
        WriteTime(json, "staleFor"u8, action.StaleFor);
        WriteTexts(json, "secrets"u8, action.Secrets.Names.Order(StringComparer.OrdinalIgnoreCase));
        json.WriteString("settings"u8, action.PublicSettingsHash);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Command command)
    {
        json.WriteStartObject();
        json.WriteString("method"u8, command.Method);
        json.WriteStartArray("args"u8);
        foreach (var arg in command.Args)
            json.WriteRawValue(arg.Json.Span, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, TimeSpan? time)
    {
        if (time is { } value)
            json.WriteString(name, value.ToString("c", System.Globalization.CultureInfo.InvariantCulture));
        else
            json.WriteNull(name);
    }
}
