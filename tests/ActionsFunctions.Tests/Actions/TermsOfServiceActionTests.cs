using System.Text.Json;
using ActionsFunctions.Actions.TermsOfService;
using ActionsFunctions.Model;
using ActionsFunctions.Settings;
using ActionsFunctions.Testing;
using ActionsFunctions.Testing.Upstreams;

namespace ActionsFunctions.Tests.Actions;

/// <summary>Who has accepted the present terms gets in; everybody else is sent to the page, refused, or let in without the claim.</summary>
public sealed class TermsOfServiceActionTests
{
    private const string Claim = "https://actions.example/terms_version";
    private const string Refusal = "The terms of service have to be accepted first.";

    private static readonly Login Ada = Login.Of("""{"user":{"user_id":"auth0|ada","app_metadata":{},"user_metadata":{}},"transaction":{"state":"s"}}""");

    private static readonly (string, string)[] Page = [("Page", "https://terms.contoso.example/accept?lang=en"), ("Secret", new string('k', 32))];

    [Fact]
    public async Task Who_has_accepted_the_present_version_goes_on_and_nobody_else()
    {
        (await Action().RunAsync(Ada.WithAppMetadata("terms_version", "2026-10"))).ShouldSayNothing();
        (await Action().RunAsync(Ada.WithAppMetadata("terms_version", "2025-03"))).ShouldDeny(Refusal);
        (await Action().RunAsync(Ada.WithAppMetadata("terms_version", ["2026-10"]))).ShouldDeny(Refusal);
        (await Action().RunAsync(Ada)).ShouldDeny(Refusal);
        (await Action().RunAsync(Login.Of("""{"client":{"client_id":"m2m"}}"""))).ShouldBeSkipped();
    }

    [Fact]
    public async Task The_version_can_be_a_number_and_stand_elsewhere_in_the_metadata()
    {
        var action = Simulate.Action("terms-of-service").With(("Version", "3"), ("Metadata", "user"), ("Key", "tos"), ("DenyReason", "Accept version 3."));
        (await action.RunAsync(Ada.With("/user/user_metadata/tos", 3))).ShouldSayNothing();
        (await action.RunAsync(Ada.WithAppMetadata("tos", 3))).ShouldDeny("Accept version 3.");
    }

    [Fact]
    public async Task A_backend_can_be_asked_instead()
    {
        await using var backend = await UpstreamStub.StartAsync(request => request.Target switch
        {
            "/terms/auth0%7Cada" => StubAnswer.Ok("""{"terms":{"accepted":"2026-10"}}"""),
            "/terms/auth0%7Cbob" => new StubAnswer(404, "{}"),
            _ => new StubAnswer(500, "{}"),
        });
        var action = Action(("Url", $"{backend.Url}/terms/{{user.user_id}}"), ("Accepted", "/terms/accepted")).Calling(backend);
        (await action.RunAsync(Ada)).ShouldSayNothing();
        (await action.RunAsync(Ada.WithUserId("auth0|bob").WithAppMetadata("terms_version", "2026-10"))).ShouldDeny(Refusal);
        (await action.RunAsync(Ada.WithUserId("auth0|eve"))).ShouldFail("backend-unavailable");
        (await action.RunAsync(Ada.Without("/user/user_id"))).ShouldFail("event-value-missing");
    }

    [Fact]
    public async Task What_is_read_where_nothing_is_said_can_be_said_too()
    {
        await using var backend = await UpstreamStub.StartAsync(_ => StubAnswer.Ok("""{"terms_version":"2026-10"}"""));
        (await Action(("Url", backend.Url)).Calling(backend).RunAsync(Ada)).ShouldSayNothing();
        (await Action(("Metadata", "app"), ("Otherwise", "deny")).RunAsync(Ada.WithAppMetadata("terms_version", "2026-10"))).ShouldSayNothing();
        (await Action(("Metadata", "app")).RunAsync(Ada.With("/user/user_metadata/terms_version", "2026-10"))).ShouldDeny(Refusal);
    }

    [Fact]
    public void A_claim_is_named_only_where_it_is_set()
    {
        Assert.Empty(Action().Claims);
        Assert.Equal([new StaticClaim("Settings:Claim", Claim, Tokens.Both)], Action(("Otherwise", "claim")).Claims);
        Assert.Equal([new StaticClaim("Settings:Claim", "terms", Tokens.Access)], Action(("Otherwise", "claim"), ("Claim", "terms"), ("Tokens", "access")).Claims);
        Assert.Equal("", TermsOfServiceSettings.Read(new SettingsUnderTest(("Version", "1")).Settings).Claim);
    }

    [Fact]
    public void A_page_without_a_secret_is_no_page()
    {
        var settings = new SettingsUnderTest(("Version", "1"), Page[0]);
        Assert.Null(TermsOfServiceSettings.Read(settings.Settings).Page);
        Assert.Equal(["Settings:Secret: is required beside Page: its answer is believed for its signature"], settings.Faults);
    }

    [Fact]
    public async Task Others_are_sent_to_the_page_with_a_signed_token()
    {
        var run = (await Action(Page).RunAsync(Ada)).ShouldSucceed();
        var call = Assert.Single(run.Commands);
        Assert.StartsWith("""redirect.sendUserTo("https://terms.contoso.example/accept?lang=en", {"query":{"session_token":""", call, StringComparison.Ordinal);
        var claims = JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(call.Split('.')[^2]));
        Assert.Equal(("auth0|ada", "2026-10"), (claims.GetProperty("sub").GetString(), claims.GetProperty("terms_required").GetString()));
    }

    [Theory]
    [InlineData("/request/query/prompt", "none")]
    [InlineData("/transaction/protocol", "oauth2-refresh-token")]
    [InlineData("/transaction/protocol", "oauth2-password")]
    public async Task Where_nobody_can_be_sent_anywhere_the_login_is_refused_or_goes_on_without_the_claim(string pointer, string value)
    {
        var login = Ada.With(pointer, value);
        (await Action(Page).RunAsync(login)).ShouldDeny(Refusal);
        (await Action([.. Page, ("Otherwise", "claim")]).RunAsync(login)).ShouldSayNothing();
    }

    [Fact]
    public async Task With_a_claim_those_who_accepted_get_it()
    {
        var action = Action(("Otherwise", "claim"), ("Tokens", "id"));
        (await action.RunAsync(Ada.WithAppMetadata("terms_version", "2026-10"))).ShouldSayOnly($"""idToken.setCustomClaim("{Claim}", "2026-10")""");
        (await action.RunAsync(Ada)).ShouldSayNothing();
    }

    [Fact]
    public void A_key_that_is_shorter_than_the_hash_is_a_mistake() =>
        Assert.Equal(["Settings:Secret"], Action(Page[0], ("Secret", new string('k', 31))).FaultKeys);

    [Fact]
    public void It_keeps_no_answer() => Assert.Null(Action().Reads(Ada));

    [Fact]
    public void Every_mistake_in_the_settings_is_reported()
    {
        Assert.Equal(["Settings:Version: is required"], Simulate.Action("terms-of-service").Faults);
        Assert.Equal(
            ["Settings:Auth", "Settings:Accepted", "Settings:Claim", "Settings:Tokens", "Settings:Accepted", "Settings:Metadata", "Settings:Secret", "Settings:DenyReason", "Settings:Path"],
            Action(("Auth:ClientId", "a"), ("Accepted", "v"), ("Claim", "c"), ("Tokens", "id"), ("Metadata", "both"), ("Secret", new string('k', 32)), ("DenyReason", " x"), ("Path", "x")).FaultKeys);
        Assert.Equal(
            ["Settings:Metadata", "Settings:Key", "Settings:DenyReason", "Settings:Page", "Settings:Secret"],
            Action(("Url", "https://crm.contoso.example/"), ("Metadata", "user"), ("Key", "k"), ("Otherwise", "claim"), ("DenyReason", "x"), ("Page", "http://terms.contoso.example/")).FaultKeys);
    }

    private static ActionSimulation Action(params (string, string)[] settings) => Simulate.Action("terms-of-service").With([("Version", "2026-10"), .. settings]);
}
