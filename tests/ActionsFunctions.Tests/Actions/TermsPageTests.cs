using ActionsFunctions.Actions.TermsOfService;
using ActionsFunctions.Model;
using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Model;
using ActionsFunctions.Tests.Secrets;

namespace ActionsFunctions.Tests.Actions;

/// <summary>What counts as an acceptance when the user comes back from the page.</summary>
public sealed class TermsPageTests
{
    private const string Refusal = "The terms of service have to be accepted first.";
    private static readonly string Key = new('k', 32);
    private static readonly string NextKey = new('n', 32);
    private static readonly Login Back = Login.Of("""{"user":{"user_id":"auth0|ada","app_metadata":{"terms_version":"2025-03"}},"request":{"query":{"state":"s"}}}""");

    [Fact]
    public async Task An_acceptance_is_written_down_and_the_login_goes_on()
    {
        var answer = Answer();
        (await Action().RunAsync(Back.With("/request/query/session_token", answer))).ShouldSayOnly("""user.setAppMetadata("terms_version", "2026-10")""");
        (await Action(("Metadata", "user"), ("Key", "tos"), ("Otherwise", "claim"), ("Tokens", "id")).RunAsync(Back.With("/request/body/session_token", answer))).ShouldSayOnly(
            """user.setUserMetadata("tos", "2026-10")""", """idToken.setCustomClaim("https://actions.example/terms_version", "2026-10")""");
    }

    [Fact]
    public async Task Where_a_backend_knows_nothing_is_written_here() =>
        (await Action(("Url", "https://crm.contoso.example/{user.user_id}")).RunAsync(Back.With("/request/query/session_token", Answer()))).ShouldSayNothing();

    [Fact]
    public async Task Whoever_comes_back_without_an_acceptance_is_refused()
    {
        (await Action().RunAsync(Back)).ShouldDeny(Refusal);
        string[] others =
        [
            Answer(accepted: "2025-03"), Answer(state: "another"), Answer(user: "auth0|eve"), Answer(key: new string('x', 32)), Answer()[..^2], "x.y.z",
            Answer(claim: "terms_required"),
        ];
        foreach (var token in others)
        {
            (await Action().RunAsync(Back.With("/request/query/session_token", token))).ShouldDeny(Refusal);
            (await Action(("Otherwise", "claim")).RunAsync(Back.With("/request/query/session_token", token))).ShouldSayNothing();
        }
    }

    [Fact]
    public async Task The_token_that_the_user_was_sent_with_is_no_acceptance()
    {
        var sent = (await Simulate.Action("terms-of-service").With([("Version", "2026-10"), ("Page", "https://terms.contoso.example/"), ("Secret", Key)]).RunAsync(Back)).Commands[0];
        var token = sent[(sent.IndexOf("session_token\":\"", StringComparison.Ordinal) + 16)..sent.LastIndexOf('"')];
        Assert.Equal(3, token.Split('.').Length);
        (await Action().RunAsync(Back.With("/request/query/session_token", token))).ShouldDeny(Refusal);
    }

    [Fact]
    public async Task A_page_that_signs_with_the_secret_before_or_after_a_rotation_is_believed()
    {
        var secret = new RotatedSecret(new(Key, "an older secret"), new(NextKey, Key));
        Assert.True(await SaysAcceptedAsync(secret, Answer(key: NextKey)));
        Assert.True(await SaysAcceptedAsync(new RotatedSecret(new(NextKey, Key)), Answer()));
        Assert.False(await SaysAcceptedAsync(new RotatedSecret(new(Key)), Answer(key: NextKey)));
    }

    [Fact]
    public async Task A_secret_of_the_vault_that_is_shorter_than_the_hash_signs_and_proves_nothing()
    {
        var weak = new RotatedSecret(new("weak"));
        Assert.False(await SaysAcceptedAsync(weak, Answer(key: "weak")));
        var under = new ApiUnderTest("""{"user":{"user_id":"auth0|ada"}}""");
        await Page(weak).SendAsync(under.Api, "2026-10", CancellationToken.None);
        Assert.Equal(("", "terms-secret-too-short"), (under.Recorded, under.Api.Recorder.Failure));
    }

    private static TermsPage Page(ISecret secret) => new(new("https://terms.contoso.example/"), secret);

    private static Task<bool> SaysAcceptedAsync(ISecret secret, string token) => Page(secret).SaysAcceptedAsync(
        new ApiUnderTest(Back.With("/request/query/session_token", token).Json.GetRawText(), resuming: true).Api, "2026-10", CancellationToken.None);

    // Signed by the product's own code, as RedirectTokenTests hold it to the RFCs.
    private static string Answer(string accepted = "2026-10", string state = "s", string user = "auth0|ada", string? key = null, string claim = "terms_accepted") =>
        new ApiUnderTest(Back.WithUserId(user).Json.GetRawText()).Api.Redirect.EncodeToken(
            key ?? Key, new Dictionary<string, ClaimValue>(StringComparer.Ordinal) { [claim] = accepted, ["state"] = state });

    private static ActionSimulation Action(params (string, string)[] settings) => Simulate.Action("terms-of-service")
        .With([("Version", "2026-10"), ("Page", "https://terms.contoso.example/"), ("Secret", Key), .. settings]).At(new ManualTimeProvider()).Resumed();
}
