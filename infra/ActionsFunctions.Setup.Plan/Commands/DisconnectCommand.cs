using ActionsFunctions.Local.Commands;
using ActionsFunctions.Setup.Connecting;
using ActionsFunctions.Setup.Steps;

namespace ActionsFunctions.Setup.Commands;

/// <summary><c>entra disconnect</c>.</summary>
internal static class DisconnectCommand
{
    public static SetupCommand Command { get; } = new(
        "entra disconnect",
        "--host HOST [--app ID,..]",
        "Removes what connect made, in reverse, and nothing else; with --app only these applications' part in it.",
        ["--host", "--app"],
        Prepare);

    private static SetupWork? Prepare(Arguments arguments, SharedOptions shared, SetupConsole console, out string? fault)
    {
        fault = null;
        var host = SharedOptions.Host(arguments, ref fault);
        var named = SharedOptions.AppIds(arguments, "--app", ref fault);
        if (fault is not null)
            return null;
        var connection = new Connection(host!);
        return new(shared.WhatIf ? Right.ToLook : Right.ToConnect, Right.Reading, async (tenant, cancellationToken) =>
        {
            var whole = named!.Count == 0;
            var state = await TenantState.ReadAsync(tenant, connection, named, cancellationToken);
            var reached = whole ? await DisconnectPlan.ConnectedAsync(tenant, connection, state, cancellationToken) : [];
            var applications = new List<ApplicationState>(state.Applications);
            foreach (var appId in reached)
                applications.Add(await ApplicationState.ReadAsync(tenant, appId, cancellationToken));
            return new(new DisconnectPlan(tenant, connection, state with { Applications = applications }, whole).Steps());
        });
    }
}
