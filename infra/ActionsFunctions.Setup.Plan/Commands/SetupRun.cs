using ActionsFunctions.Setup.Steps;
using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Commands;

/// <summary>What a command does, once its options are read.</summary>
/// <param name="Scopes">Delegated permissions to ask for.</param>
/// <param name="Reading">What reading the tenant takes.</param>
/// <param name="PlanAsync">Reads the tenant and makes the plan.</param>
internal sealed record SetupWork(IReadOnlyList<string> Scopes, Right Reading, Func<Tenant, CancellationToken, Task<SetupPlan>> PlanAsync)
{
    /// <summary>What to know beside the result.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A plan, and the app settings that belong to its result.</summary>
internal sealed record SetupPlan(IReadOnlyList<Step> Steps, Func<IReadOnlyList<KeyValuePair<string, string>>>? Settings = null);

/// <summary>Signs in, plans, runs, reports: the same for every command.</summary>
internal static class SetupRun
{
    public static async Task<int> RunAsync(string command, SetupWork work, SharedOptions shared, SetupConsole console, CancellationToken cancellationToken)
    {
        // With --json standard output is the document, and progress goes beside it.
        var progress = new TextReport(shared.Json ? console.Error : console.Out);
        var correlationId = Guid.NewGuid();
        var report = new SetupReport(command, shared.WhatIf, [], correlationId) { Notes = work.Notes, Reading = work.Reading };
        try
        {
            var tenant = console.Open(new(shared.Tenant, shared.SignIn, work.Scopes, shared.GraphUrl, correlationId, console.Error.WriteLine));
            var plan = await work.PlanAsync(tenant, cancellationToken);
            var runner = new StepRunner(new(console.Clock, shared.Wait), progress);
            var results = await runner.RunAsync(plan.Steps, shared.WhatIf, cancellationToken);
            report = report with { Steps = results };
            report = report with { Settings = plan.Settings?.Invoke() ?? [] };
        }
        catch (TenantFaultException unread)
        {
            report = report with { Unread = unread.Fault };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.Error.WriteLine("Stopped. Run the same command again: what is missing is completed.");
            return ExitCode.Failed;
        }

        if (shared.Json)
            console.Out.WriteLine(JsonReport.Write(report));
        else
            progress.Conclude(report);
        return report.Succeeded ? ExitCode.Done : ExitCode.Failed;
    }
}
