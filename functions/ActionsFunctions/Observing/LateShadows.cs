using ActionsFunctions.Hosting;
using ActionsFunctions.Merging;

namespace ActionsFunctions.Observing;

/// <summary>Shadows that were still running when their login was answered: what came of them goes into the log.</summary>
internal static class LateShadows
{
    /// <summary>Begins to wait for them. Nobody waits for this: the login is answered.</summary>
    public static void Follow(LoginReport report, LoginJournal journal)
    {
        foreach (var i in report.Plan.Shadows)
        {
            // Skipped: listed after a refusal, where nobody hears it.
            if (report.Results[i].Late is not null && report.Merged.Actions[i].Outcome != ActionOutcome.Skipped)
                _ = FollowAsync(report, i, journal);
        }
    }

    private static async Task FollowAsync(LoginReport report, int index, LoginJournal journal)
    {
        var shadow = report.Plan.Actions[index];
        var said = await report.Results[index].Late!;
        var differences = ShadowComparison.Of(shadow, said, report.Results, report.Merged).Count();
        journal.ShadowEnded(report.Provider, shadow.Name, said.Outcome.Name(), differences, report.CorrelationId);
    }
}
