using System.Text.Json;
using System.Threading.Channels;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Running;

/// <summary>Kept answers: one run per key at a time, renewal in the background, nothing from before an invalidation.</summary>
public sealed class KeptAnswerTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly AnswerStore answers;
    private readonly FlowRunner runner;
    private bool spares;
    private readonly Channel<TaskCompletionSource<string?>> asked = Channel.CreateUnbounded<TaskCompletionSource<string?>>();

    public KeptAnswerTests()
    {
        answers = new(clock);
        runner = new(clock, answers);
    }

    [Fact]
    public async Task Of_five_hundred_logins_of_one_user_at_once_one_asks()
    {
        var entry = Entry() with { FreshFor = TimeSpan.FromMinutes(1) };
        var logins = Enumerable.Range(0, 500).Select(_ => RunAsync(entry)).ToList();
        (await NextAsync()).SetResult("gold");

        Assert.All(await Task.WhenAll(logins), outcome => Assert.Equal((ActionOutcome.Succeeded, "gold"), (outcome.Actions[0].Outcome, Tier(outcome))));
        Assert.Equal(0, asked.Reader.Count);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_failure_counts_for_all_who_waited_for_it_but_a_deadline_only_for_its_own_login(bool timedOut, bool shared)
    {
        var leading = answers.Join(Key(1), out var isMine);
        var waiting = answers.Join(Key(1), out var isMineToo);
        var failed = new ActionResult(ActionOutcome.Failed, [], TimeSpan.Zero) { Breakdown = new(timedOut, "x") };
        leading.Land(failed);

        Assert.Equal((true, false), (isMine, isMineToo));
        Assert.Same(shared ? failed : null, await waiting.Landed);
    }

    [Fact]
    public async Task One_whose_own_time_is_over_says_nothing_about_the_others()
    {
        var entry = Entry() with { FreshFor = TimeSpan.FromMinutes(1) };
        var hurried = RunAsync(entry, TimeSpan.FromSeconds(1));
        await NextAsync();
        var patient = RunAsync(entry, TimeSpan.FromSeconds(60));
        await clock.WhenArmedAsync(2);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ActionOutcome.TimedOut, (await hurried).Actions[0].Outcome);
        (await NextAsync()).SetResult("gold");

        Assert.Equal("gold", Tier(await patient));
    }

    [Fact]
    public async Task What_an_abandoned_action_said_is_not_kept()
    {
        var entry = Entry() with { FreshFor = TimeSpan.FromMinutes(1), StaleFor = TimeSpan.FromHours(1) };
        var hurried = RunAsync(entry, TimeSpan.FromSeconds(1));
        var late = await NextAsync();
        await clock.WhenArmedAsync(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await hurried;
        late.SetResult("late");
        var next = RunAsync(entry);
        (await NextAsync()).SetResult("gold");

        Assert.Equal("gold", Tier(await next));
    }

    [Fact]
    public async Task Where_both_ages_are_stated_an_old_answer_is_given_at_once_as_stale_and_renewed_in_the_background()
    {
        var entry = Entry() with { FreshFor = TimeSpan.FromMinutes(1), StaleFor = TimeSpan.FromHours(1) };
        await KeepAsync(entry, "old");
        clock.Advance(TimeSpan.FromMinutes(2));

        var stale = await RunAsync(entry);
        Assert.Equal((ActionOutcome.Stale, "old"), (stale.Actions[0].Outcome, Tier(stale)));
        Assert.Equal("stale-used", Assert.Single(stale.Diagnostics).Code);
        var renewal = await NextAsync();
        Assert.Equal("old", Tier(await RunAsync(entry)));
        renewal.SetResult("new");
        while (Tier(await RunAsync(entry)) is "old")
            await Task.Yield();

        Assert.Equal(ActionOutcome.Succeeded, (await RunAsync(entry)).Actions[0].Outcome);
        Assert.Equal(0, asked.Reader.Count);
    }

    [Fact]
    public async Task Beyond_the_stale_age_an_answer_is_asked_for_again()
    {
        var entry = Entry() with { FreshFor = TimeSpan.FromMinutes(1), StaleFor = TimeSpan.FromHours(1) };
        await KeepAsync(entry, "old");
        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        var next = RunAsync(entry);
        (await NextAsync()).SetResult("new");

        Assert.Equal("new", Tier(await next));
    }

    [Fact]
    public async Task That_there_is_nothing_is_kept_for_a_minute_at_most()
    {
        var entry = Entry() with { FreshFor = TimeSpan.FromHours(1), StaleFor = TimeSpan.FromHours(2) };
        await KeepAsync(entry, null);
        clock.Advance(AnswerStore.NegativeFor);
        Assert.Null(Tier(await RunAsync(entry)));
        clock.Advance(TimeSpan.FromSeconds(1));
        var next = RunAsync(entry);
        (await NextAsync()).SetResult("created meanwhile");

        Assert.Equal("created meanwhile", Tier(await next));
    }

    [Fact]
    public async Task What_a_run_in_flight_says_after_an_invalidation_is_not_kept_and_not_waited_for()
    {
        var entry = Entry() with { FreshFor = TimeSpan.FromMinutes(1), StaleFor = TimeSpan.FromHours(1) };
        var before = RunAsync(entry);
        var old = await NextAsync();
        answers.Invalidate("auth0", "auth0|1");
        var after = RunAsync(entry);
        (await NextAsync()).SetResult("new");
        Assert.Equal("new", Tier(await after));
        old.SetResult("old");

        Assert.Equal("old", Tier(await before));
        Assert.Equal("new", Tier(await RunAsync(entry)));
    }

    [Fact]
    public async Task A_renewal_in_flight_does_not_bring_back_what_was_invalidated()
    {
        var entry = Entry() with { FreshFor = TimeSpan.FromMinutes(1), StaleFor = TimeSpan.FromHours(1) };
        await KeepAsync(entry, "old");
        clock.Advance(TimeSpan.FromMinutes(2));
        await RunAsync(entry);
        var renewal = await NextAsync();
        answers.Invalidate("auth0", "auth0|1");
        renewal.SetResult("read before");
        var next = RunAsync(entry);
        (await NextAsync()).SetResult("new");

        Assert.Equal("new", Tier(await next));
    }

    [Fact]
    public void The_store_is_bounded_in_number_and_the_oldest_go_first()
    {
        var store = new AnswerStore(clock, capacity: 3);
        for (var i = 0; i < 5; i++)
            store.Keep(Key(i), [], store.Now);
        store.Keep(Key(2), [], store.Now);
        store.Keep(Key(5), [], store.Now);

        Assert.Equal(3, store.Count);
        Assert.Equal([2, 4, 5], Enumerable.Range(0, 6).Where(i => store.Find(Key(i), TimeSpan.MaxValue) is not null));
    }

    [Fact]
    public void The_store_is_bounded_in_bytes()
    {
        var store = new AnswerStore(clock);
        var large = new Command("x", [new string('x', 16 * 1024 * 1024)]);
        for (var i = 0; i < 6; i++)
            store.Keep(Key(i), [large], store.Now);

        Assert.Equal(3, store.Count);
    }

    [Fact]
    public void Forgotten_invalidations_count_for_everybody()
    {
        var store = new AnswerStore(clock, capacity: 2);
        var began = store.Now;
        for (var i = 0; i < 3; i++)
            store.Invalidate("auth0", $"{i}");
        store.Keep(Key(0), [], began);
        store.Keep(Key(9), [], began);
        Assert.Equal(0, store.Count);
        store.Keep(Key(0), [], store.Now);
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public async Task While_an_upstream_is_spared_an_old_answer_is_given_as_stale_and_not_renewed()
    {
        var entry = Entry() with { FreshFor = TimeSpan.FromMinutes(1), StaleFor = TimeSpan.FromHours(1) };
        await KeepAsync(entry, "gold");
        spares = true;
        Assert.Equal(ActionOutcome.Succeeded, (await RunAsync(entry)).Actions[0].Outcome);
        clock.Advance(TimeSpan.FromMinutes(2));
        var spared = await RunAsync(entry);
        spares = false;
        var renewed = await RunAsync(entry);
        await NextAsync();

        Assert.Equal([(ActionOutcome.Stale, "gold"), (ActionOutcome.Stale, "gold")], new[] { spared, renewed }.Select(outcome => (outcome.Actions[0].Outcome, Tier(outcome))));
        Assert.Equal(0, asked.Reader.Count);
    }

    [Fact]
    public async Task Sparing_an_upstream_gives_nobody_an_answer_that_may_not_stand_in()
    {
        var entry = Entry() with { StaleFor = TimeSpan.FromHours(1) };
        await KeepAsync(entry, "gold");
        spares = true;
        await KeepAsync(entry, "silver");
    }

    private static AnswerKey Key(int user) => new($"{user}", AnswerKey.SubjectOf("auth0", $"{user}"));

    private static string? Tier(FlowOutcome outcome) => outcome.Claims(Token.Id).Select(claim => claim.Value.Element.GetString()).SingleOrDefault();

    private PlannedAction Entry() => new()
    {
        Index = 0,
        Name = "tier",
        Type = "tier",
        Action = new InlineAction(async (_, api, _) =>
        {
            var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            asked.Writer.TryWrite(answer);
            if (await answer.Task is { } tier)
                api.IdToken.SetCustomClaim("tier", tier);
        })
        { ReadsOf = _ => "", PrefersKept = () => spares },
    };

    private Task<TaskCompletionSource<string?>> NextAsync() => asked.Reader.ReadAsync().AsTask();

    private async Task KeepAsync(PlannedAction entry, string? answer)
    {
        var first = RunAsync(entry);
        (await NextAsync()).SetResult(answer);
        await first;
    }

    private async Task<FlowOutcome> RunAsync(PlannedAction entry, TimeSpan? budget = null)
    {
        var plan = new FlowPlan([entry]);
        var login = new PostLoginEvent(JsonElement.Parse("""{"user":{"user_id":"auth0|1"}}"""));
        var context = new FlowContext("auth0", login, new Deadline(clock, clock.GetTimestamp(), budget ?? TimeSpan.FromSeconds(5)));
        return FlowMerger.Merge(plan, await runner.RunAsync(plan, context, CancellationToken.None));
    }
}
