using System.Globalization;
using System.Text.Json;
using ActionsFunctions.Hosting;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing.Simulators;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Pressure;

/// <summary>Plays logins of different people through the providers in turn, and holds each answer against its person.</summary>
internal sealed class SoakedLogins(WebhookApp app, IConfiguration settings, TimeProvider clock)
{
    public const string Claim = "https://actions.example/who";
    private const int People = 500;
    private int played;
    private int lost;
    private int wrong;
    private int late;
    private int degraded;

    public static IReadOnlyList<IProviderSimulator> Simulators { get; } = [.. ProviderSimulators.All.Where(simulator => simulator.Publishes(new("http://127.0.0.1:9")).Count == 0)];

    public int Played => played;

    public int Lost => lost;

    public int Wrong => wrong;

    public int Late => late;

    public int Degraded => degraded;

    public async Task PlayAsync()
    {
        var number = Interlocked.Increment(ref played);
        var simulator = Simulators[number % Simulators.Count];
        var person = string.Create(CultureInfo.InvariantCulture, $"person-{number % People}");
        var login = JsonElement.Parse($$"""{"user":{"user_id":"{{person}}","email":"{{person}}@contoso.example"},"client":{"client_id":"shop"},"transaction":{"id":"t-{{number}}","requested_scopes":["openid"]} }""");
        var context = new SimulatorContext(settings, clock);
        var call = simulator.Call(simulator.Translate(login, context), context);
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            var answer = await app.HandleAsync(Request(call), CancellationToken.None);
            if (TimeProvider.System.GetElapsedTime(started) > simulator.Deadline)
                Interlocked.Increment(ref late);
            Judge(simulator.Judge(call, new(answer.Status, answer.Body.IsEmpty ? "" : WebhookResponse.Json, answer.Body)), person);
        }
        catch (Exception)
        {
            Interlocked.Increment(ref lost);
        }
    }

    private void Judge(SimulatedVerdict verdict, string person)
    {
        var tokens = $"{verdict.Tokens?.IdToken?.GetRawText()} {verdict.Tokens?.AccessToken?.GetRawText()}";
        // Every person's name stands in quotes: person-1 is not in a token of person-11.
        var others = tokens.Split('"').Any(text => text.StartsWith("person-", StringComparison.Ordinal) && text.Split('@')[0] != person);
        if (verdict.Outcome != SimulatedOutcome.Issued || others)
            Interlocked.Increment(ref wrong);
        else if (!tokens.Contains("who", StringComparison.Ordinal))
            Interlocked.Increment(ref degraded);
    }

    private WebhookRequest Request(SimulatedCall call)
    {
        var headers = new WebhookHeaders { ["Content-Length"] = call.Body.Length.ToString(CultureInfo.InvariantCulture) };
        foreach (var header in call.Headers)
            headers[header.Name] = header.Value;
        return new("POST", $"/post-login/{call.Route}", new Dictionary<string, string>(StringComparer.Ordinal), headers, new MemoryStream(call.Body.ToArray()), clock.GetTimestamp());
    }
}
