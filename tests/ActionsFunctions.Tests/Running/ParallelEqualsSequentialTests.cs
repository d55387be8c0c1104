using System.Text;
using System.Text.Json;
using ActionsFunctions.Answering;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Running;

/// <summary>The promise of the engine: whatever the timing, the outcome equals a sequential run in listed order, byte for byte.</summary>
public sealed class ParallelEqualsSequentialTests
{
    internal static readonly PostLoginEvent Login = new(JsonElement.Parse("""{"user":{"user_id":"auth0|1"},"transaction":{"id":"t","metadata":{"b":"before"}}}"""));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_parallel_run_gives_the_same_bytes_as_a_sequential_one(int block)
    {
        for (var seed = block * 1000; seed < (block + 1) * 1000; seed++)
        {
            var flow = new RandomFlow(seed);
            var expected = Text(new SequentialReference(flow).Run());
            var actual = Text(await RunAsync(flow));
            Assert.True(expected == actual, $"seed {seed}{Environment.NewLine}expected {expected}{Environment.NewLine}actual   {actual}");
        }
    }

    // Only actions that hang have a timeout, of 10 ms, and there are fewer than ten. Every tenth step takes real time: on a machine that is busy
    // elsewhere, days would pass before an action is heard, and what it reads from the cache would have expired.
    internal static async Task PassTimeAsync(ManualTimeProvider clock, Task run)
    {
        for (var step = 1; !run.IsCompleted; step++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
            if (step % 10 == 0)
                await run.WaitAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<FlowOutcome> RunAsync(RandomFlow flow)
    {
        var clock = new ManualTimeProvider();
        var runner = new FlowRunner(clock, new AnswerStore(clock));
        var context = new FlowContext("auth0", Login, new Deadline(clock, clock.GetTimestamp(), TimeSpan.FromDays(30)));
        var run = runner.RunAsync(flow.Plan, context, CancellationToken.None);
        foreach (var action in flow.Shuffled())
        {
            action.Release();
            await Task.Yield();
        }

        await PassTimeAsync(clock, run);
        return FlowMerger.Merge(flow.Plan, await run);
    }

    private static string Text(FlowOutcome outcome)
    {
        var timeless = outcome with { Actions = [.. outcome.Actions.Select(report => report with { Duration = TimeSpan.Zero })] };
        return Encoding.UTF8.GetString(NeutralAnswer.Of("t", timeless).Body.Span);
    }
}
