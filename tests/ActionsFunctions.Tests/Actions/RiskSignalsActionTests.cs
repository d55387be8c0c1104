using ActionsFunctions.Actions.RiskSignals;
using ActionsFunctions.Model;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Actions;

public sealed class RiskSignalsActionTests
{
    private static readonly Login Known = Login.Of(
        """
        {"user":{"user_id":"auth0|ada"},"request":{"user_agent":"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148","ip":"203.0.113.7","geoip":{"countryCode":"AT","continentCode":"EU","cityName":"Vienna"}},
         "authentication":{"riskAssessment":{"confidence":"medium","assessments":{"NewDevice":{"confidence":"low","code":"no_match"},"UntrustedIP":{"confidence":"high"},"ImpossibleTravel":{"confidence":"neutral"}}}}}
        """);

    [Theory]
    [InlineData("risk", "medium")]
    [InlineData("new-device", "low")]
    [InlineData("untrusted-ip", "high")]
    [InlineData("impossible-travel", "neutral")]
    [InlineData("country", "AT")]
    [InlineData("continent", "EU")]
    [InlineData("device", "mobile")]
    public async Task A_listed_signal_is_a_claim_and_nothing_else_is(string signal, string value) =>
        (await Action((signal, "https://contoso.example/signal")).RunAsync(Known)).ShouldSayOnly(
            $"""idToken.setCustomClaim("https://contoso.example/signal", "{value}")""", $"""accessToken.setCustomClaim("https://contoso.example/signal", "{value}")""");

    [Theory]
    [InlineData("risk", "/authentication/riskAssessment/confidence")]
    [InlineData("new-device", "/authentication/riskAssessment/assessments/NewDevice/confidence")]
    [InlineData("country", "/request/geoip/countryCode")]
    [InlineData("continent", "/request/geoip/continentCode")]
    public async Task A_value_that_the_signal_cannot_have_is_no_claim(string signal, string pointer)
    {
        foreach (var value in new ClaimValue[] { "admin", "at", "A1", "", 7, ClaimValue.Null })
            (await Action((signal, "signal")).RunAsync(Known.With(pointer, value))).ShouldBeSkipped();
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0", "desktop")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", "desktop")]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 16000.0.0) Chrome/140.0", "desktop")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36", "mobile")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; SM-X810) Chrome/140.0 Safari/537.36", "tablet")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1", "tablet")]
    [InlineData("Mozilla/5.0 (compatible; examplebot/2.1; +https://bot.example)", "bot")]
    [InlineData("Crawler of example.com", "bot")]
    [InlineData("Yandexspider (Windows NT 10.0)", "bot")]
    [InlineData("Mozilla/5.0 (Tablet; rv:141.0) Gecko/141.0 Firefox/141.0", "tablet")]
    [InlineData("Mozilla/5.0 (iPhone; U; CPU like Mac OS X)", "mobile")]
    [InlineData("curl/8.9.1", "other")]
    [InlineData("<script>alert(1)</script>", "other")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void A_browsers_own_words_become_one_of_five_categories(string? userAgent, string? category) => Assert.Equal(category, DeviceCategory.Of(userAgent));

    [Fact]
    public async Task It_runs_where_there_is_one_of_its_signals_even_without_a_user()
    {
        var action = Action(("risk", "risk"), ("country", "country"));
        (await action.RunAsync(Login.Of("""{"request":{"geoip":{"countryCode":"IE"}}}"""))).ShouldSetClaim("country", "IE").ShouldNotSetClaim("risk");
        (await action.RunAsync(Login.Of("""{"user":{"user_id":"a"},"request":{"ip":"203.0.113.7"}}"""))).ShouldBeSkipped();
        Assert.Equal("medium AT", action.Reads(Known));
        Assert.Equal("- -", action.Reads(Login.Of("{}")));
    }

    [Fact]
    public void Every_mistake_in_the_settings_is_reported()
    {
        Assert.Equal(["Settings:Claims"], Simulate.Action("risk-signals").FaultKeys);
        var action = Action(("user-agent", "a"), ("risk", "b")).With(("Claims:1:Path", "/request/ip"), ("Claims:2:Name", "c"), ("Claims:3:Signal", "risk"), ("Claims:3:Tokens", "x"), ("All", "true"));
        Assert.Equal(
            ["Settings:Claims:0:Signal", "Settings:Claims:1:Path", "Settings:Claims:2:Signal", "Settings:Claims:3:Tokens", "Settings:Claims:3:Name", "Settings:All"],
            action.FaultKeys);
    }

    private static ActionSimulation Action(params (string Signal, string Name)[] claims) => Simulate.Action("risk-signals").With(
        claims.Index().SelectMany(claim => new[] { ($"Claims:{claim.Index}:Signal", claim.Item.Signal), ($"Claims:{claim.Index}:Name", claim.Item.Name) }));
}
