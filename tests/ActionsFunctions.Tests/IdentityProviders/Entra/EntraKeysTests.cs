using System.Text;
using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.IdentityProviders.Entra;
using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Simulators.Entra;
using ActionsFunctions.Tests.Authenticating.Jwt;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.IdentityProviders.Entra;

/// <summary>The tenant's keys over time: rotation, forgery, outage.</summary>
public sealed class EntraKeysTests : IAsyncLifetime
{
    private static readonly EntraSigningKey First = EntraSigningKey.New("first");
    private static readonly EntraSigningKey Second = EntraSigningKey.New("second");
    private readonly ManualTimeProvider clock = new();
    private readonly EntraAuthority authority = new(First);
    private MetadataServer server = null!;
    private IIdentityProvider provider = null!;

    public async Task InitializeAsync()
    {
        server = await MetadataServer.StartAsync(authority);
        provider = EntraUnderTest.Provider(server.MetadataAddress, clock);
    }

    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    [Fact]
    public async Task Warming_up_loads_the_keys_and_no_login_loads_them_again()
    {
        await provider.LoadCredentialsAsync(CancellationToken.None);
        await provider.LoadCredentialsAsync(CancellationToken.None);
        for (var i = 0; i < 20; i++)
            Assert.Equal(CallerVerdict.Accepted, await CallAsync(First));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task A_rehearsed_token_fails_by_nothing_but_its_signature_and_loads_no_keys()
    {
        var settings = new EntraSettings(EntraUnderTest.TenantId, EntraUnderTest.Audience, server.MetadataAddress, [EntraSettings.AuthenticationExtensions], OnDeny.Fail);
        var metadata = new OpenIdMetadata(OpenIdMetadata.NewClient(), server.MetadataAddress, EntraUnderTest.TenantId, clock);
        var verifier = new JwtVerifier(new(metadata, TimeSpan.FromSeconds(5), clock, NullLogger.Instance), new EntraCaller(settings), clock);
        await verifier.LoadAsync(CancellationToken.None);

        Assert.Equal(CallerVerdict.Mismatch, await verifier.RehearseAsync(CancellationToken.None));
        Assert.Equal(1, server.KeyLoads);
    }

    [Fact]
    public async Task Logins_that_arrive_together_share_one_load()
    {
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        var calls = Enumerable.Range(0, 50).Select(_ => CallAsync(First)).ToList();
        gate.SetResult();
        Assert.All(await Task.WhenAll(calls), verdict => Assert.Equal(CallerVerdict.Accepted, verdict));
        Assert.Equal(1, server.KeyLoads);
    }

    [Fact]
    public async Task A_rotation_is_noticed_by_the_first_calls_with_the_new_key_and_costs_one_load()
    {
        await provider.LoadCredentialsAsync(CancellationToken.None);
        authority.Publish(Second, First);
        var calls = Enumerable.Range(0, 50).Select(i => CallAsync(i % 2 == 0 ? Second : First));
        Assert.All(await Task.WhenAll(calls), verdict => Assert.Equal(CallerVerdict.Accepted, verdict));
        Assert.Equal(2, server.KeyLoads);
    }

    [Fact]
    public async Task A_withdrawn_key_no_longer_counts_once_the_keys_are_loaded_again()
    {
        await provider.LoadCredentialsAsync(CancellationToken.None);
        authority.Publish(Second);
        Assert.Equal(CallerVerdict.Accepted, await CallAsync(Second));
        Assert.Equal(CallerVerdict.Mismatch, await CallAsync(First));
    }

    [Fact]
    public async Task A_flood_of_unknown_key_ids_makes_one_load_in_ten_seconds()
    {
        await provider.LoadCredentialsAsync(CancellationToken.None);
        for (var i = 0; i < 100; i++)
            Assert.Equal(CallerVerdict.Mismatch, await ForgeAsync($"unknown-{i}"));
        Assert.Equal(2, server.KeyLoads);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(CallerVerdict.Mismatch, await ForgeAsync("unknown"));
        Assert.Equal(CallerVerdict.Mismatch, await ForgeAsync("unknown"));
        Assert.Equal(3, server.KeyLoads);
    }

    [Fact]
    public async Task A_token_for_somebody_else_never_makes_us_load_keys()
    {
        var forge = new TokenForge(First, clock.GetUtcNow());
        var wrong = forge.WithClaims(claims => claims["aud"] = "somebody-else");
        Assert.Equal(CallerVerdict.WrongParty, await provider.AuthenticateAsync("Bearer " + wrong));
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Keys_are_renewed_in_the_background_before_they_are_old()
    {
        await provider.LoadCredentialsAsync(CancellationToken.None);
        authority.Publish(Second, First);
        var asked = new TaskCompletionSource();
        server.Documents[EntraAuthority.KeysPath] = () =>
        {
            asked.TrySetResult();
            return authority.Keys();
        };
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CallerVerdict.Accepted, await CallAsync(First));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        // Either the renewal is over, or this call waits for it: no further load.
        Assert.Equal(CallerVerdict.Accepted, await CallAsync(Second));
        Assert.Equal(2, server.KeyLoads);
    }

    [Fact]
    public async Task An_outage_of_the_metadata_stops_no_login()
    {
        await provider.LoadCredentialsAsync(CancellationToken.None);
        server.Status = 503;
        for (var hour = 0; hour < 23; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(CallerVerdict.Accepted, await CallAsync(First));
        }
    }

    [Fact]
    public async Task Keys_of_yesterday_do_not_count_and_the_next_ones_do()
    {
        await provider.LoadCredentialsAsync(CancellationToken.None);
        server.Status = 503;
        clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(CallerVerdict.Unavailable, await CallAsync(First));
        server.Status = null;
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CallerVerdict.Accepted, await CallAsync(First));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task Without_keys_a_call_can_be_neither_accepted_nor_refused(int status)
    {
        server.Status = status;
        await Assert.ThrowsAsync<SecretUnavailableException>(() => provider.LoadCredentialsAsync(CancellationToken.None));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CallerVerdict.Unavailable, await CallAsync(First));
        Assert.Equal(2, server.Requests);
        Assert.Equal(CallerVerdict.Unavailable, await CallAsync(First));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task A_load_that_takes_longer_than_the_budget_is_not_waited_for()
    {
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        var call = CallAsync(First);
        await clock.WhenArmedAsync(1);
        clock.Advance(TimeSpan.FromSeconds(0.7));
        Assert.Equal(CallerVerdict.Unavailable, await call);
        gate.SetResult();
        Assert.Equal(CallerVerdict.Accepted, await CallAsync(First));
        Assert.Equal(1, server.KeyLoads);
    }

    [Fact]
    public async Task A_key_set_that_lost_its_keys_does_not_replace_the_earlier_one()
    {
        await provider.LoadCredentialsAsync(CancellationToken.None);
        server.Documents[EntraAuthority.KeysPath] = () => """{"keys":[]}"""u8.ToArray();
        Assert.Equal(CallerVerdict.Mismatch, await ForgeAsync("unknown"));
        Assert.Equal(2, server.KeyLoads);
        Assert.Equal(CallerVerdict.Accepted, await CallAsync(First));
    }

    [Fact]
    public async Task The_issuer_of_an_external_tenant_is_what_its_document_says()
    {
        const string Issuer = $"https://{EntraUnderTest.TenantId}.ciamlogin.com/{EntraUnderTest.TenantId}/v2.0";
        var text = $$"""{"issuer":"{{Issuer}}","jwks_uri":"{{new Uri(server.Address, EntraAuthority.KeysPath)}}"}""";
        server.Documents[EntraAuthority.MetadataPath] = () => Encoding.UTF8.GetBytes(text);
        var forge = new TokenForge(First, clock.GetUtcNow());
        Assert.Equal(CallerVerdict.Accepted, await provider.AuthenticateAsync("Bearer " + forge.WithClaims(claims => claims["iss"] = Issuer)));
        Assert.Equal(CallerVerdict.WrongParty, await provider.AuthenticateAsync("Bearer " + forge.Valid()));
    }

    private Task<CallerVerdict> CallAsync(EntraSigningKey key) =>
        provider.AuthenticateAsync("Bearer " + new TokenForge(key, clock.GetUtcNow()).Valid()).AsTask();

    private ValueTask<CallerVerdict> ForgeAsync(string keyId) =>
        provider.AuthenticateAsync("Bearer " + new TokenForge(First, clock.GetUtcNow()).WithHeader(header => header["kid"] = keyId));
}
