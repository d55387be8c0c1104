using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.Okta;

/// <summary>
/// Okta at a rule of a custom authorization server with a token inline hook: one call, never repeated; tokens go out unchanged whatever is wrong with
/// the answer. Source: Okta, "Token inline hook reference", "Inline hooks"; Okta management API, schemas TokenPayLoad and TokenHookResponse.
/// </summary>
public sealed class OktaSimulator : IProviderSimulator
{
    private const string SecretKey = "IdentityProviders:Okta:AuthorizationSecrets:0";
    private const string HeaderKey = "IdentityProviders:Okta:AuthorizationHeader";

    /// <inheritdoc />
    public string Route => "okta";

    /// <summary>3 s; this hook type is never tried again.</summary>
    public TimeSpan Deadline { get; } = TimeSpan.FromSeconds(3);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string?> DevelopmentSettings(Uri tenant) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [SecretKey] = "okta secret for local development",
    };

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Translate(JsonElement auth0Event, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return OktaCall.Body(auth0Event, context.Clock.GetUtcNow());
    }

    /// <inheritdoc />
    public SimulatedCall Call(ReadOnlyMemory<byte> body, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var header = context.Settings[HeaderKey] is { Length: > 0 } name ? name : "Authorization";
        return new(Route, [new("Content-Type", "application/json"), new(header, context.Credential(SecretKey), Reusable: true)], body, context.Clock.GetUtcNow());
    }

    /// <inheritdoc />
    public SimulatedVerdict Judge(SimulatedCall call, SimulatedAnswer? answer)
    {
        ArgumentNullException.ThrowIfNull(call);
        return OktaJudge.Of(LenientJson.Object(call.Body.Span) ?? default, answer);
    }
}
