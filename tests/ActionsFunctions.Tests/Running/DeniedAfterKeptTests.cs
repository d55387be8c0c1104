using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Running;

/// <summary>A denial ends what was good before it.</summary>
public sealed class DeniedAfterKeptTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly FlowRunner runner;
    private volatile Action<PostLoginApi> next = api => api.IdToken.SetCustomClaim("member", true);

    public DeniedAfterKeptTests() => runner = new(clock, new AnswerStore(clock));

    [Fact]
    public async Task A_failure_after_a_denial_is_not_covered_by_what_was_good_before_it()
    {
        var entry = Entry() with { OnFailure = OnFailure.Stale, StaleFor = TimeSpan.FromHours(1) };
        Assert.Equal(ActionOutcome.Succeeded, await RunAsync(entry));
        next = api => api.Access.Deny("left the company");
        Assert.Equal(ActionOutcome.Denied, await RunAsync(entry));
        next = _ => throw new InvalidOperationException();
        Assert.Equal(ActionOutcome.Failed, await RunAsync(entry));
    }

    [Fact]
    public async Task A_denial_that_only_a_renewal_heard_is_the_next_logins_denial()
    {
        var entry = Entry() with { FreshFor = TimeSpan.FromMinutes(1), StaleFor = TimeSpan.FromHours(1) };
        Assert.Equal(ActionOutcome.Succeeded, await RunAsync(entry));
        clock.Advance(TimeSpan.FromMinutes(2));
        var renewed = new TaskCompletionSource();
        next = api =>
        {
            api.Access.Deny("left the company");
            renewed.TrySetResult();
        };
        Assert.Equal(ActionOutcome.Stale, await RunAsync(entry));
        await renewed.Task;
        // The renewal has spoken, but nobody can wait for its end.
        var outcome = ActionOutcome.Stale;
        for (var tries = 0; tries < 100_000 && outcome == ActionOutcome.Stale; tries++)
        {
            await Task.Yield();
            outcome = await RunAsync(entry);
        }

        Assert.Equal(ActionOutcome.Denied, outcome);
    }

    [Fact]
    public async Task What_a_run_from_before_a_denial_says_after_it_is_not_kept()
    {
        var entry = Entry() with { OnFailure = OnFailure.Stale, StaleFor = TimeSpan.FromHours(1) };
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        next = api =>
        {
            begun.TrySetResult();
            goOn.Task.GetAwaiter().GetResult();
            api.IdToken.SetCustomClaim("member", true);
        };
        var before = RunAsync(entry);
        await begun.Task;
        next = api => api.Access.Deny("left the company");
        Assert.Equal(ActionOutcome.Denied, await RunAsync(entry));
        goOn.SetResult();
        Assert.Equal(ActionOutcome.Succeeded, await before);
        next = _ => throw new InvalidOperationException();
        Assert.Equal(ActionOutcome.Failed, await RunAsync(entry));
    }

    private PlannedAction Entry() => new()
    {
        Index = 0,
        Name = "member",
        Type = "member",
        Action = new InlineAction((_, api, _) =>
        {
            next(api);
            return Task.CompletedTask;
        })
        { ReadsOf = _ => "" },
    };

    private async Task<ActionOutcome> RunAsync(PlannedAction entry)
    {
        var login = new PostLoginEvent(JsonElement.Parse("""{"user":{"user_id":"auth0|1"}}"""));
        var context = new FlowContext("auth0", login, new Deadline(clock, clock.GetTimestamp(), TimeSpan.FromSeconds(5)));
        return Assert.Single(await runner.RunAsync(new([entry]), context, CancellationToken.None)).Outcome;
    }
}
