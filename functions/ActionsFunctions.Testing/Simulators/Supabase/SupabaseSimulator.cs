using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Testing.Simulators.Supabase;

/// <summary>
/// Supabase Auth before an access token: it posts the claims, signed as Standard Webhooks with a new id for every attempt, and signs the claims of the
/// answer once they fit its schema. Source: Supabase, "Custom Access Token Hook"; supabase/auth, packages hookshttp and tokens.
/// </summary>
public sealed class SupabaseSimulator : IProviderSimulator
{
    private const string SecretKey = "IdentityProviders:Supabase:SigningSecrets:0";

    /// <inheritdoc />
    public string Route => "supabase";

    /// <summary>5 s for all attempts together.</summary>
    public TimeSpan Deadline { get; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string?> DevelopmentSettings(Uri tenant) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [SecretKey] = "v1," + StandardWebhookSignature.DevelopmentSecret("supabase secret for local development"),
    };

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Translate(JsonElement auth0Event, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return JsonBody.Write(new SupabaseToken(auth0Event, context.Clock.GetUtcNow()), static (json, token) => token.WriteTo(json));
    }

    /// <inheritdoc />
    public SimulatedCall Call(ReadOnlyMemory<byte> body, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var now = context.Clock.GetUtcNow();
        var secret = context.Credential(SecretKey);
        var signed = StandardWebhookSignature.Headers(secret.StartsWith("v1,", StringComparison.Ordinal) ? secret[3..] : secret, Guid.NewGuid().ToString(), now, body.Span);
        return new(Route, [new("Content-Type", "application/json"), new("Accept-Encoding", "identity"), .. signed], body, now);
    }

    /// <inheritdoc />
    public SimulatedVerdict Judge(SimulatedCall call, SimulatedAnswer? answer)
    {
        ArgumentNullException.ThrowIfNull(call);
        return answer switch
        {
            null => SimulatedVerdict.Rejected("no answer came within 5 s: 422 hook_timeout"),
            { Status: 200 or 202 } => SupabaseJudgement.Of(call, answer),
            { Status: 204 } => SimulatedVerdict.Rejected("a 204 has no claims: 500, output claims do not conform to the expected schema"),
            { Status: var status } => SimulatedVerdict.Rejected($"HTTP {status}: 500 to the client, whatever the body says"),
        };
    }
}
