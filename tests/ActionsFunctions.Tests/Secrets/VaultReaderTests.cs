using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using Azure;
using Azure.Security.KeyVault.Secrets;
using Moq;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>What each answer of the vault, good or bad, is taken for.</summary>
public sealed class VaultReaderTests
{
    private static readonly DateTimeOffset Made = new(2029, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private readonly ManualTimeProvider clock = new();
    private readonly Mock<SecretClient> client = new(MockBehavior.Strict);
    private readonly VaultReader reader;

    public VaultReaderTests() => reader = new(() => client.Object, clock);

    [Theory]
    [InlineData(404, "SecretNotFound", null, "Missing", "404 SecretNotFound")]
    [InlineData(404, "ResourceNotFound", null, "Unreachable", "404 ResourceNotFound")]
    [InlineData(410, "SecretNotFound", null, "Unreachable", "410 SecretNotFound")]
    [InlineData(403, "Forbidden", "SecretDisabled", "Disabled", "403 Forbidden")]
    [InlineData(403, "Forbidden", "ForbiddenByRbac", "Forbidden", "403 Forbidden")]
    [InlineData(403, "Forbidden", null, "Forbidden", "403 Forbidden")]
    [InlineData(401, "Unauthorized", "SecretDisabled", "Unreachable", "401 Unauthorized")]
    [InlineData(429, "Throttled", null, "Unreachable", "429 Throttled")]
    [InlineData(500, "InternalServerError", null, "Unreachable", "500 InternalServerError")]
    public async Task A_refusal_is_told_apart_by_its_status_and_the_vaults_own_code(int status, string code, string? inner, string fault, string detail)
    {
        Answers(null, MockVault.Refusal(status, code, inner));
        await AssertFaultAsync(fault, detail);
    }

    [Fact]
    public async Task A_refusal_without_a_response_of_the_vault_is_told_by_its_status()
    {
        Answers(null, new RequestFailedException(403, "personal detail"));
        await AssertFaultAsync("Forbidden", "403 (unfit)");
    }

    [Fact]
    public async Task Every_other_exception_is_an_outage_of_which_the_type_alone_is_told()
    {
        Answers(null, new InvalidOperationException("personal detail"));
        await AssertFaultAsync("Unreachable", "InvalidOperationException");
    }

    [Fact]
    public async Task A_read_ends_when_cancelled_although_the_client_goes_on()
    {
        var never = new TaskCompletionSource<Response<KeyVaultSecret>>();
        client.Setup(it => it.GetSecretAsync("signing", null, It.IsAny<CancellationToken>())).Returns(never.Task);
        using var cancel = new CancellationTokenSource();
        var reading = reader.ReadAsync("signing", null, cancel.Token);
        await cancel.CancelAsync();
        Assert.Equal((VaultFault.Unreachable, "TaskCanceledException"), Told(await reading));
    }

    [Fact]
    public async Task A_lookup_of_the_previous_version_ends_when_cancelled_although_the_client_goes_on()
    {
        var never = new TaskCompletionSource<Response<KeyVaultSecret>>();
        Lists(Version("v1", Made));
        client.Setup(it => it.GetSecretAsync("signing", "v1", It.IsAny<CancellationToken>())).Returns(never.Task);
        using var cancel = new CancellationTokenSource();
        var reading = reader.FindPreviousAsync("signing", Current, cancel.Token);
        await cancel.CancelAsync();
        Assert.Equal((VaultFault.Unreachable, "TaskCanceledException"), Told((await reading)!));
    }

    [Fact]
    public async Task A_good_answer_is_taken_whole()
    {
        var expires = clock.GetUtcNow().AddDays(1);
        Answers("v2", Version("v2", Made, expires: expires), "value");
        Assert.Equal(new VaultAnswer(VaultFault.None, "value", "v2", Made) { Expires = expires }, await reader.ReadAsync("signing", "v2", default));
    }

    [Theory]
    [InlineData(null, null, null, "value", "None")]
    [InlineData(true, 1, 0, "value", "None")]
    [InlineData(true, null, -1, " ", "None")]
    [InlineData(false, null, null, "value", "Disabled")]
    [InlineData(false, -1, 1, "", "Disabled")]
    [InlineData(true, 0, null, "value", "Expired")]
    [InlineData(true, -1, 1, "", "Expired")]
    [InlineData(true, 2, 1, "value", "NotYetValid")]
    [InlineData(true, null, 1, "", "NotYetValid")]
    [InlineData(true, null, null, "", "Empty")]
    [InlineData(true, null, null, null, "Empty")]
    public async Task A_version_counts_between_its_dates_where_it_is_enabled_and_not_empty(bool? enabled, int? expiresIn, int? beginsIn, string? value, string fault)
    {
        var now = clock.GetUtcNow();
        var version = Version("v1", Made, enabled, now.AddSeconds(expiresIn ?? 100), now.AddSeconds(beginsIn ?? -100));
        Answers(null, version, value);
        var answer = await reader.ReadAsync("signing", null, default);
        Assert.Equal((Enum.Parse<VaultFault>(fault), fault == "None" ? "" : "as the vault's answer says"), Told(answer));
        Assert.Equal(fault == "None" ? value : "", answer.Value);
    }

    [Fact]
    public async Task The_previous_version_is_the_newest_that_is_older_than_the_current_one_and_enabled()
    {
        Lists(
            Version("v1", Made.AddDays(-3)),
            Version("v5", Made.AddSeconds(1)),
            Version("v3", Made, enabled: false),
            Version("v2", Made.AddSeconds(-1), enabled: null),
            Version("current", Made),
            Version("v0", Made.AddDays(-4)));
        Answers("v2", Version("v2", Made.AddSeconds(-1)), "before");
        Assert.Equal(new VaultAnswer(VaultFault.None, "before", "v2", Made.AddSeconds(-1)), await reader.FindPreviousAsync("signing", Current, default));
    }

    [Fact]
    public async Task A_version_of_the_same_second_is_the_previous_one()
    {
        Lists(Version("current", Made), Version("twin", Made));
        Answers("twin", Version("twin", Made), "before");
        Assert.Equal("twin", (await reader.FindPreviousAsync("signing", Current, default))?.Version);
    }

    [Fact]
    public async Task Of_two_older_versions_of_one_second_the_first_listed_counts()
    {
        Lists(Version("one", Made.AddDays(-1)), Version("two", Made.AddDays(-1)));
        Answers("one", Version("one", Made.AddDays(-1)), "before");
        Assert.Equal("one", (await reader.FindPreviousAsync("signing", Current, default))?.Version);
    }

    [Fact]
    public async Task Without_an_older_version_there_is_no_previous_one()
    {
        Lists(Version("current", Made), Version("v3", Made.AddSeconds(1)));
        Assert.Null(await reader.FindPreviousAsync("signing", Current, default));
    }

    [Theory]
    [InlineData(249, "late")]
    [InlineData(250, null)]
    public async Task No_more_than_250_versions_are_looked_through(int before, string? found)
    {
        Lists([.. Enumerable.Repeat(Version("newer", Made.AddSeconds(1)), before), Version("late", Made.AddDays(-1))]);
        Answers("late", Version("late", Made.AddDays(-1)), "before");
        Assert.Equal(found, (await reader.FindPreviousAsync("signing", Current, default))?.Version);
    }

    [Fact]
    public async Task A_listing_that_fails_is_a_fault_and_no_exception()
    {
        client.Setup(it => it.GetPropertiesOfSecretVersionsAsync("signing", It.IsAny<CancellationToken>())).Throws(MockVault.Refusal(403, "Forbidden", "ForbiddenByRbac"));
        Assert.Equal((VaultFault.Forbidden, "403 Forbidden"), Told((await reader.FindPreviousAsync("signing", Current, default))!));
    }

    private static VaultAnswer Current => new(VaultFault.None, "now", "current", Made);

    private static (VaultFault Fault, string Detail) Told(VaultAnswer answer) => (answer.Fault, answer.Detail.ToString());

    private static SecretProperties Version(string id, DateTimeOffset created, bool? enabled = true, DateTimeOffset? expires = null, DateTimeOffset? begins = null)
    {
        var version = SecretModelFactory.SecretProperties(
            new Uri($"https://vault.example/secrets/signing/{id}"), new Uri("https://vault.example"), "signing", id, false, null, created, created, null);
        (version.Enabled, version.ExpiresOn, version.NotBefore) = (enabled, expires, begins);
        return version;
    }

    private async Task AssertFaultAsync(string fault, string detail)
    {
        var answer = await reader.ReadAsync("signing", null, default);
        Assert.Equal((Enum.Parse<VaultFault>(fault), detail), Told(answer));
        Assert.Equal(("", "", null, null), (answer.Value, answer.Version, answer.Created, answer.Expires));
    }

    private void Answers(string? id, Exception fault) => client.Setup(it => it.GetSecretAsync("signing", id, It.IsAny<CancellationToken>())).ThrowsAsync(fault);

    private void Answers(string? id, SecretProperties version, string? value) => client.Setup(it => it.GetSecretAsync("signing", id, It.IsAny<CancellationToken>()))
        .ReturnsAsync(Response.FromValue(SecretModelFactory.KeyVaultSecret(version, value), Mock.Of<Response>()));

    private void Lists(params SecretProperties[] versions) => client.Setup(it => it.GetPropertiesOfSecretVersionsAsync("signing", It.IsAny<CancellationToken>()))
        .Returns(AsyncPageable<SecretProperties>.FromPages([Page<SecretProperties>.FromValues(versions, null, Mock.Of<Response>())]));
}
