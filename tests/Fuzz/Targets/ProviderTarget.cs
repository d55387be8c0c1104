using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Fuzz.Targets;

/// <summary>One provider's route: that provider's own request, changed, and mostly signed after the change, so that what is inside is reached.</summary>
internal sealed class ProviderTarget(IProviderSimulator simulator, FuzzedApp app) : ITarget
{
    private static readonly byte[] FullEvent = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "auth0-event.json"));
    private static readonly byte[] SmallEvent = """{"user":{"user_id":"auth0|ada","email":"ada@contoso.example"},"client":{"client_id":"shop"},"transaction":{"id":"t"}}"""u8.ToArray();
    private readonly SimulatorContext context = new(app.Settings, app.Clock);
    private IReadOnlyList<SimulatedHeader>? tokenHeaders;
    private int played;

    public string Name => simulator.Route;

    public int Share => 11;

    public async Task<string?> PlayAsync(Chance chance)
    {
        // Ids of messages are kept for a window: time goes on, so that a long run does not fill the store.
        if (++played % 1_000 == 0)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(10));
            tokenHeaders = null;
        }

        var body = Body(chance);
        var signed = chance.OneIn(12) ? ByteMutation.Apply(body, chance) : body;
        var sent = chance.OneIn(2) ? signed : body;
        var call = Sign(signed) with { Body = sent };
        var request = RequestMutation.Apply(call, chance, app.Clock);
        var response = await app.SendAsync(request);
        var fault = Oracle.Fault(simulator, call, request, response) ?? app.Log.Take() ?? app.TakeMisled();
        return fault is null ? null : $"{fault}\n    sent: {request.Method} {request.Path} {Encoding.UTF8.GetString(sent)}";
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private byte[] Body(Chance chance)
    {
        var login = JsonNode.Parse(chance.OneIn(3) ? FullEvent : SmallEvent)!;
        if (chance.OneIn(3))
            login["user"]!["user_id"] = chance.Text() + "x";
        if (chance.OneIn(3))
            login["user"]!["email"] = chance.Text();
        if (chance.OneIn(6))
            login.AsObject().Remove("user");
        var body = simulator.Translate(JsonElement.Parse(login.ToJsonString()), context);
        return chance.OneIn(8) ? body.ToArray() : Encoding.UTF8.GetBytes(new JsonMutation(chance).Apply(body.Span, 5));
    }

    // A token that does not depend on the body is signed once for many calls: RSA is dearer than all the rest.
    private SimulatedCall Sign(byte[] body)
    {
        if (simulator.Route != "entra")
            return simulator.Call(body, context);
        tokenHeaders ??= simulator.Call(default, context).Headers;
        return new(simulator.Route, tokenHeaders, body, app.Clock.GetUtcNow());
    }
}
