using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Running;

public sealed class LoginLoadTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public void When_work_waits_longer_than_half_of_the_time_left_nobody_more_is_let_in_for_a_second()
    {
        var load = Full(waited: TimeSpan.FromMilliseconds(600));

        Assert.False(load.TryEnter(Second));
        Assert.True(load.TryEnter(Second * 2));
        clock.Advance(Second);
        Assert.True(load.TryEnter(Second));
    }

    [Fact]
    public void A_few_logins_are_let_in_whatever_they_waited_before()
    {
        var load = Full(waited: TimeSpan.FromMilliseconds(600));
        load.Leave();

        Assert.True(load.TryEnter(Second));
        Assert.False(load.TryEnter(Second));
    }

    [Fact]
    public void Many_logins_at_once_are_no_overload_by_themselves()
    {
        var load = Full(waited: TimeSpan.Zero);
        Assert.True(load.TryEnter(Second));
    }

    [Theory]
    [InlineData(OnFailure.Continue, ActionOutcome.TimedOut, null)]
    [InlineData(OnFailure.Default, ActionOutcome.Defaulted, null)]
    [InlineData(OnFailure.Deny, ActionOutcome.TimedOut, "action-failed:a")]
    public void Whoever_is_not_let_in_is_answered_by_policy(OnFailure policy, ActionOutcome expected, string? denial)
    {
        var runner = new ActionRunner(clock, new AnswerStore(clock), new CacheStore(clock));
        var entry = new PlannedAction
        {
            Index = 0,
            Name = "a",
            Type = "a",
            Action = NoAction.Instance,
            OnFailure = policy,
            DefaultCommands = [new(Command.SetIdTokenClaim, ["tier", "none"])],
        };
        var result = runner.Shed(entry);

        Assert.Equal((expected, denial, "overloaded"), (result.Outcome, result.DenyReason, result.Breakdown?.Reason));
        Assert.Equal(policy == OnFailure.Default ? 1 : 0, result.Commands.Count);
    }

    private LoginLoad Full(TimeSpan waited)
    {
        var load = new LoginLoad(clock);
        for (var i = 0; i < LoginLoad.AlwaysLetIn; i++)
            Assert.True(load.TryEnter(Second));
        var queued = clock.GetTimestamp();
        clock.Advance(waited);
        load.Began(queued);
        return load;
    }
}
