using ActionsFunctions.Tests.IdentityProviders.Entra;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>Tokens that are not the caller's, over the whole journey: one identical 401, no flow, and not a word of why but in the log.</summary>
public sealed class WrongTokenTests(EntraApp app) : IClassFixture<EntraApp>
{
    public static TheoryData<string> Attacks => EntraCallerTests.Attacks;

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_wrong_token_gets_the_answer_of_no_token(string attack)
    {
        var token = EntraCallerAttacks.Rows[attack].Forge(app.Forge);
        var expected = await app.SendAsync(null);
        var before = app.Runs;

        Assert.Equal(expected, await app.SendAsync("Bearer " + token));

        Assert.Equal((401, before), (expected.Status, app.Runs));
        Assert.Equal("""{"error":{"code":"unauthorized","correlationId":"c0ffee"}}""", expected.Body);
        Assert.Contains("[WWW-Authenticate, Bearer]", expected.Headers, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.Texts, text => text.Contains("canary7f3a", StringComparison.Ordinal) || text.Contains("eyJ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bearer {0}", 200)]
    [InlineData("bearer {0}", 200)]
    [InlineData("BEARER {0}", 200)]
    [InlineData("Bearer\t{0}", 401)]
    [InlineData("Bearer {0}, Bearer {0}", 401)]
    [InlineData("Bearer {0} {0}", 401)]
    [InlineData("Basic {0}", 401)]
    [InlineData("DPoP {0}", 401)]
    [InlineData("{0}", 401)]
    [InlineData("Bearer \"{0}\"", 401)]
    public async Task The_right_token_counts_in_the_form_of_RFC_6750_alone(string header, int status) =>
        Assert.Equal(status, (await app.SendAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, header, app.Forge.Valid()))).Status);

    [Fact]
    public async Task A_flood_of_unknown_keys_from_all_sides_keeps_no_right_caller_out()
    {
        var forge = app.Forge;
        var right = forge.Valid();
        var calls = Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
            (IsRight: i % 10 == 0, (await app.SendAsync("Bearer " + (i % 10 == 0 ? right : forge.WithHeader(header => header["kid"] = $"unknown-{i}")))).Status)));
        Assert.All(await Task.WhenAll(calls), call => Assert.Equal(call.IsRight ? 200 : 401, call.Status));
    }
}
