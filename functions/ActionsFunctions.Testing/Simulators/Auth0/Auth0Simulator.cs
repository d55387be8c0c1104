using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Testing.Simulators.Auth0;

/// <summary>
/// Auth0 with the bridge Action: it posts the event without secrets, signed as Standard Webhooks, and applies the commands of the answer.
/// Source: Auth0, "Post-login event object", "Post-login API object", "Actions limitations".
/// </summary>
public sealed class Auth0Simulator : IProviderSimulator
{
    private const string SecretKey = "IdentityProviders:Auth0:SigningSecrets:0";

    /// <inheritdoc />
    public string Route => "auth0";

    /// <summary>20 s: the limit of the whole post-login trigger.</summary>
    public TimeSpan Deadline { get; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string?> DevelopmentSettings(Uri tenant) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [SecretKey] = StandardWebhookSignature.DevelopmentSecret("auth0 secret for local development"),
    };

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Translate(JsonElement auth0Event, SimulatorContext context) => JsonBody.Write(auth0Event, static (json, login) =>
    {
        json.WriteStartObject();
        json.WriteStartObject("event"u8);
        foreach (var member in login.EnumerateObject().Where(member => !member.NameEquals("secrets"u8)))
            member.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <inheritdoc />
    public SimulatedCall Call(ReadOnlyMemory<byte> body, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var now = context.Clock.GetUtcNow();
        var signature = StandardWebhookSignature.Headers(context.Credential(SecretKey), $"msg_{Guid.NewGuid():N}", now, body.Span);
        return new(Route, [new("Content-Type", "application/json"), .. signature], body, now);
    }

    /// <inheritdoc />
    public SimulatedVerdict Judge(SimulatedCall call, SimulatedAnswer? answer)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (answer is null)
            return SimulatedVerdict.Rejected("no answer came within the 20 s of the trigger: Auth0 fails the login");
        if (answer.Status != 200)
            return SimulatedVerdict.Rejected($"HTTP {answer.Status}: the bridge Action throws and Auth0 fails the login");
        return new Auth0Judgement(call).Of(answer);
    }
}
