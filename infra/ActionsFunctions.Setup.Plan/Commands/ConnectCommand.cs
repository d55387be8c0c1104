using ActionsFunctions.Local.Commands;
using ActionsFunctions.Setup.Claims;
using ActionsFunctions.Setup.Connecting;
using ActionsFunctions.Setup.Steps;

namespace ActionsFunctions.Setup.Commands;

/// <summary><c>entra connect</c>.</summary>
internal static class ConnectCommand
{
    // In a variable, not an argument: arguments are seen by every process of the machine, and kept by shells.
    private const string KeyVariable = "ACTIONS_FUNCTION_KEY";

    public static SetupCommand Command { get; } = new(
        "entra connect",
        "--host HOST [--client-app ID,..] [--resource-app ID,..] [--flow FILE] [--claim NAME,..]",
        $"Lets Entra call the app, and applications carry its claims. {KeyVariable} holds the key of the function post-login.",
        ["--host", "--client-app", "--resource-app", "--flow", "--claim"],
        Prepare);

    private static SetupWork? Prepare(Arguments arguments, SharedOptions shared, SetupConsole console, out string? fault)
    {
        fault = null;
        var host = SharedOptions.Host(arguments, ref fault);
        var clients = SharedOptions.AppIds(arguments, "--client-app", ref fault);
        var resources = SharedOptions.AppIds(arguments, "--resource-app", ref fault);
        var flow = FlowFile.Read(arguments.Value("--flow") ?? "actions.json", out var unread);
        fault ??= unread;
        string[] named = [.. (arguments.Value("--claim") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        fault ??= FlowFile.Refusal(named);
        if (fault is not null)
            return null;
        var request = new ConnectRequest(new(host!), [.. flow!.Claims.Union(named, StringComparer.Ordinal)])
        {
            Clients = clients!,
            Resources = resources!,
            FunctionKey = console.Environment(KeyVariable) is { Length: > 0 } key ? key : null,
        };
        return new(shared.WhatIf ? Right.ToLook : Right.ToConnect, Right.Reading, async (tenant, cancellationToken) =>
        {
            string[] applications = [.. request.Clients.Union(request.Resources, StringComparer.Ordinal)];
            var state = await TenantState.ReadAsync(tenant, request.Connection, applications, cancellationToken);
            var plan = new ConnectPlan(tenant, request, state);
            return new(plan.Steps(), () => Settings(shared.Tenant, plan.Ids.AppId));
        })
        {
            Notes = [.. flow.Silent.Select(entry => $"The flow file names no claim of '{entry}'. Where it sets one, name it with --claim, or Entra drops it.")],
        };
    }

    private static KeyValuePair<string, string>[] Settings(string tenant, string? appId) => appId is null
        ? []
        : [new("IdentityProviders__Entra__TenantId", tenant), new("IdentityProviders__Entra__Audience", appId), new("PostLogin__Budgets__Entra", "00:00:01.500")];
}
