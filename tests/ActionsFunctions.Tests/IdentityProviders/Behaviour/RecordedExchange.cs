using System.Text;
using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Tests.IdentityProviders.Behaviour;

/// <summary>
/// One recorded exchange: a request and the event that it becomes, commands of a flow and the answer and diagnostics that they become. An answer is
/// also put before the provider's simulator.
/// </summary>
/// <param name="golden">The recording.</param>
internal sealed class RecordedExchange(JsonElement golden)
{
    public static string[] Names(string provider) =>
        [.. Directory.GetFiles(Folder(provider), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static RecordedExchange Read(string provider, string name) =>
        new(JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder(provider), name + ".json"))));

    public void Check(IProviderSimulator simulator)
    {
        var settings = golden.GetProperty("settings").EnumerateObject().Select(setting => KeyValuePair.Create(setting.Name, setting.Value.GetString()));
        var provider = new ConfiguredProvider(simulator.Route, settings).Provider;
        var request = golden.GetProperty("request");
        var login = provider.Normalize(request, new("POST", "/", new Dictionary<string, string>(StringComparer.Ordinal), [], Stream.Null, 0));
        Assert.NotNull(login);
        Assert.Equal(Compact(golden.GetProperty("event")), Compact(login.Event.Json));
        var outcome = provider.Shape(login, Outcome());
        var response = provider.Answer(login, outcome, "our-id");
        Assert.Equal(golden.GetProperty("status").GetInt32(), response.Status);
        Assert.Equal(Answer(), Encoding.UTF8.GetString(response.Body.Span));
        Assert.Equal(Texts("diagnostics"), outcome.Diagnostics.Select(item => $"{item.Code} {item.Claim ?? "-"}"), StringComparer.Ordinal);
        var verdict = simulator.Judge(
            new(simulator.Route, [], Encoding.UTF8.GetBytes(Compact(request)), DateTimeOffset.UnixEpoch),
            new(response.Status, response.Body.IsEmpty ? "" : WebhookResponse.Json, response.Body));
        Assert.Equal(golden.GetProperty("verdict").GetString(), verdict.Outcome.ToString());
    }

    private static string Folder(string provider) => Path.Combine(AppContext.BaseDirectory, "IdentityProviders", provider, "Goldens");

    private static string Compact(JsonElement json) => Encoding.UTF8.GetString(ClaimValue.Of(json).Json.Span);

    private string Answer() => golden.GetProperty("answer") is { ValueKind: not JsonValueKind.Null } answer ? Compact(answer) : "";

    private IEnumerable<string> Texts(string name) => golden.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);

    private FlowOutcome Outcome()
    {
        var commands = golden.GetProperty("commands").EnumerateArray().Select(Merged).ToList();
        ActionReport[] reports = [new("some-action", "some-action", ActionOutcome.Succeeded, TimeSpan.Zero)];
        if (!golden.TryGetProperty("deny", out var reason))
            return new(null, commands, reports, []);
        return new(new("some-action", reason.GetString()!), [new(new(Command.Deny, [reason.GetString()!]), "some-action")], reports, []);
    }

    private MergedCommand Merged(JsonElement json)
    {
        var command = new Command(json.GetProperty("method").GetString()!, [.. json.GetProperty("args").EnumerateArray().Select(ClaimValue.Of)]);
        return new(command, "some-action", command.ClaimOf is null ? "" : command.Text(0)) { Required = golden.TryGetProperty("required", out _) };
    }
}
