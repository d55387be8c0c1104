using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Planning.Conditions;

/// <summary><c>When</c>: for which logins an entry of the flow runs.</summary>
public sealed class FlowConditionTests
{
    private const string Login = """
        {"user":{"user_id":"auth0|1","email_verified":true,"app_metadata":{"roles":["premium","staff"],"tier":3,"none":null}},
         "client":{"client_id":"spa"},"organization":{"id":"org_1","name":"contoso"},"connection":{"id":"con_1","name":"google"},
         "transaction":{"protocol":"oidc-basic-profile","prompt":["login"]}}
        """;

    private static readonly ActionType Echo = new("echo", _ => InlineAction.Of((_, api) => api.SetCustomClaim(Tokens.Id, "https://app.example/ran", true)));

    [Theory]
    [InlineData(true, "Clients:0=other", "Clients:1=spa")]
    [InlineData(false, "Clients:0=SPA")]
    [InlineData(true, "Organizations:0=org_1")]
    [InlineData(true, "Organizations:0=contoso")]
    [InlineData(false, "Organizations:0=org")]
    [InlineData(true, "Connections:0=google")]
    [InlineData(true, "Connections:0=con_1")]
    [InlineData(true, "Protocols:0=oidc-basic-profile")]
    [InlineData(false, "Protocols:0=samlp")]
    [InlineData(true, "Logins:0=interactive")]
    [InlineData(false, "Logins:0=silent", "Logins:1=refresh-token")]
    [InlineData(true, "Paths:0:Path=/user/app_metadata/roles", "Paths:0:Equals=\"premium\"")]
    [InlineData(false, "Paths:0:Path=/user/app_metadata/roles", "Paths:0:Equals=\"prem\"")]
    [InlineData(true, "Paths:0:Path=/user/app_metadata/tier", "Paths:0:In:0=2", "Paths:0:In:1=3.0")]
    [InlineData(false, "Paths:0:Path=/user/app_metadata/tier", "Paths:0:Equals=\"3\"")]
    [InlineData(true, "Paths:0:Path=/user/email_verified", "Paths:0:Equals=true")]
    [InlineData(false, "Paths:0:Path=/user/email_verified", "Paths:0:Equals=false")]
    [InlineData(true, "Paths:0:Path=/user/app_metadata", "Paths:0:Exists=true")]
    [InlineData(false, "Paths:0:Path=/user/app_metadata/none", "Paths:0:Exists=true")]
    [InlineData(true, "Paths:0:Path=/user/app_metadata/none", "Paths:0:Exists=false")]
    [InlineData(false, "Clients:0=spa", "Organizations:0=other")]
    [InlineData(true, "Any:0:Clients:0=other", "Any:1:Organizations:0=contoso")]
    [InlineData(false, "Any:0:Clients:0=other", "Any:1:Clients:0=spa", "Any:1:Organizations:0=other")]
    [InlineData(false, "Not:Clients:0=spa")]
    [InlineData(true, "Clients:0=spa", "Not:Clients:0=spa", "Not:Organizations:0=other")]
    public async Task An_action_runs_where_its_condition_holds_and_is_skipped_elsewhere(bool runs, params string[] when) =>
        Assert.Equal(runs ? "succeeded" : "skipped", await OutcomeAsync(Login, when));

    [Theory]
    [InlineData("""{"user":{"user_id":"1"},"transaction":{"protocol":"oauth2-refresh-token","prompt":["none"]}}""", "refresh-token")]
    [InlineData("""{"user":{"user_id":"1"},"transaction":{"protocol":"oidc-basic-profile","prompt":["none"]}}""", "silent")]
    [InlineData("""{"user":{"user_id":"1"},"transaction":{"prompt":["login","consent"]}}""", "interactive")]
    [InlineData("""{"user":{"user_id":"1"}}""", "interactive")]
    public async Task A_login_is_interactive_silent_or_a_refresh(string login, string kind)
    {
        foreach (var asked in (string[])["interactive", "silent", "refresh-token"])
            Assert.Equal(asked == kind ? "succeeded" : "skipped", await OutcomeAsync(login, $"Logins:0={asked}"));
    }

    [Theory]
    [InlineData("1e99999999999999999999")]
    [InlineData("-0.000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("[[[[3]]]]")]
    [InlineData("{}")]
    [InlineData("\"\\u0000\"")]
    public async Task An_event_made_to_hurt_only_fails_the_condition(string value) =>
        Assert.Equal("skipped", await OutcomeAsync($$"""{"user":{"user_id":"1","app_metadata":{"tier":{{value}} } } }""", "Paths:0:Path=/user/app_metadata/tier", "Paths:0:Equals=3"));

    [Theory]
    [InlineData("When", "When=true")]
    [InlineData("When:Clientz", "When:Clientz:0=a")]
    [InlineData("When:Clients", "When:Clients=a")]
    [InlineData("When:Clients", "When:Clients=")]
    [InlineData("When:Logins:0", "When:Logins:0=loud")]
    [InlineData("When:Paths:0", "When:Paths:0:Path=/a")]
    [InlineData("When:Paths:0", "When:Paths:0:Path=/a", "When:Paths:0:Equals=1", "When:Paths:0:Exists=true")]
    [InlineData("When:Paths:0:Path", "When:Paths:0:Equals=1")]
    [InlineData("When:Paths:0:Path", "When:Paths:0:Path=a", "When:Paths:0:Equals=1")]
    [InlineData("When:Paths:0:Equals", "When:Paths:0:Path=/a", "When:Paths:0:Equals=gold")]
    [InlineData("When:Paths:0:Equals", "When:Paths:0:Path=/a", "When:Paths:0:Equals=null")]
    [InlineData("When:Paths:0:Equals", "When:Paths:0:Path=/a", "When:Paths:0:Equals=[1]")]
    [InlineData("When:Paths:0:In:1", "When:Paths:0:Path=/a", "When:Paths:0:In:0=1", "When:Paths:0:In:1={}")]
    [InlineData("When:Paths:0:Exists", "When:Paths:0:Path=/a", "When:Paths:0:Exists=perhaps")]
    [InlineData("When:Paths:0:Value", "When:Paths:0:Path=/a", "When:Paths:0:Equals=1", "When:Paths:0:Value=1")]
    [InlineData("When:Any:0:Any", "When:Any:0:Clients:0=a", "When:Any:0:Any:0:Clients:0=a")]
    [InlineData("When:Not:Not", "When:Not:Clients:0=a", "When:Not:Not:Clients:0=a")]
    [InlineData("When:Not", "When:Not=a")]
    public void A_mistake_in_a_condition_stops_the_start_and_names_its_key(string named, params string[] settings)
    {
        var invalid = Assert.Throws<InvalidSettingsException>(() => App(settings));
        Assert.Contains(invalid.Faults, fault => fault.Key == "PostLogin:Actions:0:" + named);
    }

    [Fact]
    public void Two_flows_with_other_conditions_have_other_hashes()
    {
        string[][] conditions = [[], ["When:Clients:0=a"], ["When:Clients:0=b"], ["When:Not:Clients:0=a"], ["When:Clients:0=a", "When:Clients:1=b"], ["When:Any:0:Clients:0=a", "When:Any:1:Clients:0=b"]];
        Assert.Equal(conditions.Length, conditions.Select(when => App(when).App.Flow.Hash).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task An_action_alone_runs_whatever_its_condition()
    {
        await using var app = App(["When:Clients:0=nobody"]);
        Assert.Contains("succeeded", (await app.SendAsync(app.Post("/actions/echo", """{"event":{}}"""))).Body, StringComparison.Ordinal);
    }

    private static async Task<string?> OutcomeAsync(string login, params string[] when)
    {
        await using var app = App([.. when.Select(setting => "When:" + setting)]);
        var answer = JsonElement.Parse((await app.SendAsync(app.Login($$"""{"event":{{login}} }"""))).Body);
        return answer.GetProperty("actions")[0].GetProperty("outcome").GetString();
    }

    private static TestApp App(string[] settings) => new(
        [new("PostLogin:Actions:0:Name", "echo"), .. settings.Select(setting => setting.Split('=', 2)).Select(pair => new KeyValuePair<string, string?>("PostLogin:Actions:0:" + pair[0], pair[1]))],
        Echo);
}
