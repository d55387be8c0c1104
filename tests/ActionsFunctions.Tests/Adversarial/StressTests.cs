using System.Collections.Concurrent;
using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Model;
using ActionsFunctions.Running;
using ActionsFunctions.Testing;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>What is shared between logins, under many threads that do everything at once. What each thread does comes from a seed; when, from the machine.</summary>
public sealed class StressTests
{
    public static TheoryData<int> Seeds => [1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task An_id_is_accepted_once_in_its_window_whatever_else_is_used_and_ends(int seed)
    {
        var clock = new ManualTimeProvider();
        var store = new ReplayStore(clock);
        var start = clock.GetUtcNow();
        var accepted = new ConcurrentBag<int>();
        await ManyThreads.RunAsync(seed, random =>
        {
            // A message's own time decides when it ends, whenever it comes.
            var id = random.Next(400);
            if (store.TryUse("stress", $"{id}", start.AddSeconds(id)))
                accepted.Add(id);
            if (random.Next(200) == 0)
                clock.Advance(TimeSpan.FromSeconds(random.Next(5)));
        });
        Assert.True(accepted.Count > 50 && accepted.Distinct().Count() == accepted.Count, $"seed {seed}: {accepted.Count} uses of {accepted.Distinct().Count()} ids");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Answers_stay_bounded_and_those_of_an_invalidated_user_do_not_come_back(int seed)
    {
        const int capacity = 50;
        var store = new AnswerStore(new ManualTimeProvider(), capacity);
        var faults = new ConcurrentQueue<string>();
        await ManyThreads.RunAsync(seed, random =>
        {
            var user = $"u{random.Next(30)}";
            var key = new AnswerKey($"{user}-{random.Next(4)}", AnswerKey.SubjectOf("p", user));
            var began = store.Now;
            switch (random.Next(5))
            {
                case 0:
                    store.Invalidate("p", user);
                    store.Keep(key, [new(Command.Deny, ["old"])], began);
                    if (store.Find(key, TimeSpan.MaxValue) is [{ Args: [var old] }] && old == (ClaimValue)"old")
                        faults.Enqueue($"seed {seed}: {user} has an answer from before its invalidation");
                    break;
                case 1:
                    store.Forget(key);
                    break;
                case 2:
                    var flight = store.Join(key, out var isMine);
                    if (isMine)
                    {
                        store.End(key, flight);
                        flight.Land(null);
                    }

                    break;
                default:
                    store.Keep(key, [new(Command.Deny, ["new"])], began);
                    break;
            }

            if (store.Count > capacity)
                faults.Enqueue($"seed {seed}: {store.Count} answers");
        });
        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task One_request_for_a_token_is_in_flight_and_nobody_gets_one_that_has_ended(int seed)
    {
        var clock = new ManualTimeProvider();
        var issuer = new CountedIssuer(clock);
        using var token = new SharedToken(issuer, clock, NullLogger.Instance);
        var faults = new ConcurrentQueue<string>();
        await ManyThreads.RunAsync(seed, async random =>
        {
            var before = clock.GetUtcNow();
            var answer = await token.GetAsync(CancellationToken.None);
            if (answer.Token is { } got && issuer.EndOf(got) < before)
                faults.Enqueue($"seed {seed}: a token that ended {before - issuer.EndOf(got)} before it was asked for");
            if (random.Next(20) == 0 && answer.Token is { } refused)
                token.Invalidate(refused);
            if (random.Next(50) == 0)
                clock.Advance(TimeSpan.FromSeconds(random.Next(400)));
        });
        Assert.Equal(1, issuer.MostAtOnce);
        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_same_body_has_one_name_for_as_long_as_its_provider_repeats_it(int seed)
    {
        var clock = new ManualTimeProvider();
        var bodies = new RecentBodies(TimeSpan.FromSeconds(90), clock);
        var names = new ConcurrentBag<(string Body, string Name)>();
        await ManyThreads.RunAsync(seed, random =>
        {
            var body = $"{random.Next(500)}";
            names.Add((body, bodies.NameOf(body)));
        });
        Assert.Equal(names.Select(use => use.Body).Distinct().Count(), names.Select(use => use.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Caches_of_actions_stay_within_their_limits(int seed)
    {
        var clock = new ManualTimeProvider();
        var store = new CacheStore(clock, capacity: 20);
        var faults = new ConcurrentQueue<string>();
        await ManyThreads.RunAsync(seed, random =>
        {
            var scope = new CacheScope("p", null, $"u{random.Next(40)}", "a");
            if (random.Next(10) == 0)
                store.Forget("p", scope.User);
            store.Commit(scope, [new($"k{random.Next(30)}", new(new('x', random.Next(4_000)), clock.GetUtcNow().AddMinutes(random.Next(5))))]);
            if (CacheLimits.Refuse(store.Find(scope)) is { } error)
                faults.Enqueue($"seed {seed}: {error}");
        });
        Assert.Empty(faults);
    }

    /// <summary>Issues tokens and counts how many requests there are at once.</summary>
    private sealed class CountedIssuer(TimeProvider clock) : ITokenIssuer
    {
        private readonly ConcurrentDictionary<BearerToken, DateTimeOffset> ends = new(ReferenceEqualityComparer.Instance);
        private static readonly TimeSpan Lifetime = TimeSpan.FromHours(3);
        private int now;

        public string Source => "stress";

        public int MostAtOnce { get; private set; }

        public DateTimeOffset EndOf(BearerToken token) => ends[token];

        public async Task<TokenAnswer> IssueAsync(CancellationToken cancellationToken)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref now));
            var token = new BearerToken("t", Lifetime);
            ends[token] = clock.GetUtcNow() + Lifetime;
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return new(token, null);
        }
    }
}
