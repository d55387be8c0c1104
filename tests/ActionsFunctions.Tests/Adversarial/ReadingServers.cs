using System.Text.Json.Nodes;
using ActionsFunctions.Tests.IdentityProviders.Behaviour;

namespace ActionsFunctions.Tests.Adversarial;

/// <summary>The product with each provider alone and an action that reads all of the event; started where first asked for.</summary>
public sealed class ReadingServers : IAsyncLifetime
{
    private readonly Dictionary<string, ProviderServer> servers = new(StringComparer.Ordinal);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in servers.Values)
            await server.DisposeAsync();
    }

    /// <summary>Sends the provider's call with this body.</summary>
    internal Task<PlayedLogin> PlayAsync(string route, JsonNode body) => PlayAsync(route, ProviderPayload.Bytes(body));

    internal Task<PlayedLogin> PlayAsync(string route, ReadOnlyMemory<byte> body)
    {
        if (!servers.TryGetValue(route, out var server))
            servers.Add(route, server = new(ProviderTable.Of(route), new ScriptedFlow().Then("reads", static (login, _) => EventReader.Read(login))));
        return server.PlayAsync(server.Call(body));
    }
}
