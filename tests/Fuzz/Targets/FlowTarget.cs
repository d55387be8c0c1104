using System.Text;
using ActionsFunctions.Hosting;
using ActionsFunctions.Settings;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Fuzz.Targets;

/// <summary>Flow files: each is a flow, or a list of mistakes that name their keys.</summary>
internal sealed class FlowTarget : ITarget
{
    private static readonly byte[] Flow = """
        {"PostLogin":{"Version":"v1","MaxRequestBytes":"4096","Unsupported":"ignore","Budgets":{"Auth0":"00:00:05"},"Actions":[
        {"Name":"graph-groups","Timeout":"00:00:01","OnFailure":"stale","FreshFor":"00:05:00","StaleFor":"01:00:00","Settings":{"Emit":"ids","MaxGroups":"20","GroupIds":["a"]}},
        {"Name":"profile","Type":"backend-profile","After":["graph-groups"],"RequireAfter":"true","OnFailure":"default","DefaultClaims":[{"Name":"https://x/y","Value":"\"gold\"","Tokens":"id"}],
          "Settings":{"Url":"https://crm.example/people/{user.email}","Auth":{"TokenEndpoint":"https://id.example/token","ClientId":"c","ClientSecret":"s","Scope":"x"},"Claims":[{"Pointer":"/a","Name":"https://x/a","Tokens":"both"}]}},
        {"Name":"event-claims","When":{"Clients":["a"],"Any":[{"Logins":["silent"]},{"Paths":[{"Path":"/user/email","Exists":"true"}]}],"Not":{"Paths":[{"Path":"/x","In":["1","\"a\""]}]}},"Settings":{"Claims":[{"Path":"/user/email","Name":"mail"}]}},
        {"Name":"remote","Shadow":"true","ShadowOf":"event-claims","Secrets":{"KEY":"v"},"Settings":{"Url":"https://remote.example/x","FunctionKey":"k"}}]},
        "Graph":{"BaseUrl":"https://graph.example/v1.0","Credential":"ClientSecret","TenantId":"t","ClientId":"c","ClientSecret":"s"},"Upstreams":{"HedgedPercent":"5"},
        "IdentityProviders":{"Auth0":{"SigningSecrets":["whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="]},"AzureAdB2C":{"Username":"u","Passwords":["p"],"OnDeny":"fail","ClientCertificateThumbprints":["00"]},"Okta":{"AuthorizationSecrets":["s"],"AuthorizationHeader":"X-Key"}}}
        """u8.ToArray();

    public string Name => "flow-file";

    public int Share => 3;

    public async Task<string?> PlayAsync(Chance chance)
    {
        var text = Encoding.UTF8.GetBytes(new JsonMutation(chance).Apply(Flow, 4));
        IConfiguration configuration;
        try
        {
            configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(text)).Build();
        }
        catch (Exception malformed) when (malformed is FormatException or System.Text.Json.JsonException or InvalidOperationException)
        {
            // The framework's reader; of a file it makes one kind of exception of all of them.
            return null;
        }

        try
        {
            await using var app = WebhookApp.Create(configuration, new());
            return app.Flow.Hash.Length == 12 ? null : "a flow without a hash";
        }
        catch (InvalidSettingsException invalid)
        {
            return invalid.Faults.Count > 0 && invalid.Faults.All(fault => fault.Key.Length > 0 && fault.Message.Length > 0) ? null : $"a mistake without its key: {invalid.Message}";
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
