using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Model;

public sealed class CommandTests
{
    [Fact]
    public void Six_commands_suspend_the_flow() => Assert.Equal(
        [
            "authentication.challengeWith", "authentication.challengeWithAny", "authentication.enrollWith", "authentication.enrollWithAny", "prompt.render", "redirect.sendUserTo",
        ],
        Those(command => command.Suspends));

    [Fact]
    public void Metadata_is_written_deleted_and_evicted() => Assert.Equal(
        [
            "refreshToken.deleteMetadata", "refreshToken.evictMetadata", "refreshToken.setMetadata", "session.deleteMetadata", "session.evictMetadata", "session.setMetadata",
            "transaction.setMetadata", "user.setAppMetadata", "user.setUserMetadata",
        ],
        Those(command => command.WritesMetadata));

    [Fact]
    public void Two_commands_set_a_claim_each_of_its_token()
    {
        Assert.Equal(["accessToken.setCustomClaim"], Those(command => command.ClaimOf == Token.Access));
        Assert.Equal(["idToken.setCustomClaim"], Those(command => command.ClaimOf == Token.Id));
    }

    [Theory]
    [InlineData(0, "a \"b\" \\ é \n")]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(3, "")]
    public void An_argument_that_is_no_text_reads_as_empty(int index, string expected)
    {
        Assert.Equal(expected, new Command("access.deny", ["a \"b\" \\ é \n", 1, ClaimValue.Null]).Text(index));
        ClaimValue[] read = [ClaimValue.Of(JsonElement.Parse(JsonSerializer.Serialize("a \"b\" \\ é \n"))), 1, ClaimValue.Null];
        Assert.Equal(expected, new Command("access.deny", read).Text(index));
    }

    [Fact]
    public void A_record_and_a_scope_of_the_cache_print_nothing_of_a_user()
    {
        Assert.Equal("CacheRecord", new CacheRecord("secret", DateTimeOffset.UnixEpoch).ToString());
        Assert.Equal("CacheScope", new CacheScope("auth0", "tenant", "user", "action").ToString());
        Assert.Equal("String", ((ClaimValue)"secret").ToString());
    }

    [Theory]
    [InlineData(Tokens.None, "")]
    [InlineData(Tokens.Id, """idToken.setCustomClaim["a",1]""")]
    [InlineData(Tokens.Access, """accessToken.setCustomClaim["a",1]""")]
    [InlineData(Tokens.Both, """idToken.setCustomClaim["a",1] accessToken.setCustomClaim["a",1]""")]
    public void A_claim_goes_into_the_tokens_given(Tokens tokens, string recorded)
    {
        var test = new ApiUnderTest();
        Assert.Same(test.Api, test.Api.SetCustomClaim(tokens, "a", 1));
        Assert.Equal(recorded, test.Recorded);
    }

    [Fact]
    public void A_lost_claim_is_recorded_with_its_reason()
    {
        var test = new ApiUnderTest();
        Assert.Same(test.Api, test.Api.ReportLost("groups", "too many"));
        Assert.Equal("""diagnostics.claimDropped["groups","too many"]""", test.Recorded);
    }

    private static IEnumerable<string> Those(Func<Command, bool> like) =>
        CommandRules.Methods.Append("diagnostics.claimDropped").Where(method => like(new(method, []))).Order(StringComparer.Ordinal);
}
