using System.Text.Json;
using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.Hosting;

namespace ActionsFunctions.Tests.Observing;

/// <summary>Actions that say marked values in every way that an action has.</summary>
internal static class CanaryActions
{
    /// <summary>Stands in every personal value and every secret, and nowhere else.</summary>
    public const string Mark = "canary7f3a";

    public static readonly JsonElement Event = JsonElement.Parse(
        $$$"""
        {"user":{"user_id":"auth0|{{{Mark}}}","email":"{{{Mark}}}@contoso.example","name":"{{{Mark}}} Lovelace","username":"{{{Mark}}}","app_metadata":{"roles":["{{{Mark}}}-role"]}},
         "client":{"client_id":"{{{Mark}}}-client","name":"{{{Mark}}} app"},"connection":{"id":"con_1","name":"{{{Mark}}}-connection","strategy":"auth0"},"tenant":{"id":"{{{Mark}}}-tenant"},
         "transaction":{"id":"{{{Mark}}}@contoso.example"},"request":{"ip":"203.0.113.7","hostname":"{{{Mark}}}.example","user_agent":"{{{Mark}}}","method":"GET","query":{"login_hint":"{{{Mark}}}"},"body":{},"geoip":{"cityName":"{{{Mark}}}"}},
         "organization":{"id":"org_{{{Mark}}}","name":"{{{Mark}}}","display_name":"{{{Mark}}}","metadata":{}},"stats":{"logins_count":1},"authentication":{"methods":[{"name":"pwd","timestamp":"2026-11-21T00:00:00.000Z"}]} }
        """);

    public static IReadOnlyList<ActionType> Types { get; } =
    [
        .. Generated.ActionTypes.All,
        Of("says", static (login, api) => api.SetCustomClaim(Tokens.Both, "https://actions.example/canary", login.User?.Email ?? Mark).IdToken.SetCustomClaim("sub", Mark).IdToken.SetCustomClaim(Mark, Mark)),
        Of("loses", static (_, api) => api.ReportLost(Mark, Mark)),
        Of("throws", static (login, _) => throw new InvalidOperationException($"{Mark} {login.User?.UserId} {string.Join(' ', login.Secrets.Values)}")),
        Of("gives-up", static (login, api) => api.Fail($"{Mark}-{login.User?.UserId}")),
        Of("refuses", static (login, api) =>
        {
            if (login.Client?.Name is null || login.Secrets.ContainsKey("REFUSE"))
                api.Access.Deny($"{Mark} is blocked");
        }),
    ];

    public static (string Key, string? Value)[] Flow(string upstream, bool refuses)
    {
        var flow = new List<(string, string?)> { ("Cache:SigningSecrets:0", "whsec_" + Convert.ToBase64String(new byte[32])), ("PostLogin:Version", "canary") };
        string[] types = ["says", "loses", "throws", "gives-up", "backend-profile", "remote", "refuses"];
        for (var i = 0; i < types.Length; i++)
        {
            flow.Add(($"PostLogin:Actions:{i}:Name", $"c-{types[i]}"));
            flow.Add(($"PostLogin:Actions:{i}:Type", types[i]));
            flow.Add(($"PostLogin:Actions:{i}:OnFailure", "continue"));
        }

        flow.AddRange([
            ("PostLogin:Actions:2:Secrets:KEY", $"{Mark}-secret"),
            ("PostLogin:Actions:4:Settings:Url", $"{upstream}/people/{{user.email}}?q={{user.user_id}}"),
            ("PostLogin:Actions:4:Settings:Claims:0:Pointer", "/plan"), ("PostLogin:Actions:4:Settings:Claims:0:Name", "https://actions.example/plan"),
            ("PostLogin:Actions:4:Settings:Auth:TokenEndpoint", $"{upstream}/token"), ("PostLogin:Actions:4:Settings:Auth:ClientId", $"{Mark}-app"),
            ("PostLogin:Actions:4:Settings:Auth:ClientSecret", $"{Mark}-client-secret"),
            ("PostLogin:Actions:5:Settings:Url", $"{upstream}/remote"), ("PostLogin:Actions:5:Settings:FunctionKey", $"{Mark}-function-key"),
        ]);
        if (refuses)
            flow.Add(("PostLogin:Actions:6:Secrets:REFUSE", "yes"));
        return [.. flow];
    }

    private static ActionType Of(string name, Action<PostLoginEvent, PostLoginApi> execute) => new(name, _ => InlineAction.Of(execute));
}
