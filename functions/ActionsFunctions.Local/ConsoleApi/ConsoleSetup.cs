using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Tenant.People;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>What the page offers to choose from: <c>{providers, people, actionTypes, flow}</c>.</summary>
internal static class ConsoleSetup
{
    private const string FlowFileKey = "PostLogin:FlowFile";

    public static ReadOnlyMemory<byte> Write(ConsoleRunner runner) => JsonBody.Write(runner, static (json, console) =>
    {
        json.WriteStartObject();
        WriteProviders(json);
        WritePeople(json, console.Options.Clock);
        json.WriteStartArray("actionTypes"u8);
        foreach (var type in console.Options.ActionTypes.Select(type => type.Name).Order(StringComparer.Ordinal))
            json.WriteStringValue(type);
        json.WriteEndArray();
        json.WriteString("flow"u8, FlowOf(console.Settings));
        json.WriteEndObject();
    });

    private static void WriteProviders(Utf8JsonWriter json)
    {
        json.WriteStartArray("providers"u8);
        foreach (var simulator in ProviderSimulators.All)
        {
            json.WriteStartObject();
            json.WriteString("route"u8, simulator.Route);
            json.WriteNumber("deadlineMs"u8, simulator.Deadline.TotalMilliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePeople(Utf8JsonWriter json, TimeProvider clock)
    {
        json.WriteStartArray("people"u8);
        foreach (var person in StaffDirectory.People)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, person.Name);
            json.WriteString("fullName"u8, $"{person.GivenName} {person.FamilyName}");
            json.WriteNumber("groups"u8, person.TransitiveGroups().Count);
            json.WriteString("tier"u8, person.Profile?.Tier);
            json.WriteString("status"u8, person.Profile?.Status);
            json.WriteBoolean("organization"u8, person.Organizations.Count > 0);
            json.WritePropertyName("event"u8);
            LoginEvent.Of(person, clock).WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The text as written, comments of its order and layout included: what is edited here can be saved as the flow file.
    private static string FlowOf(IConfiguration settings)
    {
        var file = settings[FlowFileKey] is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(AppContext.BaseDirectory, AppConfiguration.FlowFile);
        return File.ReadAllText(file);
    }
}
