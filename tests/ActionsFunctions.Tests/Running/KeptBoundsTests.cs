using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Planning;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Running;

/// <summary>The bounds, keys and ages of what is kept, each at its edge.</summary>
public sealed class KeptBoundsTests
{
    private readonly ManualTimeProvider clock = new();

    [Fact]
    public void The_bounds_are_these() => Assert.Equal(
        (10_000, 64L * 1024 * 1024, TimeSpan.FromMinutes(1), 5_000, 256, 64),
        (AnswerStore.DefaultCapacity, AnswerStore.MaxBytes, AnswerStore.NegativeFor, CacheStore.DefaultCapacity, LoginLoad.AlwaysLetIn, ShadowRunner.Places));

    [Theory]
    [InlineData("""{"user":{"user_id":"ada"},"tenant":{"id":"t"},"organization":{"id":"o"}}""", "5:auth0|1:t|1:o|3:ada|", "5:auth0|3:ada|")]
    [InlineData("""{"user":{"user_id":""}}""", "5:auth0|-1:|-1:|0:|", "5:auth0|0:|")]
    [InlineData("{}", "5:auth0|-1:|-1:|-1:|", "5:auth0|-1:|")]
    public void A_key_says_whose_answer_of_which_action_to_what_read(string login, string whose, string subject)
    {
        var context = Context(login);
        var entry = Entry(_ => "read");
        var key = AnswerKey.For(entry, context, context.Event)!.Value;
        Assert.Equal((whose + entry.KeyPart + "read", subject, "AnswerKey"), (key.Text, key.Subject, key.ToString()));
        Assert.Equal($"4:tier|{entry.SettingsHash.Length}:{entry.SettingsHash}|", entry.KeyPart);
        Assert.Null(AnswerKey.For(Entry(_ => null), context, context.Event));
        var once = AnswerKey.OfLogin(entry, context with { LoginName = "t-1" });
        var id = (context with { LoginName = "t-1" }).LoginId;
        Assert.Equal(($"5:auth0|{id.Length}:{id}|4:tier|{entry.SettingsHash.Length}:{entry.SettingsHash}|", subject), (once.Text, once.Subject));
        Assert.Equal(("", ""), (context.LoginId, new PostLoginApi(new(), context.Deadline).LoginId));
    }

    [Fact]
    public void Keys_that_differ_in_where_a_part_ends_are_different() =>
        Assert.NotEqual(AnswerKey.SubjectOf("a", "b|1:c"), AnswerKey.SubjectOf("a|1:b", "c"));

    [Fact]
    public void An_answer_is_as_old_as_it_says_and_an_older_one_does_not_replace_it()
    {
        var store = new AnswerStore(clock);
        store.Adopt(Key("a"), Said("young"), store.Now, TimeSpan.FromSeconds(10));
        store.Adopt(Key("a"), Said("old"), store.Now, TimeSpan.FromSeconds(11));
        Assert.Equal("young", Found(store, "a", 10));
        Assert.Null(Found(store, "a", 9));
        store.Adopt(Key("a"), Said("as old"), store.Now, TimeSpan.FromSeconds(10));
        Assert.Equal("as old", Found(store, "a", 10));
        store.Keep(Key("a"), Said("new"), store.Now);
        Assert.Equal("new", Found(store, "a", 0));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("new", Found(store, "a", 5));
        Assert.Null(Found(store, "a", 4));
        Assert.Null(store.Find(Key("a"), null));
        Assert.Null(store.FindFresh(Key("a"), null));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void What_takes_too_many_bytes_leaves_with_all_that_was_kept_before_it()
    {
        var store = new AnswerStore(clock);
        // Quotes around the text, and two bytes for each letter of the key.
        var sixteenth = new ClaimValue[16];
        Array.Fill(sixteenth, new string('x', 2 * 1024 * 1024 - 2));
        IReadOnlyList<Command> half = [new("x", [.. sixteenth[..15], new string('x', 2 * 1024 * 1024 - 2 - 6)])];
        IReadOnlyList<Command> more = [new("x", [.. sixteenth[..15], new string('x', 2 * 1024 * 1024 - 2 - 5)])];
        store.Keep(Key("one"), half, store.Now);
        store.Keep(Key("two"), half, store.Now);
        Assert.Equal(2, store.Count);
        store.Keep(Key("two"), more, store.Now);
        Assert.Equal(1, store.Count);
        Assert.Null(store.Find(Key("one"), TimeSpan.MaxValue));
        store.Forget(Key("two"));
        store.Keep(Key("one"), half, store.Now);
        store.Keep(Key("six"), half, store.Now);
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public void Forgetting_a_key_and_a_user_leaves_the_others_and_refuses_what_began_before()
    {
        var store = new AnswerStore(clock);
        foreach (var name in new[] { "a", "b", "c" })
            store.Keep(new AnswerKey(name, AnswerKey.SubjectOf("auth0", name == "c" ? "bob" : "ada")), Said(name), store.Now);
        var began = store.Now;
        store.Forget(new("a", AnswerKey.SubjectOf("auth0", "ada")));
        Assert.Equal((2, began + 1), (store.Count, store.Now));
        store.Keep(new("a", AnswerKey.SubjectOf("auth0", "ada")), Said("late"), began);
        Assert.Equal(2, store.Count);
        store.Invalidate("auth0", "ada");
        Assert.Equal(1, store.Count);
        Assert.True(store.ForgottenSince(AnswerKey.SubjectOf("auth0", "ada"), began));
        Assert.False(store.ForgottenSince(AnswerKey.SubjectOf("auth0", "ada"), store.Now));
        Assert.False(store.ForgottenSince(AnswerKey.SubjectOf("auth0", "bob"), began));
        store.Keep(new("b", AnswerKey.SubjectOf("auth0", "ada")), Said("late"), began);
        Assert.Equal(1, store.Count);
        store.Keep(new("b", AnswerKey.SubjectOf("auth0", "ada")), Said("new"), store.Now);
        Assert.Equal(2, store.Count);
        Assert.Same(store.OfLogins, store.OfLogins);
        store.OfLogins.Keep(new("l", AnswerKey.SubjectOf("auth0", "ada")), Said("once"), store.OfLogins.Now);
        store.Invalidate("auth0", "ada");
        Assert.Equal((1, 0), (store.Count, store.OfLogins.Count));
    }

    [Fact]
    public void Two_thousand_answers_of_single_logins_are_kept()
    {
        var logins = new AnswerStore(clock).OfLogins;
        for (var i = 0; i < 2_001; i++)
            logins.Keep(Key($"{i}"), [], logins.Now);
        Assert.Equal(2_000, logins.Count);
        Assert.Null(logins.Find(Key("0"), TimeSpan.MaxValue));
        Assert.NotNull(logins.Find(Key("1"), TimeSpan.MaxValue));
    }

    [Fact]
    public void An_invalidation_is_remembered_until_so_many_came_after_it()
    {
        var invalidations = new Invalidations(capacity: 2);
        invalidations.Add("a");
        invalidations.Add("a");
        Assert.Equal((2, true, false), (invalidations.Count, invalidations.CameAfter("a", 1), invalidations.CameAfter("a", 2)));
        invalidations.Add("b");
        Assert.Equal((true, true, false), (invalidations.CameAfter("c", 0), invalidations.CameAfter("a", 1), invalidations.CameAfter("c", 1)));
        invalidations.Add("c");
        Assert.Equal((true, false, true, false), (invalidations.CameAfter("x", 1), invalidations.CameAfter("a", 2), invalidations.CameAfter("b", 2), invalidations.CameAfter("b", 3)));
    }

    [Fact]
    public void A_deadline_counts_down_to_zero_and_a_limit_only_shortens_it()
    {
        var deadline = new Deadline(clock, clock.GetTimestamp(), TimeSpan.FromSeconds(5));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((5d, 2d, 3d), (deadline.Budget.TotalSeconds, deadline.Elapsed.TotalSeconds, deadline.Left.TotalSeconds));
        Assert.Equal([3d, 3d, 3d, 1d], new[] { deadline.Within(null), deadline.Within(TimeSpan.FromSeconds(3)), deadline.Within(TimeSpan.FromSeconds(9)), deadline.Within(TimeSpan.FromSeconds(1)) }.Select(within => within.Left.TotalSeconds));
        Assert.Equal([5d, 5d, 1d], new[] { deadline.Within(null), deadline.Within(TimeSpan.FromSeconds(3)), deadline.Within(TimeSpan.FromSeconds(1)) }.Select(within => within.Budget.TotalSeconds));
        Assert.Equal((5d, 0d), (deadline.Again().Left.TotalSeconds, deadline.Again().Elapsed.TotalSeconds));
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal((TimeSpan.Zero, 11d), (deadline.Left, deadline.Elapsed.TotalSeconds));
    }

    [Theory]
    [InlineData(500, 1_000, true)]
    [InlineData(501, 1_000, false)]
    [InlineData(501, 1_002, true)]
    public void A_crowd_lets_in_whoever_has_twice_the_time_that_work_waits(int waited, int left, bool letIn)
    {
        var load = new LoginLoad(clock);
        for (var i = 0; i < 255; i++)
            Assert.True(load.TryEnter(TimeSpan.Zero));
        var queued = load.Queued();
        clock.Advance(TimeSpan.FromMilliseconds(waited));
        load.Began(queued);
        load.Began(load.Queued());
        Assert.True(load.TryEnter(TimeSpan.Zero));
        Assert.Equal(256, load.InFlow);
        Assert.Equal(letIn, load.TryEnter(TimeSpan.FromMilliseconds(left)));
        Assert.Equal(letIn ? 257 : 256, load.InFlow);
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(load.TryEnter(TimeSpan.Zero));
        load.Leave();
        Assert.Equal(letIn ? 256 : 255, load.InFlow);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        load.Began(load.Queued());
        Assert.True(load.TryEnter(TimeSpan.FromTicks(1)));
    }

    [Fact]
    public async Task What_a_flight_brings_is_for_all_but_a_deadline_and_who_left_has_none()
    {
        var flights = new AnswerFlights();
        var mine = flights.Join(Key("a"), 7, out var isMine);
        Assert.Equal((7L, true), (mine.Began, isMine));
        Assert.Same(mine, flights.Join(Key("a"), 8, out isMine));
        Assert.False(isMine);
        flights.Leave("subject of b");
        flights.Remove(Key("a"), new(1));
        Assert.Same(mine, flights.Join(Key("a"), 8, out _));
        flights.Leave("subject of a");
        var next = flights.Join(Key("a"), 9, out isMine);
        Assert.Equal((9L, true), (next.Began, isMine));
        flights.Remove(Key("a"), mine);
        Assert.Same(next, flights.Join(Key("a"), 10, out _));
        flights.Remove(Key("a"), next);
        Assert.NotSame(next, flights.Join(Key("a"), 10, out _));
        mine.Land(null);
        mine.Land(ActionResult.Skipped);
        Assert.Null(await mine.Landed);
        next.Land(ActionResult.Skipped);
        Assert.Same(ActionResult.Skipped, await next.Landed);
    }

    private static AnswerKey Key(string text) => new(text, $"subject of {text}");

    private static IReadOnlyList<Command> Said(string text) => [new("access.deny", [text])];

    private static string? Found(AnswerStore store, string text, int seconds) => store.Find(Key(text), TimeSpan.FromSeconds(seconds))?[0].Text(0);

    private static PlannedAction Entry(Func<PostLoginEvent, string?> reads) => new()
    {
        Index = 0,
        Name = "tier",
        Type = "tier",
        Action = new Hosting.InlineAction((_, _, _) => Task.CompletedTask) { ReadsOf = reads },
        FreshFor = TimeSpan.FromMinutes(1),
    };

    private FlowContext Context(string login) => new("auth0", new(JsonElement.Parse(login)), new Deadline(clock, clock.GetTimestamp(), TimeSpan.FromSeconds(5)));
}
