using ActionsFunctions.IdentityProviders;

namespace ActionsFunctions.Tests.IdentityProviders.OryHydra;

/// <summary>The API key of Hydra's hooks.</summary>
public sealed class OryHydraCallerTests
{
    private const string Key = "Bearer harbour-hook-key";

    [Theory]
    [InlineData("Authorization", Key, CallerVerdict.Accepted)]
    [InlineData("authorization", Key, CallerVerdict.Accepted)]
    [InlineData("Authorization", "harbour-hook-key", CallerVerdict.Mismatch)]
    [InlineData("Authorization", "bearer harbour-hook-key", CallerVerdict.Mismatch)]
    [InlineData("Authorization", "", CallerVerdict.Missing)]
    [InlineData("X-Api-Key", Key, CallerVerdict.Missing)]
    public async Task The_whole_value_of_the_header_counts(string header, string value, CallerVerdict verdict) =>
        Assert.Equal(verdict, await new ProviderUnderTest("ory-hydra", ("ApiKeys:0", Key)).AuthenticateAsync([], (header, value)));

    [Fact]
    public async Task The_key_can_be_in_a_header_of_another_name()
    {
        var test = new ProviderUnderTest("ory-hydra", ("ApiKeys:0", Key), ("ApiKeyHeader", "X-Hydra-Key"));
        Assert.Equal(CallerVerdict.Accepted, await test.AuthenticateAsync([], ("x-hydra-key", Key)));
        Assert.Equal(CallerVerdict.Missing, await test.AuthenticateAsync([], ("Authorization", Key)));
    }

    [Fact]
    public async Task The_same_call_is_accepted_again_since_hydra_repeats_calls()
    {
        var test = new ProviderUnderTest("ory-hydra", ("ApiKeys:0", Key));
        Assert.Equal(CallerVerdict.Accepted, await test.AuthenticateAsync([], ("Authorization", Key)));
        Assert.Equal(CallerVerdict.Accepted, await test.AuthenticateAsync([], ("Authorization", Key)));
    }

    [Fact]
    public void Mistakes_in_the_settings_are_named()
    {
        Assert.Equal(["ApiKeys"], new ProviderUnderTest("ory-hydra").Faults());
        Assert.Equal(["ApiKeyHeader", "ApiKey"], new ProviderUnderTest("ory-hydra", ("ApiKeys:0", Key), ("ApiKeyHeader", "X Key"), ("ApiKey", "x")).Faults());
    }
}
