using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Local.Commands.Doctor.Subjects;

/// <summary>An access token that the installation needs, and what came of asking for it.</summary>
/// <param name="Section">The section that says how: <c>Graph</c>, or the <c>Auth</c> of an action.</param>
/// <param name="Address">The token endpoint; null for the managed identity.</param>
/// <param name="Answer">The answer.</param>
internal sealed record AskedToken(string Section, Uri? Address, TokenAnswer Answer);

/// <summary>The access tokens that the installation asks for, each asked for once, whoever wants to know, by the issuers that the product uses.</summary>
internal sealed class UpstreamTokens
{
    public const string GraphSection = "Graph";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly Installation installation;
    private readonly UpstreamTransport transport;
    private readonly Lazy<Task<AskedToken[]>> asking;

    /// <param name="installation">The installation.</param>
    /// <param name="transport">Sends requests.</param>
    public UpstreamTokens(Installation installation, UpstreamTransport transport)
    {
        this.installation = installation;
        this.transport = transport;
        asking = new(() => Task.WhenAll(Issuers().Select(AskAsync)));
    }

    /// <summary>True where any is needed.</summary>
    public bool Any => Issuers().Any();

    /// <summary>The token endpoints.</summary>
    public IEnumerable<Uri> Endpoints => Issuers().Select(issuer => issuer.Address).OfType<Uri>();

    /// <summary>True where the flow reads Graph.</summary>
    public bool NeedsGraph => installation.Actions.Any(entry => Installation.TypeOf(entry) == "graph-groups");

    /// <summary>All of them, asked for.</summary>
    public Task<AskedToken[]> AskAsync(CancellationToken cancellationToken) =>
        asking.Value.WaitAsync(cancellationToken);

    private async Task<AskedToken> AskAsync((string Section, Uri? Address, ITokenIssuer Issuer) from)
    {
        using var limit = new CancellationTokenSource(Limit, installation.Clock);
        try
        {
            return new(from.Section, from.Address, await from.Issuer.IssueAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            return new(from.Section, from.Address, new(null, UpstreamAnswer.Failed(from.Issuer.Source, UpstreamFault.TimedOut)));
        }
    }

    private IEnumerable<(string Section, Uri? Address, ITokenIssuer Issuer)> Issuers()
    {
        var root = installation.Root();
        if (NeedsGraph)
        {
            var graph = new GraphSettings(root.Section(GraphSection), installation.Secrets);
            if (graph.Method is null)
                yield return (GraphSection, null, new ManagedIdentityIssuer(installation.Identity(graph.ClientId), graph.Scope, installation.Clock));
            else if (graph.ClientCredentials() is { } credentials)
                yield return (GraphSection, credentials.TokenEndpoint, new ClientCredentialsIssuer(credentials, transport));
        }

        foreach (var action in root.Section("PostLogin").Items("Actions"))
        {
            var auth = action.Section("Settings").Section("Auth");
            if (auth.Exists && ClientCredentials.Read(auth, name => auth.Secret(name, installation.Secrets)) is { } credentials)
                yield return (auth.Path, credentials.TokenEndpoint, new ClientCredentialsIssuer(credentials, transport));
        }
    }
}
