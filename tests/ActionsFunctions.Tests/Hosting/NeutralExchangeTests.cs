using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Hosting;

/// <summary>The neutral exchange, word for word: the document of /post-login/auth0 and of /actions/{type}.</summary>
public sealed class NeutralExchangeTests
{
    private static readonly KeyValuePair<string, string?>[] Two =
    [
        new("PostLogin:Actions:0:Name", "one"), new("PostLogin:Actions:0:Type", "tier"),
        new("PostLogin:Actions:1:Name", "two"), new("PostLogin:Actions:1:Type", "tier"),
    ];

    private static readonly ActionType Tier = Type("tier", (login, api) => api.SetCustomClaim(Tokens.Both, "https://app.example/tier", "gold"));

    [Fact]
    public async Task A_login_that_goes_on_answers_commands_claims_actions_and_diagnostics_in_this_order()
    {
        await using var app = new TestApp([.. Two[..2]], Tier);
        var (status, body) = await app.SendAsync(app.Login());
        Assert.Equal(200, status);
        Assert.Equal(
            """
            {"transactionId":"t-1","decision":"continue",
            "commands":[{"method":"idToken.setCustomClaim","args":["https://app.example/tier","gold"]},{"method":"accessToken.setCustomClaim","args":["https://app.example/tier","gold"]}],
            "claims":{"idToken":{"https://app.example/tier":"gold"},"accessToken":{"https://app.example/tier":"gold"}},
            "actions":[{"name":"one","type":"tier","outcome":"succeeded","durationMs":0}],
            "diagnostics":[]}
            """.ReplaceLineEndings(""),
            body);
    }

    [Fact]
    public async Task A_denial_answers_its_reason_metadata_commands_and_no_claims()
    {
        var denies = Type("denies", (_, api) => api.User.SetUserMetadata("seen", true).IdToken.SetCustomClaim("x", 1).Access.Deny("blocked"));
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "denies"), .. Two[2..]], Tier, denies);
        var (status, body) = await app.SendAsync(app.Login());
        Assert.Equal(200, status);
        Assert.Equal(
            """
            {"transactionId":"t-1","decision":"deny","denial":{"action":"denies","reason":"blocked"},
            "commands":[{"method":"user.setUserMetadata","args":["seen",true]},{"method":"access.deny","args":["blocked"]}],
            "claims":{"idToken":{},"accessToken":{}},
            "actions":[{"name":"denies","type":"denies","outcome":"denied","durationMs":0},{"name":"two","type":"tier","outcome":"skipped","durationMs":0}],
            "diagnostics":[]}
            """.ReplaceLineEndings(""),
            body);
    }

    [Fact]
    public async Task The_loser_of_a_claim_is_in_the_diagnostics()
    {
        await using var app = new TestApp(Two, Tier);
        var (_, body) = await app.SendAsync(app.Login());
        var diagnostics = JsonElement.Parse(body).GetProperty("diagnostics").EnumerateArray().Select(item => $"{item.GetProperty("code")} {item.GetProperty("action")} {item.GetProperty("claim")}");
        Assert.Equal(["claim-overridden one https://app.example/tier", "claim-overridden one https://app.example/tier"], diagnostics);
    }

    [Fact]
    public async Task A_reserved_name_is_dropped_and_reported()
    {
        var reserved = Type("reserved", (_, api) => api.IdToken.SetCustomClaim("sub", "someone else").IdToken.SetCustomClaim("https://x.auth0.com/y", 1));
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "reserved")], reserved);
        var answer = JsonElement.Parse((await app.SendAsync(app.Login())).Body);
        Assert.Empty(answer.GetProperty("commands").EnumerateArray());
        Assert.Equal(["sub", "https://x.auth0.com/y"], answer.GetProperty("diagnostics").EnumerateArray().Select(item => item.GetProperty("claim").GetString()));
    }

    [Fact]
    public async Task What_an_action_reports_lost_is_a_diagnostic_and_no_command()
    {
        var cuts = Type("cuts", (_, api) => api.ReportLost("groups", "too many"));
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "cuts")], cuts);
        var answer = JsonElement.Parse((await app.SendAsync(app.Login())).Body);
        Assert.Empty(answer.GetProperty("commands").EnumerateArray());
        Assert.Equal("""[{"code":"claim-dropped","action":"cuts","claim":"groups","reason":"too many"}]""", answer.GetProperty("diagnostics").GetRawText());
    }

    [Fact]
    public async Task An_event_without_a_transaction_gets_a_new_transaction_id()
    {
        await using var app = new TestApp();
        var answer = JsonElement.Parse((await app.SendAsync(app.Login("""{"event":{"user":{"user_id":"a"}}}"""))).Body);
        Assert.NotEmpty(answer.GetProperty("transactionId").GetString()!);
    }

    [Fact]
    public async Task An_action_alone_answers_the_same_document_with_one_entry()
    {
        await using var app = new TestApp(Two, Tier);
        var answer = JsonElement.Parse((await app.SendAsync(app.Post("/actions/tier", """{"event":{"user":{"user_id":"a"}}}"""))).Body);
        Assert.Equal("one", Assert.Single(answer.GetProperty("actions").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(2, answer.GetProperty("commands").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"event":{"transaction":{"id":"t-7"}}}""", "t-7")]
    [InlineData("""{"event":{}}""", "c-1")]
    public async Task An_action_alone_answers_the_transaction_of_its_event_and_without_one_our_id_of_the_request(string body, string id)
    {
        await using var app = new TestApp(Two, Tier);
        var answer = JsonElement.Parse((await app.SendAsync(app.Post("/actions/tier", body) with { CorrelationId = "c-1" })).Body);
        Assert.Equal(id, answer.GetProperty("transactionId").GetString());
    }

    [Fact]
    public async Task Calls_of_an_action_alone_are_one_login_under_one_Idempotency_Key()
    {
        var ids = new List<string>();
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "reads")], Type("reads", (_, api) => ids.Add(api.LoginId)));
        foreach (var key in new[] { "k-1", "k-1", "k-2", null, null })
        {
            var request = app.Post("/actions/reads", """{"event":{}}""");
            if (key is not null)
                request.Headers["Idempotency-Key"] = key;
            await app.SendAsync(request);
        }

        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(4, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("two", 200)]
    [InlineData("three", 404)]
    public async Task An_action_alone_can_be_picked_by_its_instance(string name, int status)
    {
        await using var app = new TestApp(Two, Tier);
        var request = app.Post("/actions/tier", """{"event":{}}""") with { Query = new Dictionary<string, string> { ["name"] = name } };
        var (answered, body) = await app.SendAsync(request);
        Assert.Equal(status, answered);
        if (status == 200)
            Assert.Contains("\"name\":\"two\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_failure_policy_does_not_apply_to_an_action_alone()
    {
        var fails = Type("fails", (_, api) => api.Fail("out-of-order"));
        await using var app = new TestApp([new("PostLogin:Actions:0:Name", "fails"), new("PostLogin:Actions:0:OnFailure", "deny")], fails);
        var (status, body) = await app.SendAsync(app.Post("/actions/fails", """{"event":{"user":{"user_id":"a"}}}"""));
        var answer = JsonElement.Parse(body);
        Assert.Equal((200, "continue", "failed"), (status, answer.GetProperty("decision").GetString(), answer.GetProperty("actions")[0].GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Secrets_reach_only_the_entry_that_names_them_and_never_come_from_the_caller()
    {
        var seen = new List<string>();
        var looks = Type("looks", (login, _) => seen.Add(string.Join(',', login.Secrets.Select(secret => $"{secret.Key}={secret.Value}")) + login.Json.GetRawText()));
        await using var app = new TestApp(
            [new("PostLogin:Actions:0:Name", "one"), new("PostLogin:Actions:0:Type", "looks"), new("PostLogin:Actions:0:Secrets:KEY", "value"),
             new("PostLogin:Actions:1:Name", "two"), new("PostLogin:Actions:1:Type", "looks"), new("PostLogin:Actions:1:After:0", "one")],
            looks);
        await app.SendAsync(app.Login("""{"event":{"user":{"user_id":"a"},"secrets":{"KEY":"forged"}}}"""));
        Assert.Equal(["KEY=value{\"user\":{\"user_id\":\"a\"}}", "{\"user\":{\"user_id\":\"a\"}}"], seen);
    }

    private static ActionType Type(string name, Action<PostLoginEvent, PostLoginApi> execute) => new(name, _ => InlineAction.Of(execute));
}
