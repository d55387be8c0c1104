using System.Net;
using ActionsFunctions.Local.Tenant.Tokens;

namespace ActionsFunctions.Tests.Local.Tenant;

// A tenant of its own: the switch would refuse the requests of other tests.
public sealed class GraphThrottleTests(TenantFixture tenant) : IClassFixture<TenantFixture>
{
    [Fact]
    public async Task Refuses_the_next_requests_with_Retry_After_then_answers_again()
    {
        var token = await tenant.TokenAsync(RegisteredClients.App, Resource.Graph);
        tenant.Tenant.Throttle.RefuseNext(1, TimeSpan.FromSeconds(7));
        using var refused = await tenant.SendAsync(HttpMethod.Get, "v1.0/users/auth0%7Cada/transitiveMemberOf", token);
        using var answered = await tenant.SendAsync(HttpMethod.Get, "v1.0/users/auth0%7Cada/transitiveMemberOf", token);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }
}
