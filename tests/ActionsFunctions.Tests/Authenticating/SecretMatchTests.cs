using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Tests.Authenticating;

public sealed class SecretMatchTests
{
    [Fact]
    public async Task A_secret_rotated_since_it_was_read_is_asked_for_again_before_the_caller_is_refused()
    {
        var secret = new RotatingSecret("old") { Rotated = new("new", "old") };
        Assert.Equal(CallerVerdict.Accepted, await MatchAsync("new", secret));
        Assert.Equal(1, secret.Refreshes);
    }

    [Fact]
    public async Task A_match_asks_nobody_again()
    {
        var secret = new RotatingSecret("right") { Rotated = new("other") };
        Assert.Equal(CallerVerdict.Accepted, await MatchAsync("right", secret));
        Assert.Equal(0, secret.Refreshes);
    }

    [Fact]
    public async Task The_previous_version_counts() =>
        Assert.Equal(CallerVerdict.Accepted, await MatchAsync("old", new RotatingSecret("new", "old")));

    [Fact]
    public async Task Every_secret_is_compared_even_after_a_match()
    {
        var compared = new List<string>();
        await SecretMatch.AnyAsync([new LiteralSecret("a"), new LiteralSecret("b")], "a", (proof, secret) =>
        {
            compared.Add(secret);
            return proof == secret;
        }, CancellationToken.None);
        Assert.Equal(["a", "b"], compared);
    }

    [Fact]
    public async Task Where_a_secret_cannot_be_read_the_caller_may_be_right() =>
        Assert.Equal(CallerVerdict.Unavailable, await MatchAsync("x", new LiteralSecret("y"), new UnreadSecret()));

    [Fact]
    public async Task Where_all_secrets_are_read_and_none_matches_the_caller_is_wrong() =>
        Assert.Equal(CallerVerdict.Mismatch, await MatchAsync("x", new LiteralSecret("y")));

    [Fact]
    public async Task Before_a_refusal_the_vault_is_asked_once_more_and_only_what_is_new_is_compared()
    {
        var (kept, rotated) = (new RotatingSecret("a", "b"), new RotatingSecret("c") { Rotated = new("d", "c") });
        var compared = new List<string>();
        var verdict = await SecretMatch.AnyAsync([kept, rotated], "x", (proof, secret) =>
        {
            compared.Add(secret);
            return proof == secret;
        }, CancellationToken.None);
        Assert.Equal(CallerVerdict.Mismatch, verdict);
        Assert.Equal(["a", "b", "c", "d", "c"], compared);
        Assert.Equal((1, 1), (kept.Refreshes, rotated.Refreshes));
    }

    [Fact]
    public async Task One_value_that_stands_in_several_places_counts()
    {
        Assert.Equal(CallerVerdict.Accepted, await MatchAsync("a", new LiteralSecret("a"), new LiteralSecret("a")));
        Assert.Equal(CallerVerdict.Accepted, await MatchAsync("a", new RotatingSecret("a", "a")));
        Assert.Equal(CallerVerdict.Accepted, await MatchAsync("a", new RotatingSecret("b", "a"), new RotatingSecret("c", "a")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task However_many_secrets_cannot_be_read_or_used_the_caller_may_be_right(int count)
    {
        Assert.Equal(CallerVerdict.Unavailable, await MatchAsync("x", [new LiteralSecret("y"), .. Enumerable.Repeat(new UnreadSecret(), count)]));
        var malformed = Enumerable.Repeat(new LiteralSecret("malformed"), count).ToList();
        Assert.Equal(CallerVerdict.Unavailable, await SecretMatch.AnyAsync(malformed, "x", (_, _) => null, CancellationToken.None));
    }

    private static ValueTask<CallerVerdict> MatchAsync(string proof, params ISecret[] secrets) =>
        SecretMatch.AnyAsync(secrets, proof, (given, secret) => given == secret, CancellationToken.None);

    private sealed class RotatingSecret(string current, string? previous = null) : ISecret
    {
        private readonly SecretVersions first = new(current, previous);

        public SecretVersions? Rotated { get; init; }

        public int Refreshes { get; private set; }

        public ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken) => new(first);

        public ValueTask<SecretVersions> RefreshAsync(CancellationToken cancellationToken)
        {
            Refreshes++;
            return new(Rotated ?? first);
        }
    }

    private sealed class UnreadSecret : ISecret
    {
        public ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken) => throw new SecretUnavailableException();
    }
}
