using System.Text;
using ActionsFunctions.Answering;
using ActionsFunctions.Merging;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Running;

/// <summary>The promise of shadows: whatever they do, what is issued is the same, byte for byte.</summary>
public sealed class ShadowsChangeNothingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_flow_with_shadows_issues_the_same_bytes_as_without(int block)
    {
        for (var seed = block * 300; seed < (block + 1) * 300; seed++)
        {
            var without = await RunAsync(new RandomFlow(seed), null);
            var with = await RunAsync(new RandomFlow(seed), new RandomFlow(seed + 100_000));
            Assert.True(without == with, $"seed {seed}{Environment.NewLine}without {without}{Environment.NewLine}with    {with}");
        }
    }

    private static async Task<string> RunAsync(RandomFlow flow, RandomFlow? shadows)
    {
        var clock = new ManualTimeProvider();
        var plan = new FlowPlan(shadows is null ? flow.Plan.Actions : Woven(flow, shadows));
        var context = new FlowContext("auth0", ParallelEqualsSequentialTests.Login, new Deadline(clock, clock.GetTimestamp(), TimeSpan.FromDays(30)));
        var run = new FlowRunner(clock, new AnswerStore(clock)).RunAsync(plan, context, CancellationToken.None);
        foreach (var action in flow.Shuffled().Concat(shadows?.Shuffled() ?? []))
        {
            action.Release();
            await Task.Yield();
        }

        await ParallelEqualsSequentialTests.PassTimeAsync(clock, run);
        return Text(FlowMerger.Merge(plan, await run), plan);
    }

    // One shadow after each entry; it comes after what its own script comes after among the shadows, and after that entry, or stands for it.
    private static List<PlannedAction> Woven(RandomFlow flow, RandomFlow shadows)
    {
        var woven = new List<PlannedAction>();
        var (real, shadow) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        for (var i = 0; i < Math.Max(flow.Actions.Count, shadows.Actions.Count); i++)
        {
            if (i < flow.Plan.Actions.Count)
                Add(flow.Plan.Actions[i], real, _ => { });
            if (i < shadows.Plan.Actions.Count)
                Add(shadows.Plan.Actions[i], shadow, after => after.UnionWith(i % 2 == 0 && real.TryGetValue(i, out var before) ? [before] : []));
        }

        return woven;

        void Add(PlannedAction entry, Dictionary<int, int> positions, Action<SortedSet<int>> more)
        {
            var isShadow = ReferenceEquals(positions, shadow);
            var after = new SortedSet<int>(entry.After.Select(index => positions[index]));
            more(after);
            positions[entry.Index] = woven.Count;
            woven.Add(entry with
            {
                Index = woven.Count,
                Name = isShadow ? "shadow-" + entry.Name : entry.Name,
                After = [.. after],
                Sees = FlowPlan.Predecessors([.. after], woven),
                Shadow = isShadow,
                ShadowOf = isShadow && real.TryGetValue(entry.Index, out var other) ? other : null,
            });
        }
    }

    private static string Text(FlowOutcome outcome, FlowPlan plan)
    {
        var issued = outcome with
        {
            Actions = [.. plan.Issued.Select(index => outcome.Actions[index] with { Duration = TimeSpan.Zero })],
            Diagnostics = [.. outcome.Diagnostics.Where(diagnostic => diagnostic.Code != DiagnosticCodes.ShadowDiffers)],
        };
        return Encoding.UTF8.GetString(NeutralAnswer.Of("t", issued).Body.Span);
    }
}
