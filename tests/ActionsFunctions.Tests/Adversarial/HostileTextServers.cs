using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.Generated;
using ActionsFunctions.Tests.Fixtures;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;
using ActionsFunctions.Tests.Observing;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>The product with one provider, and a flow that puts one field of the event into a URL, a request, a header, the log and a claim.</summary>
internal sealed class HostileTextServer(ProviderServer server, CapturedLog log)
{
    public CapturedLog Log => log;

    /// <summary>A login of its own whose field has this text.</summary>
    public Task<PlayedLogin> PlayAsync(string field, string text)
    {
        var login = JsonNode.Parse(Auth0EventFixture.Json.GetRawText())!;
        ProviderPayload.Set(login, "/transaction/id", $"t-{Guid.NewGuid():N}");
        ProviderPayload.Set(login, field, text);
        return server.PlayAsync(server.Call(JsonElement.Parse(login.ToJsonString())));
    }
}

/// <summary>Such products, started where first asked for, and the upstream that they all ask.</summary>
public sealed class HostileTextServers : IAsyncLifetime
{
    /// <summary>The claim that the field becomes.</summary>
    public const string Claim = "https://actions.example/x";

    private readonly Dictionary<(string Route, string Field), HostileTextServer> known = [];
    private readonly List<ProviderServer> started = [];

    /// <summary>Fields that a login is named by: that name goes into a header of a request to another action.</summary>
    internal static bool AsksRemote(string field) => field is "/user/user_id" or "/transaction/id";

    internal UpstreamStub Upstream { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Upstream = await UpstreamStub.StartAsync(request => StubAnswer.Ok(request.Method == "GET" ? """{"plan":"gold"}""" : """{"decision":"continue","commands":[]}"""));

    public async Task DisposeAsync()
    {
        foreach (var server in started)
            await server.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    internal HostileTextServer Of(string route, string field)
    {
        if (known.TryGetValue((route, field), out var server))
            return server;
        var log = new CapturedLog();
        started.Add(new(ProviderTable.Of(route), ScriptedFlow.Of(ActionTypes.All, Flow("{" + field[1..].Replace('/', '.') + "}", field)), log));
        return known[(route, field)] = new(started[^1], log);
    }

    private IEnumerable<(string, string)> Flow(string place, string field) =>
    [
        ("PostLogin:Actions:0:Name", "event-claims"),
        ("PostLogin:Actions:0:Settings:Claims:0:Path", field),
        ("PostLogin:Actions:0:Settings:Claims:0:Name", Claim),
        ("PostLogin:Actions:1:Name", "backend-profile"),
        ("PostLogin:Actions:1:Settings:Url", $"{Upstream.Url}/people/{place}/groups?q={place}"),
        ("PostLogin:Actions:1:Settings:Claims:0:Pointer", "/plan"),
        ("PostLogin:Actions:1:Settings:Claims:0:Name", "https://actions.example/plan"),
        .. AsksRemote(field) ? [("PostLogin:Actions:2:Name", "remote"), ("PostLogin:Actions:2:Settings:Url", $"{Upstream.Url}/remote")] : Array.Empty<(string, string)>(),
    ];
}
