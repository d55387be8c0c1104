using System.Text;
using System.Text.Json;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.IdentityProviders.Auth0;
using ActionsFunctions.IdentityProviders.AzureAdB2C;
using ActionsFunctions.IdentityProviders.Entra;
using ActionsFunctions.IdentityProviders.Okta;
using ActionsFunctions.IdentityProviders.OryHydra;
using ActionsFunctions.IdentityProviders.Supabase;
using ActionsFunctions.IdentityProviders.Zitadel;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>What becomes of claims, metadata and refusals that a provider cannot carry as they are, with all that is said of it.</summary>
public sealed class ShapedOutcomeTests
{
    private static readonly Dictionary<string, ClaimRules> Rules = new(StringComparer.Ordinal)
    {
        ["flow"] = new AzureAdB2CClaims(customPolicy: false),
        ["policy"] = new AzureAdB2CClaims(customPolicy: true),
        ["entra"] = new EntraClaims(),
        ["supabase"] = new SupabaseClaims(),
    };

    [Theory]
    [InlineData("flow", "https://actions.example/level", "\"x\"", "extension_level=\"x\"", "claim-converted: accessToken: carried as extension_level")]
    [InlineData("flow", "urn:contoso:level-2", "1.50", "extension_level_2=1.50", "claim-converted: accessToken: carried as extension_level_2")]
    [InlineData("flow", "https://contoso.example/claims#level", "false", "extension_level=false", "claim-converted: accessToken: carried as extension_level")]
    [InlineData("flow", "plan", "true", "extension_plan=true", "claim-converted: accessToken: carried as extension_plan")]
    [InlineData("flow", "extension_plan", "true", "extension_plan=true", null)]
    [InlineData("flow", "Extension_plan", "true", "extension_Extension_plan=true", "claim-converted: accessToken: carried as extension_Extension_plan")]
    [InlineData("policy", "plan", "true", "plan=true", null)]
    [InlineData("policy", "2plan", "true", "extension_2plan=true", "claim-converted: accessToken: carried as extension_2plan")]
    [InlineData("policy", "plan", "[\"a\",1.50,true]", "plan=\"a,1.50,true\"", "claim-converted: accessToken: list to comma-separated text")]
    [InlineData("policy", "plan", "[]", "plan=\"\"", "claim-converted: accessToken: an empty list is left out")]
    [InlineData("policy", "plan", "[\"a,b\",\"c\"]", null, "claim-dropped: accessToken: an element of the list holds a comma, which separates elements")]
    [InlineData("policy", "plan", "[\"a\",null]", null, "claim-dropped: accessToken: an element of the list is an object, a list or null")]
    [InlineData("policy", "plan", "[[]]", null, "claim-dropped: accessToken: an element of the list is an object, a list or null")]
    [InlineData("policy", "plan", "{}", null, "claim-dropped: accessToken: Azure AD B2C carries texts, numbers and booleans only")]
    [InlineData("policy", "plan", "null", null, "claim-dropped: accessToken: Azure AD B2C carries texts, numbers and booleans only")]
    [InlineData("policy", "https://actions.example/---", "1", null, "claim-dropped: accessToken: no attribute name can be made of it")]
    [InlineData("entra", "plan", "\"x\"", "plan=\"x\"", null)]
    [InlineData("entra", "plan", "false", "plan=\"false\"", "claim-converted: accessToken: boolean to string")]
    [InlineData("entra", "plan", "1.50", "plan=\"1.50\"", "claim-converted: accessToken: number to string")]
    [InlineData("entra", "plan", "[\"a\"]", "plan=[\"a\"]", null)]
    [InlineData("entra", "plan", "[1.50,\"a\",true,false]", "plan=[\"1.50\",\"a\",\"true\",\"false\"]", "claim-converted: accessToken: list elements to strings")]
    [InlineData("entra", "plan", "[\"a\",{}]", null, "claim-dropped: accessToken: Entra carries lists of strings only; an element is an object, a list or null")]
    [InlineData("entra", "plan", "[\"a\",null]", null, "claim-dropped: accessToken: Entra carries lists of strings only; an element is an object, a list or null")]
    [InlineData("entra", "plan", "{}", null, "claim-dropped: accessToken: Entra carries strings and lists of strings only")]
    [InlineData("entra", "plan", "null", null, "claim-dropped: accessToken: Entra carries strings and lists of strings only")]
    [InlineData("entra", " ", "1", null, "claim-dropped: accessToken: Entra refuses an empty claim name (error 1003026)")]
    [InlineData("supabase", "plan", "\"x\"", "plan=\"x\"", null)]
    [InlineData("supabase", "app_metadata", "\"x\"", null, "claim-dropped: accessToken: Supabase demands an object here")]
    [InlineData("supabase", "user_metadata", "[]", null, "claim-dropped: accessToken: Supabase demands an object here")]
    [InlineData("supabase", "user_metadata", "{\"a\":1}", "user_metadata={\"a\":1}", null)]
    [InlineData("supabase", "app_metadata", "{}", "app_metadata={}", null)]
    public void A_claim_is_carried_as_it_can_be_or_dropped_with_the_reason(string provider, string name, string value, string? carried, string? diagnostic)
    {
        var claim = new MergedCommand(new(Command.SetAccessTokenClaim, [name, JsonElement.Parse(value)]), "some-action", name);

        var outcome = ClaimGuard.Apply(new(null, [claim], [], []), Rules[provider]);

        Assert.Equal(carried is null ? [] : [carried], outcome.Commands.Select(merged => $"{merged.ClaimName}={Encoding.UTF8.GetString(merged.Command.Args[1].Json.Span)}"));
        Assert.Equal(diagnostic is null ? [] : [diagnostic], outcome.Diagnostics.Select(item => $"{item.Code}: {item.Reason}"));
    }

    [Fact]
    public void A_user_flow_of_Azure_AD_B2C_sets_every_built_in_attribute_by_its_own_name() => Assert.All(
        (string[])["displayName", "givenName", "surname", "jobTitle", "streetAddress", "city", "postalCode", "state", "country"],
        name => Assert.Equal(name, Rules["flow"].NameInToken(Token.Access, name)));

    [Theory]
    [InlineData(127, true)]
    [InlineData(128, false)]
    public void A_name_of_Azure_AD_B2C_has_at_most_128_characters(int more, bool carried) => Assert.Equal(carried, Rules["policy"].RefuseName(Token.Id, "p" + new string('x', more)) is null);

    [Fact]
    public void Each_provider_has_its_own_room_for_claims_and_its_own_time_to_repeat_a_call() => Assert.Equal(
        (string[])
        [
            "auth0 100000 False False 0", "entra 3072 True True 4", "azure-ad-b2c 2147483647 True True 90", "okta 250000 False True 0", "ory-hydra 2097152 False False 90",
            "zitadel 2147483647 False False 0", "supabase 20000 False False 5",
        ],
        ProviderTypes.All.Select(type =>
        {
            var provider = type.Create(new ProviderUnderTest(type.Route).Shared);
            var rules = provider.ClaimRules;
            return $"{provider.Route} {rules.MaxBytes} {rules.SharedMap} {rules.SharedLimit} {provider.RetriesFor.TotalSeconds}";
        }));

    [Fact]
    public void Metadata_of_the_transaction_has_done_its_work_and_is_lost_nowhere_and_that_of_the_user_is_kept_where_there_is_a_place()
    {
        (ClaimRules Rules, string Kept)[] all =
        [
            (new Auth0Claims(), "access.deny accessToken.addScope transaction.setMetadata user.setAppMetadata user.setUserMetadata"),
            (new AzureAdB2CClaims(customPolicy: true), "access.deny transaction.setMetadata"),
            (new EntraClaims(), "access.deny transaction.setMetadata"),
            (new OktaClaims(), "access.deny transaction.setMetadata"),
            (new OryHydraClaims(), "access.deny transaction.setMetadata"),
            (new ZitadelClaims(default), "access.deny transaction.setMetadata user.setAppMetadata user.setUserMetadata"),
            (new SupabaseClaims(), "access.deny transaction.setMetadata"),
        ];
        string[] methods = ["access.deny", "accessToken.addScope", "transaction.setMetadata", "user.setAppMetadata", "user.setUserMetadata"];
        var commands = methods.Select(method => new MergedCommand(new(method, ["a", "b"]), "some-action")).ToList();

        Assert.All(all, row =>
        {
            var outcome = ClaimGuard.Apply(new(null, commands, [], []), row.Rules);
            Assert.Equal(row.Kept, string.Join(' ', outcome.Commands.Select(merged => merged.Command.Method)));
            Assert.Equal(
                methods.Except(row.Kept.Split(' ')).Select(method => $"command-unsupported: {method}: this provider has no such thing"),
                outcome.Diagnostics.Select(item => $"{item.Code}: {item.Reason}"));
        });
    }

    [Theory]
    [InlineData("okta", """{"data":{"context":{},"access":{}}}""", "claim-dropped plan: idToken: none is issued here", "accessToken.setCustomClaim user.setUserMetadata")]
    [InlineData("okta", """{"data":{"context":{},"identity":{}}}""", "claim-dropped plan: accessToken: none is issued here", "idToken.setCustomClaim user.setUserMetadata")]
    [InlineData("zitadel", """{"function":"preuserinfo"}""", null, "idToken.setCustomClaim user.setUserMetadata")]
    [InlineData("zitadel", """{"function":"function/preaccesstoken"}""", null, "accessToken.setCustomClaim user.setUserMetadata")]
    public void Claims_of_a_token_that_the_call_is_not_for_are_put_aside(string route, string payload, string? diagnostic, string kept)
    {
        var outcome = Shape(route, payload, [], null, Claim(Command.SetIdTokenClaim), Claim(Command.SetAccessTokenClaim), Metadata("b"));
        Assert.Equal(
            diagnostic is null ? [] : [diagnostic, "command-unsupported : user.setUserMetadata: this provider has no such thing"],
            outcome.Diagnostics.Select(item => $"{item.Code} {item.Claim}: {item.Reason}"));
        Assert.Equal(route == "okta" ? kept.Split(' ')[..1] : kept.Split(' '), outcome.Commands.Select(merged => merged.Command.Method));
    }

    [Theory]
    [InlineData("entra", """{"type":"microsoft.graph.authenticationEvent.tokenIssuanceStart","data":{"tenantId":"7e4a0000-0000-4000-8000-000000000001","authenticationContext":{}}}""", "OnDeny is continue-without-claims: the login goes on without claims")]
    [InlineData("azure-ad-b2c", """{"step":"PreTokenIssuance"}""", "the token step cannot refuse, and OnDeny is continue-without-claims")]
    [InlineData("azure-ad-b2c", """{"step":"PostAttributeCollection"}""", null)]
    [InlineData("azure-ad-b2c", "{}", null)]
    public void A_refusal_that_nobody_will_hear_is_reported(string route, string payload, string? reason)
    {
        var denial = new Denial("gate", "No.");
        var outcome = Shape(route, payload, [("OnDeny", "continue-without-claims")], denial, new MergedCommand(new(Command.Deny, ["No."]), "gate"));
        Assert.Equal(reason is null ? [] : [new Diagnostic("command-unsupported", "gate", null, "access.deny: " + reason)], outcome.Diagnostics);
        Assert.Equal(denial, outcome.Denial);
        Assert.Empty(Shape(route, payload, [], denial).Diagnostics);
    }

    [Fact]
    public void Metadata_that_ZITADEL_would_not_write_is_reported()
    {
        const string Payload = """{"function":"preuserinfo"}""";
        var outcome = Shape("zitadel", Payload, [], null, Metadata("b"), Metadata(null), new(new(Command.SetAppMetadata, ["", "b"]), "some-action"));
        Assert.Equal(
            ["user.setUserMetadata: ZITADEL's answer can set metadata and not remove it", "user.setAppMetadata: ZITADEL's answer can set metadata and not remove it"],
            outcome.Diagnostics.Select(item => item.Reason));
        Assert.Single(outcome.Commands);

        var denied = Shape("zitadel", Payload, [], new("gate", "No."), Metadata("b"));
        Assert.Equal([new Diagnostic("command-unsupported", "some-action", null, "user.setUserMetadata: ZITADEL reads nothing else from an answer that blocks the login")], denied.Diagnostics);
        Assert.Empty(denied.Commands);
    }

    [Theory]
    [InlineData("{}", 0, 0, 19_982)]
    [InlineData("""{"a":"b"}""", 2, 1, 19_967)]
    [InlineData("BIG", 1, 0, 0)]
    public void The_room_for_claims_at_Supabase_is_what_those_that_are_there_leave_of_20_KB(string claims, int access, int id, int room)
    {
        var payload = claims == "BIG" ? $$"""{"a":"{{new string('x', 20_000)}}"}""" : claims;
        var login = Login("supabase", $$"""{"claims":{{payload}} }""", []);
        MergedCommand[] commands = [.. Enumerable.Repeat(Claim(Command.SetAccessTokenClaim), access), .. Enumerable.Repeat(Claim(Command.SetIdTokenClaim), id)];
        Assert.Equal(room, SupabaseClaims.For(login.Login, new(null, commands, [], [])).MaxBytes);
    }

    private static MergedCommand Claim(string method) => new(new(method, ["plan", "gold"]), "some-action", "plan");

    private static MergedCommand Metadata(string? value) => new(new(Command.SetUserMetadata, ["a", value]), "some-action");

    private static FlowOutcome Shape(string route, string payload, (string, string?)[] settings, Denial? denial, params MergedCommand[] commands)
    {
        var (provider, login) = Login(route, payload, settings);
        return provider.Shape(login, new(denial, commands, [], []));
    }

    private static (IIdentityProvider Provider, NormalizedLogin Login) Login(string route, string payload, (string, string?)[] settings)
    {
        var test = new ProviderUnderTest(route, [("TenantId", "7e4a0000-0000-4000-8000-000000000001"), .. settings]);
        var provider = test.Type.Create(test.Shared);
        return (provider, provider.Normalize(JsonElement.Parse(payload), ProviderUnderTest.Request())!);
    }
}
