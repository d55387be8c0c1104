using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Planning;

/// <summary>Configured claims stand in for an action that fails, in the tokens that their setting names.</summary>
public sealed class DefaultClaimsTests
{
    private static readonly ActionType Broken = new("broken", _ => InlineAction.Of((_, api) => api.Fail("broken")));

    [Theory]
    [InlineData("id", "gold", null)]
    [InlineData("access", null, "gold")]
    [InlineData("both", "gold", "gold")]
    [InlineData(null, "gold", "gold")]
    public async Task A_default_claim_reaches_the_tokens_that_it_is_for(string? tokens, string? id, string? access)
    {
        await using var app = App("\"gold\"", tokens);
        var claims = JsonElement.Parse((await app.SendAsync(app.Login())).Body).GetProperty("claims");
        Assert.Equal((id, access), (Tier(claims, "idToken"), Tier(claims, "accessToken")));
    }

    [Fact]
    public async Task Another_default_makes_another_flow()
    {
        await using var gold = App("\"gold\"", null);
        await using var again = App("\"gold\"", null);
        await using var silver = App("\"silver\"", null);
        Assert.Equal(gold.App.Flow.Hash, again.App.Flow.Hash);
        Assert.NotEqual(gold.App.Flow.Hash, silver.App.Flow.Hash);
    }

    private static TestApp App(string value, string? tokens) => new(
        [
            new("PostLogin:Actions:0:Name", "broken"),
            new("PostLogin:Actions:0:OnFailure", "default"),
            new("PostLogin:Actions:0:DefaultClaims:0:Name", "https://x.example/tier"),
            new("PostLogin:Actions:0:DefaultClaims:0:Value", value),
            .. tokens is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("PostLogin:Actions:0:DefaultClaims:0:Tokens", tokens)],
        ],
        Broken);

    private static string? Tier(JsonElement claims, string token) =>
        claims.GetProperty(token).TryGetProperty("https://x.example/tier", out var tier) ? tier.GetString() : null;
}
