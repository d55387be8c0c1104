using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.Model;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>The product with each provider alone and two actions that do what a test says; started where first asked for.</summary>
public sealed class SharedServers : IAsyncLifetime
{
    /// <summary>The claim that the second action sets.</summary>
    internal const string Plan = "https://contoso.example/plan";

    private readonly Dictionary<string, ProviderServer> servers = new(StringComparer.Ordinal);
    private Action<PostLoginEvent, PostLoginApi> first = static (_, _) => { };
    private Action<PostLoginEvent, PostLoginApi> second = static (_, _) => { };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in servers.Values)
            await server.DisposeAsync();
    }

    /// <summary>Sends the provider's call with this body; an action reads all of it and says nothing.</summary>
    internal Task<PlayedLogin> PlayAsync(string route, JsonNode body)
    {
        (first, second) = (static (login, _) => EventReader.Read(login), static (_, _) => { });
        var server = Of(route);
        return server.PlayAsync(server.Call(ProviderPayload.Bytes(body)));
    }

    /// <summary>Sends the provider's call for a login; the first action says this, the second that the plan is gold.</summary>
    internal Task<PlayedLogin> PlayAsync(string route, JsonElement login, Action<PostLoginApi> says)
    {
        (first, second) = ((_, api) => says(api), static (_, api) => api.SetCustomClaim(Tokens.Both, Plan, "gold"));
        var server = Of(route);
        return server.PlayAsync(server.Call(login));
    }

    /// <summary>The one with this provider.</summary>
    internal ProviderServer Of(string route)
    {
        if (!servers.TryGetValue(route, out var server))
        {
            var flow = new ScriptedFlow().Then("first", (login, api) => first(login, api)).Then("second", (login, api) => second(login, api));
            servers.Add(route, server = new(ProviderTable.Of(route), flow));
        }

        return server;
    }
}
