using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Upstreams;

/// <summary>The section <c>Graph</c>. What is missing is a mistake only where an action needs Graph.</summary>
internal sealed class GraphSettings
{
    private const string ManagedIdentity = "ManagedIdentity";
    private const string DefaultBaseUrl = "https://graph.microsoft.com/v1.0";

    // The national clouds; a token is for the Graph of its own cloud. Anything else (a gateway, a local tenant) stands for the public one.
    private static readonly string[] NationalHosts = ["graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn"];
    private readonly SettingsReader reader;
    private readonly Uri? tokenEndpoint;
    private readonly string? tenantId;
    private readonly ClientProofSettings proof;

    public GraphSettings(SettingsReader reader, ISecretSource secrets)
    {
        this.reader = reader;
        BaseUrl = reader.Url("BaseUrl", DefaultBaseUrl);
        if (BaseUrl.Query.Length > 0)
            reader.Fault("BaseUrl", "must not have a query (?)");
        Method = reader.OneOf("Credential", null, [(ManagedIdentity, null), .. ClientProofSettings.Methods.Select(method => (method.Name, (ClientAuthentication?)method.Value))]);
        tokenEndpoint = reader.Text("TokenEndpoint") is null ? null : reader.Url("TokenEndpoint", otherwise: null);
        tenantId = reader.Text("TenantId");
        ClientId = reader.Text("ClientId");
        proof = new(reader, name => reader.Secret(name, secrets));
        reader.RejectUnknown();
    }

    public Uri BaseUrl { get; }

    /// <summary>How the app authenticates for a token; null: with its managed identity.</summary>
    public ClientAuthentication? Method { get; }

    public string? ClientId { get; }

    public string Scope => $"https://{NationalHosts.FirstOrDefault(host => host == BaseUrl.Host) ?? "graph.microsoft.com"}/.default";

    /// <summary>The client credentials; null, with everything missing noted, where they are not complete.</summary>
    public ClientCredentials? ClientCredentials()
    {
        var why = $"is required where Graph:Credential is {Method} and an action reads Graph";
        if (tokenEndpoint is null && tenantId is null)
            reader.Fault("TenantId", why);
        if (ClientId is null)
            reader.Fault("ClientId", why);
        if (proof.Require(Method ?? ClientAuthentication.ClientSecret, why) is not { } client || ClientId is null || (tokenEndpoint is null && tenantId is null))
            return null;
        var endpoint = tokenEndpoint ?? new($"https://login.microsoftonline.com/{Uri.EscapeDataString(tenantId!)}/oauth2/v2.0/token");
        return new(endpoint, ClientId, client, Scope, Audience: null);
    }
}
