using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Planning;
using ActionsFunctions.Planning.Conditions;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Running;

/// <summary>What a condition of one action means for the others.</summary>
public sealed class ConditionalRunTests
{
    private readonly ManualTimeProvider clock = new();

    [Theory]
    [InlineData(true, ActionOutcome.Skipped)]
    [InlineData(false, ActionOutcome.Succeeded)]
    public async Task A_dependant_of_an_action_whose_condition_does_not_hold_runs_unless_it_requires_it(bool require, ActionOutcome expected)
    {
        var never = InlineAction.Of((_, _) => throw new InvalidOperationException());
        var outcome = await RunAsync(null, Entry(0, never) with { When = Written("no such") }, Entry(1, Writes("a")) with { After = [0], Sees = [0], RequireAfter = require });
        Assert.Equal([ActionOutcome.Skipped, expected], outcome.Actions.Select(report => report.Outcome));
        Assert.Empty(outcome.Diagnostics);
    }

    [Fact]
    public async Task A_condition_looks_at_what_predecessors_wrote_and_nobody_else()
    {
        var outcome = await RunAsync(
            null, Entry(0, Writes("a")), Entry(1, Writes("b")) with { When = Written("a") }, Entry(2, Writes("c")) with { After = [0], Sees = [0], When = Written("a") });
        Assert.Equal([ActionOutcome.Succeeded, ActionOutcome.Skipped, ActionOutcome.Succeeded], outcome.Actions.Select(report => report.Outcome));
    }

    [Fact]
    public async Task An_action_at_which_a_flow_is_resumed_runs_whatever_its_condition()
    {
        var outcome = await RunAsync("e0", Entry(0, Writes("a")) with { When = Written("no such") }, Entry(1, Writes("b")) with { When = Written("no such") });
        Assert.Equal([ActionOutcome.Succeeded, ActionOutcome.Skipped], outcome.Actions.Select(report => report.Outcome));
    }

    [Fact]
    public async Task A_kept_answer_is_not_used_for_a_login_that_the_action_is_not_for()
    {
        var runner = new FlowRunner(clock, new AnswerStore(clock));
        var action = new InlineAction((_, api, _) => Task.FromResult(api.SetCustomClaim(Tokens.Id, "a", true))) { ReadsOf = _ => "same" };
        var plan = new FlowPlan([Entry(0, action) with { FreshFor = TimeSpan.FromHours(1), When = Written("vip") }]);
        string[] logins = ["""{"user":{"user_id":"1"},"transaction":{"metadata":{"vip":true}}}""", """{"user":{"user_id":"1"}}"""];
        var outcomes = new List<ActionOutcome>();
        foreach (var login in logins)
            outcomes.Add((await runner.RunAsync(plan, Context(login, null), CancellationToken.None))[0].Outcome);
        Assert.Equal([ActionOutcome.Succeeded, ActionOutcome.Skipped], outcomes);
    }

    private static FlowCondition Written(string key) =>
        new([new ExistsTest(JsonPointer.TryParse("/transaction/metadata/" + key, out var path) ? path : throw new InvalidOperationException(), Expected: true)], [], null);

    private static InlineAction Writes(string key) => InlineAction.Of((_, api) => api.Transaction.SetMetadata(key, true));

    private static PlannedAction Entry(int index, InlineAction action) => new() { Index = index, Name = $"e{index}", Type = "inline", Action = action };

    private FlowContext Context(string login, string? resume) =>
        new("auth0", new PostLoginEvent(JsonElement.Parse(login)), new Deadline(clock, clock.GetTimestamp(), TimeSpan.FromSeconds(1))) { Resume = resume };

    private async Task<FlowOutcome> RunAsync(string? resume, params PlannedAction[] entries)
    {
        var plan = new FlowPlan(entries);
        return FlowMerger.Merge(plan, await new FlowRunner(clock, new AnswerStore(clock)).RunAsync(plan, Context("{}", resume), CancellationToken.None));
    }
}
