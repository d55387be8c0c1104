using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using ActionsFunctions.Answering;
using ActionsFunctions.Authenticating;
using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.Benchmarks.InProcess;
using ActionsFunctions.Benchmarks.Load;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.IdentityProviders.Auth0;
using ActionsFunctions.IdentityProviders.Entra;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Planning;
using ActionsFunctions.Receiving;
using ActionsFunctions.Running;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Shaping;
using ActionsFunctions.Testing.Simulators.Entra;
using ActionsFunctions.Upstreams;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Benchmarks.Micro;

/// <summary>A login of three actions with claims of three groups for both tokens, on an event of 3 KB, step by step and whole.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The benchmark's clean-up disposes it.")]
public class LoginParts
{
    private const string TenantId = "7e4a0000-0000-4000-8000-000000000001";
    private const string Audience = "a9d10000-0000-4000-8000-000000000002";
    private readonly byte[] body = SampleEvent.Body(1, 3_072);
    private readonly SyntheticFlow flow = new();
    private readonly EntraAuthority authority = new(EntraSigningKey.New("benchmark"));
    private readonly WebhookHeaders headers = [];
    private StandardWebhooks signature = null!;
    private JwtVerifier jwt = null!;
    private string token = "";
    private FlowPlan plan = null!;
    private ActionResult[] results = [];
    private FlowOutcome merged = null!;
    private FlowOutcome shaped = null!;
    private BenchApp app = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        // Accepted again and again: the ids are looked up, and forgotten by the store of each call.
        Span<byte> signed = stackalloc byte[64];
        var sent = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var length = LoginMessage.Sign($"m.{sent}.", body, signed);
        (headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"]) = ("m", $"{sent}", $"v1,{Encoding.ASCII.GetString(signed[..length])}");
        var address = new Uri("http://localhost/");
        var metadata = new OpenIdMetadata(new HttpClient(new Authority(authority, address)), new(address, EntraAuthority.MetadataPath), TenantId, TimeProvider.System);
        var settings = new EntraSettings(TenantId, Audience, address, [EntraSettings.AuthenticationExtensions], OnDeny.Fail);
        jwt = new(new(metadata, TimeSpan.FromSeconds(5), TimeProvider.System, NullLogger.Instance), new EntraCaller(settings), TimeProvider.System);
        await jwt.LoadAsync(CancellationToken.None);
        token = authority.Issue(TenantId, Audience, TimeProvider.System.GetUtcNow());
        plan = Plan();
        string[] groups = ["Group 0000", "Group 0001", "Group 0002"];
        results = [.. plan.Actions.Select(action => new ActionResult(ActionOutcome.Succeeded, Claims($"https://actions.example/claim-{action.Index}", groups), TimeSpan.FromMilliseconds(1)))];
        merged = FlowMerger.Merge(plan, results);
        shaped = ClaimGuard.Apply(merged, new Auth0Claims());
        app = new(flow with { Keeps = true }, 3_072, users: 1);
        await app.WarmAsync(1_000);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync() => await app.DisposeAsync();

    [Benchmark]
    public ValueTask<CallerVerdict> SignatureCheck()
    {
        signature = new("auth0", [new LiteralSecret(Scenario.Secret)], new(TimeProvider.System), TimeProvider.System);
        return signature.VerifyAsync(headers, body, CancellationToken.None);
    }

    [Benchmark]
    public ValueTask<CallerVerdict> JwtCheck() => jwt.VerifyAsync(token, CancellationToken.None);

    [Benchmark]
    public PostLoginEvent? Normalize() => StrictJson.TryParse(body, out var json) ? NeutralRequest.Event(json) : null;

    [Benchmark]
    public FlowPlan Plan()
    {
        var faults = new SettingFaults();
        var root = new SettingsReader(new ConfigurationBuilder().AddInMemoryCollection(flow.Settings()).Build(), "", faults);
        using var upstreams = UpstreamClients.Create(root, Literals.Instance);
        return new FlowReader(flow.Types(), Literals.Instance, upstreams, new(() => upstreams)).Read(root.Section("PostLogin"));
    }

    [Benchmark]
    public FlowOutcome Merge() => FlowMerger.Merge(plan, results);

    [Benchmark]
    public FlowOutcome Shape() => ClaimGuard.Apply(merged, new Auth0Claims());

    [Benchmark]
    public WebhookResponse Answer() => NeutralAnswer.Of("t-1", shaped);

    [Benchmark]
    public Task WholeLogin() => app.AnswerAsync(app.Next().Request);

    [Benchmark]
    public WebhookRequest RequestOfWholeLogin() => app.Next().Request;

    private static Command[] Claims(string name, string[] groups) =>
        [new(Command.SetIdTokenClaim, [name, groups]), new(Command.SetAccessTokenClaim, [name, groups])];

    private sealed class Literals : ISecretSource
    {
        public static Literals Instance { get; } = new();

        public ISecret? Find(string text, out string? fault)
        {
            fault = null;
            return new LiteralSecret(text);
        }
    }

    private sealed class Authority(EntraAuthority authority, Uri address) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var document = request.RequestUri!.AbsolutePath == EntraAuthority.MetadataPath ? EntraAuthority.Metadata(address) : authority.Keys();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ReadOnlyMemoryContent(document) { Headers = { ContentType = new("application/json") } } });
        }
    }
}
