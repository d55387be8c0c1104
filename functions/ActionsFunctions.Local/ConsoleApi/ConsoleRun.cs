using System.Text.Json;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Local.Tenant.People;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>
/// A login as asked for by the page: <c>{provider, user | event, flow?, keep?, tenant?}</c>; <c>event</c> and <c>flow</c> are texts as typed.
/// </summary>
/// <param name="Login">Who logs in where.</param>
/// <param name="Flow">The edited flow; null for the server's own.</param>
/// <param name="Keep">Whether the instance of the run before serves again, with what it keeps: tokens, answers, what it learned of its upstreams.</param>
/// <param name="Tenant">What goes wrong meanwhile.</param>
internal sealed record ConsoleRun(LoginOptions Login, string? Flow, bool Keep, TenantTrouble Tenant)
{
    /// <summary>Reads one; null with <paramref name="faults"/> where something is not right.</summary>
    public static ConsoleRun? Read(JsonElement body, TimeProvider clock, SettingFaults faults)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            faults.Add("run", "must be a JSON object");
            return null;
        }

        var simulator = ProviderSimulators.Find(body.Text("provider") ?? "");
        if (simulator is null)
            faults.Add("provider", "is none that is known");
        var (who, login) = LoginOf(body, clock, faults);
        return faults.All.Count > 0
            ? null
            : new(new(simulator!, who, login, default, null, Json: true), body.Text("flow"), body.Flag("keep"), TenantTrouble.Read(body));
    }

    private static (string Who, JsonElement Login) LoginOf(JsonElement body, TimeProvider clock, SettingFaults faults)
    {
        if (body.Text("event") is { } pasted)
        {
            if (!StrictJson.TryParseValue(pasted, out var login) || login.ValueKind != JsonValueKind.Object)
                faults.Add("event", JsonFault.In(pasted) ?? "must be a JSON object: an event as Auth0's editor shows it");
            return ("event", LoginOptions.Unwrapped(login));
        }

        if (StaffDirectory.Find(body.Text("user") ?? "") is { } person)
            return (person.Name, LoginEvent.Of(person, clock));
        faults.Add("user", "is nobody of the local tenant");
        return default;
    }
}
