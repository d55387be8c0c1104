using ActionsFunctions.Local.Commands;
using ActionsFunctions.Setup.Claims;
using ActionsFunctions.Setup.Granting;
using ActionsFunctions.Setup.Steps;

namespace ActionsFunctions.Setup.Commands;

/// <summary><c>graph grant</c>.</summary>
internal static class GrantCommand
{
    public static SetupCommand Command { get; } = new(
        "graph grant",
        "--principal ID [--flow FILE]",
        "Gives the app's managed identity what its flow reads of Microsoft Graph. With --what-if: the command for an administrator.",
        ["--principal", "--flow"],
        Prepare);

    private static SetupWork? Prepare(Arguments arguments, SharedOptions shared, SetupConsole console, out string? fault)
    {
        fault = Guid.TryParseExact(arguments.Value("--principal"), "D", out var principal) ? null : "--principal is required: object id of the managed identity's service principal";
        var flow = FlowFile.Read(arguments.Value("--flow") ?? "actions.json", out var unread);
        fault ??= unread;
        if (fault is not null)
            return null;
        return new(
            shared.WhatIf ? Right.ToLookAtGrants : Right.ToGrant,
            Right.ReadingPrincipals,
            async (tenant, cancellationToken) => new(await GrantPlan.ReadAsync(tenant, principal.ToString(), flow!.Permissions, cancellationToken)))
        {
            Notes = flow!.Permissions.Count > 0 ? ["The platform keeps a token of an identity for up to 24 hours: groups may be missing until then."] : ["No action of the flow reads Microsoft Graph."],
        };
    }
}
