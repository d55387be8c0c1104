using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Testing.Simulators.OryHydra;

/// <summary>
/// Ory Hydra at the token endpoint: it posts the session of a grant with its API key, and replaces the session's two maps by those of the answer.
/// Source: Ory, "OAuth2 token hook"; ory/hydra, oauth2/token_hook.go.
/// </summary>
public sealed class OryHydraSimulator : IProviderSimulator
{
    private const string Section = "IdentityProviders:OryHydra:";

    /// <inheritdoc />
    public string Route => "ory-hydra";

    /// <summary>30 s: the limit of one attempt, of which Hydra makes up to three.</summary>
    public TimeSpan Deadline { get; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string?> DevelopmentSettings(Uri tenant) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [Section + "ApiKeys:0"] = "ory-hydra-key-for-local-development",
    };

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Translate(JsonElement auth0Event, SimulatorContext context) =>
        JsonBody.Write(new OryHydraGrant(auth0Event), static (json, grant) => grant.WriteTo(json));

    /// <inheritdoc />
    public SimulatedCall Call(ReadOnlyMemory<byte> body, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var header = context.Settings[Section + "ApiKeyHeader"] is { Length: > 0 } name ? name : "Authorization";
        return new(
            Route,
            [new("Content-Type", "application/json; charset=UTF-8"), new(header, context.Credential(Section + "ApiKeys:0"), Reusable: true)],
            body,
            context.Clock.GetUtcNow());
    }

    /// <inheritdoc />
    public SimulatedVerdict Judge(SimulatedCall call, SimulatedAnswer? answer)
    {
        ArgumentNullException.ThrowIfNull(call);
        var tokens = new OryHydraTokens(LenientJson.Object(call.Body.Span) ?? default, call.SentAt);
        return answer switch
        {
            null => SimulatedVerdict.Rejected("no answer came within 30 s: Hydra ends with server_error"),
            { Status: 200 } => tokens.Replace(answer.Body),
            { Status: 204 } => tokens.Unchanged(),
            { Status: 403 } => SimulatedVerdict.Denied("access_denied: The token hook target responded with an error."),
            { Status: var status } => SimulatedVerdict.Rejected($"HTTP {status}: Hydra ends with server_error"),
        };
    }
}
