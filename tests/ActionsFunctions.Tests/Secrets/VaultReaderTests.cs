using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>What each answer of the vault is taken for.</summary>
public sealed class VaultReaderTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly MockVault vault;
    private readonly VaultReader reader;

    public VaultReaderTests()
    {
        vault = new(clock);
        reader = new(() => vault.Client, clock);
    }

    [Theory]
    [InlineData(404, "SecretNotFound", null, "Missing 404 SecretNotFound")]
    [InlineData(404, "NotFound", null, "Unreachable 404 NotFound")]
    [InlineData(403, "Forbidden", "SecretDisabled", "Disabled 403 Forbidden")]
    [InlineData(403, "Forbidden", "ForbiddenByRbac", "Forbidden 403 Forbidden")]
    [InlineData(401, "SecretNotFound", null, "Unreachable 401 SecretNotFound")]
    [InlineData(429, "Throttled", null, "Unreachable 429 Throttled")]
    [InlineData(500, "InternalServerError", "SecretDisabled", "Unreachable 500 InternalServerError")]
    public async Task Only_the_vaults_own_word_takes_a_secret_back(int status, string code, string? inner, string expected)
    {
        vault.Store("value");
        var current = await ReadAsync();
        vault.Fault = MockVault.Refusal(status, code, inner);
        foreach (var answer in new[] { await ReadAsync(), (await reader.FindPreviousAsync(MockVault.Name, current, CancellationToken.None))! })
        {
            Assert.Equal(expected, $"{answer.Fault} {answer.Detail}");
            Assert.Equal("", answer.Value);
        }
    }

    [Fact]
    public async Task Any_other_exception_is_told_by_its_type()
    {
        vault.Fault = new IOException("https://vault.example");
        var answer = await ReadAsync();
        Assert.Equal("Unreachable IOException", $"{answer.Fault} {answer.Detail}");
    }

    [Theory]
    [InlineData("value", null, null, "None ")]
    [InlineData("value", 1, null, "None ")]
    [InlineData("value", 0, null, "Expired as the vault's answer says")]
    [InlineData("value", -1, null, "Expired as the vault's answer says")]
    [InlineData("value", null, 0, "None ")]
    [InlineData("value", null, -1, "None ")]
    [InlineData("value", null, 1, "NotYetValid as the vault's answer says")]
    [InlineData("", null, null, "Empty as the vault's answer says")]
    public async Task A_version_counts_from_its_beginning_to_before_its_end_and_where_it_holds_something(string value, int? end, int? begin, string expected)
    {
        vault.Store(value);
        (vault.ExpiresOn, vault.NotBefore) = (At(end), At(begin));
        var answer = await ReadAsync();
        Assert.Equal(expected, $"{answer.Fault} {answer.Detail}");
        Assert.Equal(expected == "None " ? (value, "v1", (DateTimeOffset?)clock.GetUtcNow(), At(end)) : ("", "", default(DateTimeOffset?), default(DateTimeOffset?)), (answer.Value, answer.Version, answer.Created, answer.Expires));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "value 1")]
    [InlineData(3, "value 2")]
    [InlineData(251, "value 250")]
    [InlineData(300, "value 250")]
    public async Task The_previous_version_is_the_newest_older_one_of_the_first_250_that_are_listed(int versions, string? previous)
    {
        for (var version = 1; version <= versions; version++)
        {
            vault.Store($"value {version}");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(previous, (await reader.FindPreviousAsync(MockVault.Name, await ReadAsync(), CancellationToken.None))?.Value);
    }

    private DateTimeOffset? At(int? seconds) => seconds is { } given ? clock.GetUtcNow() + TimeSpan.FromSeconds(given) : null;

    private Task<VaultAnswer> ReadAsync() => reader.ReadAsync(MockVault.Name, null, CancellationToken.None);
}
