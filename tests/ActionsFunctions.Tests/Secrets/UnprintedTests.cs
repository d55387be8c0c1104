using ActionsFunctions.IdentityProviders.AzureAdB2C;
using ActionsFunctions.Model;
using ActionsFunctions.Secrets;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Tests.Secrets;

/// <summary>What holds a secret or a value of a person says nothing of it where somebody prints it.</summary>
public sealed class UnprintedTests
{
    private const string Mark = "MARK-3f9c";

    [Fact]
    public void Nothing_that_holds_a_secret_prints_it() => Assert.All(
        (object[])
        [
            new SecretVersions(Mark, Mark),
            new LiteralSecret(Mark),
            new KnownSecret(new(Mark), "v1", null, default),
            new BearerToken(Mark, TimeSpan.FromHours(1)),
            new BasicCredentials("connector", Mark),
            new UpstreamAnswer(new("backend", UpstreamFault.None), 200, System.Text.Encoding.UTF8.GetBytes(Mark), null),
            (ClaimValue)Mark,
        ],
        holder => Assert.DoesNotContain(Mark, $"{holder}", StringComparison.Ordinal));
}
