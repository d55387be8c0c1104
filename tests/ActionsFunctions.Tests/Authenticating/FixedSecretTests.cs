using ActionsFunctions.Authenticating;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Secrets;

namespace ActionsFunctions.Tests.Authenticating;

public sealed class FixedSecretTests
{
    [Theory]
    [InlineData("current", CallerVerdict.Accepted)]
    [InlineData("rotated", CallerVerdict.Accepted)]
    [InlineData("older", CallerVerdict.Accepted)]
    [InlineData("Current", CallerVerdict.Mismatch)]
    [InlineData("current ", CallerVerdict.Mismatch)]
    [InlineData("current, older", CallerVerdict.Mismatch)]
    [InlineData("", CallerVerdict.Missing)]
    [InlineData(null, CallerVerdict.Missing)]
    public async Task Every_configured_value_and_its_previous_version_opens_and_nothing_else(string? given, CallerVerdict verdict)
    {
        var secret = new FixedSecret([new Rotated("current", "rotated"), new LiteralSecret("older")]);

        Assert.Equal(verdict, await secret.VerifyAsync(given, CancellationToken.None));
    }

    [Fact]
    public async Task An_empty_value_in_the_vault_opens_to_nobody()
    {
        var secret = new FixedSecret([new Rotated("", "")]);

        Assert.Equal(CallerVerdict.Mismatch, await secret.VerifyAsync("x", CancellationToken.None));
        Assert.Equal(CallerVerdict.Missing, await secret.VerifyAsync("", CancellationToken.None));
    }

    [Fact]
    public async Task While_a_value_cannot_be_read_the_others_open_and_the_rest_is_told_to_come_again()
    {
        var secret = new FixedSecret([new Unreadable(), new LiteralSecret("older")]);

        Assert.Equal(CallerVerdict.Accepted, await secret.VerifyAsync("older", CancellationToken.None));
        Assert.Equal(CallerVerdict.Unavailable, await secret.VerifyAsync("current", CancellationToken.None));
        await Assert.ThrowsAsync<SecretUnavailableException>(() => secret.LoadAsync(CancellationToken.None));
    }

    private sealed class Rotated(string current, string previous) : ISecret
    {
        public ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken) => new(new SecretVersions(current, previous));
    }

    private sealed class Unreadable : ISecret
    {
        public ValueTask<SecretVersions> ReadAsync(CancellationToken cancellationToken) => throw new SecretUnavailableException();
    }
}
