using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Merging;

/// <summary>Every difference that a shadow can make, with a counterpart and without. Commands are written <c>id name value</c>, <c>access name value</c>, <c>meta key value</c>.</summary>
public sealed class ShadowComparisonTests
{
    [Theory]
    [InlineData("id a 1; access a 1", "id a 1; access a 1")]
    [InlineData("id a 1; id a 2", "id a 2")]
    [InlineData("id a null", "")]
    [InlineData("id a null", "id a null")]
    [InlineData("lost a 1; id a 1", "id a 1; lost b 1")]
    [InlineData("id a null", "id a 1", "a idToken: would be removed")]
    [InlineData("access a 1", "id a 1", "a accessToken: would be added", "a idToken: would be missing")]
    [InlineData("id a 1; meta k 1; meta k 1", "meta k 1", "a idToken: would be added", " user.setAppMetadata: would be added")]
    [InlineData("id a 1", "id a 2; access b 1; meta k 1; meta k 2", "a idToken: would be another value", "b accessToken: would be missing", " user.setAppMetadata: would be missing", " user.setAppMetadata: would be missing")]
    [InlineData("meta k 1", "meta k 2", " user.setAppMetadata: would be added", " user.setAppMetadata: would be missing")]
    public void Beside_its_counterpart_all_that_either_says_counts(string shadow, string counterpart, params string[] expected) =>
        Assert.Equal(expected, Differences(Says(shadow), Says(counterpart), issued: "id a 7; meta k 7; access z 7"));

    [Theory]
    [InlineData("access a 1; meta k 1", "access a 1; meta k 1; id b 1; meta l 1")]
    [InlineData("access a 2; id n 1; id b null; id c null; meta k 2", "access a 1; meta k 1; id b 1", "a accessToken: would be another value", "n idToken: would be added", "b idToken: would be removed", " user.setAppMetadata: would be added")]
    [InlineData("", "id b 1; meta k 1")]
    public void Without_one_only_what_the_shadow_says_counts(string shadow, string issued, params string[] expected) =>
        Assert.Equal(expected, Differences(Says(shadow), null, issued));

    [Fact]
    public void How_a_shadow_ended_comes_before_what_it_said()
    {
        var (failed, late) = (Broken(timedOut: false, "boom"), Broken(timedOut: true, "deadline"));
        Assert.Equal([" failed: boom"], Differences(failed, Says("id a 1"), ""));
        Assert.Equal([" failed: boom"], Differences(failed, null, "id a 1"));
        Assert.Equal([" timed out"], Differences(late, Says("id a 1"), ""));
        Assert.Equal([], Differences(late, failed, ""));
        Assert.Equal([], Differences(ShadowRunner.NotRun, Says("id a 1"), ""));
        Assert.Equal([], Differences(ShadowRunner.NotRun, null, "id a 1"));
        Assert.Equal([], Differences(Says("id b 1") with { Late = Task.FromResult(failed) }, Says("id a 1"), ""));
        Assert.Equal([], Differences(Says("id b 1") with { Late = Task.FromResult(failed) }, null, "id a 1"));
        Assert.Equal([], Differences(ActionResult.Skipped with { Commands = Says("id b 1").Commands }, null, "id a 1"));
        Assert.Equal(["a idToken: would be missing"], Differences(ActionResult.Skipped, Says("id a 1"), ""));
    }

    [Fact]
    public void Two_that_deny_are_alike_whatever_else_they_say_and_for_whatever_reason()
    {
        Assert.Equal([], Differences(Says("id a 1") with { DenyReason = "no" }, Says("id a 2") with { DenyReason = "never" }, ""));
        Assert.Equal([" would deny the login"], Differences(Says("id a 1") with { DenyReason = "no" }, Says("id a 2"), ""));
        Assert.Equal([" would deny the login"], Differences(Says("id a 1") with { DenyReason = "no" }, null, "id a 2"));
        Assert.Equal([" would not deny the login"], Differences(Says("id a 1"), Says("id a 2") with { DenyReason = "no" }, ""));
    }

    [Fact]
    public void Sixteen_differences_are_enough() => Assert.Equal(
        Enumerable.Range(0, 16).Select(i => $"c{i} idToken: would be added"),
        Differences(Says(string.Join("; ", Enumerable.Range(0, 20).Select(i => $"id c{i} 1"))), null, ""));

    private static IEnumerable<string> Differences(ActionResult said, ActionResult? other, string issued)
    {
        var shadow = new PlannedAction { Index = 1, Name = "shadow", Type = "t", Action = InlineAction.Of((_, _) => { }), Shadow = true, ShadowOf = other is null ? null : 0 };
        var outcome = new FlowOutcome(null, [.. Says(issued).Commands.Select(command => new MergedCommand(command, "other"))], [], []);
        var found = ShadowComparison.Of(shadow, said, [other ?? Says(""), said], outcome).ToList();
        Assert.All(found, difference => Assert.Equal(("shadow-differs", "shadow"), (difference.Code, difference.Action)));
        return found.Select(difference => $"{difference.Claim} {difference.Reason}");
    }

    private static ActionResult Says(string commands) => new(
        ActionOutcome.Succeeded,
        [.. commands.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(' ')).Select(parts => new Command(Method(parts[0]), [parts[1], ClaimValue.Of(JsonElement.Parse(parts[2]))]))],
        TimeSpan.Zero);

    private static ActionResult Broken(bool timedOut, string reason) => Says("id never 1") with { Outcome = ActionOutcome.Failed, Breakdown = new(timedOut, reason) };

    private static string Method(string word) => word switch
    {
        "id" => Command.SetIdTokenClaim,
        "access" => Command.SetAccessTokenClaim,
        "lost" => Command.LostClaim,
        _ => Command.SetAppMetadata,
    };
}
