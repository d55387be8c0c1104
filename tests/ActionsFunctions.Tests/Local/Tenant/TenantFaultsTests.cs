using System.Net;
using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Tests.Local.Tenant;

public sealed class TenantFaultsTests : IAsyncLifetime
{
    private readonly TenantFixture fixture = new();

    public Task InitializeAsync() => fixture.InitializeAsync();

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task The_clock_of_the_tenant_can_go_wrong()
    {
        fixture.Tenant.Faults.ClockSkew = TimeSpan.FromMinutes(7);
        using var answer = await fixture.Http.GetAsync(new Uri("nowhere", UriKind.Relative));
        Assert.InRange((answer.Headers.Date - fixture.Clock.GetUtcNow())!.Value.TotalSeconds, 419, 421);
    }

    [Fact]
    public async Task The_token_endpoint_can_be_down()
    {
        fixture.Tenant.Faults.TokenEndpointDown = true;
        using var answer = await AskAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Secrets_can_expire_with_the_code_that_Entra_gives()
    {
        fixture.Tenant.Faults.SecretsExpired = true;
        using var answer = await AskAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("AADSTS7000222", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graph_can_be_slow()
    {
        fixture.Tenant.Faults.GraphDelay = TimeSpan.FromSeconds(3);
        var answer = fixture.SendAsync(HttpMethod.Post, "/v1.0/users/ada/getMemberGroups", token: null);
        await fixture.Clock.WhenArmedAsync(1);
        Assert.False(answer.IsCompleted);
        fixture.Clock.Advance(TimeSpan.FromSeconds(3));
        using var late = await answer;
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    private Task<HttpResponseMessage> AskAsync() => fixture.AskForTokenAsync(
        ("grant_type", "client_credentials"), ("client_id", RegisteredClients.App.Id), ("client_secret", RegisteredClients.App.Secret), ("scope", Resource.Graph.DefaultScope));
}
