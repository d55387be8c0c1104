using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.IdentityProviders;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>Ids of messages are kept by the route of the provider that sent them: two providers may use the same id.</summary>
public sealed class ReplayScopeTests
{
    [Theory]
    [InlineData("auth0", "supabase")]
    [InlineData("supabase", "auth0")]
    public async Task An_id_is_used_up_at_the_provider_that_sent_it_alone(string route, string other)
    {
        const string Secret = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
        var test = new ProviderUnderTest(route, ("SigningSecrets:0", "whsec_" + Secret));
        var now = test.Clock.GetUtcNow();
        var signed = Encoding.UTF8.GetBytes($"msg-1.{now.ToUnixTimeSeconds()}.{{}}");

        Assert.Equal(CallerVerdict.Accepted, await test.AuthenticateAsync(
            "{}"u8.ToArray(),
            ("webhook-id", "msg-1"),
            ("webhook-timestamp", $"{now.ToUnixTimeSeconds()}"),
            ("webhook-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret), signed)))));

        Assert.False(test.Shared.Replays.TryUse(route, "msg-1", now.AddMinutes(1)));
        Assert.True(test.Shared.Replays.TryUse(other, "msg-1", now.AddMinutes(1)));
    }
}
