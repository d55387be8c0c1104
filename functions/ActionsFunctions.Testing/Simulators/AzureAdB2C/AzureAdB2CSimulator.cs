using System.Text;
using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.AzureAdB2C;

/// <summary>
/// Azure AD B2C: a user flow with an API connector before the token, or before the account exists where the login has no user. A body without
/// <c>step</c>, sent as it is, plays the REST technical profile of a custom policy.
/// Source: Microsoft Learn, "API connectors overview", "Enrich tokens with claims from external sources", "RESTful technical profile".
/// </summary>
public sealed class AzureAdB2CSimulator : IProviderSimulator
{
    private const string UsernameKey = "IdentityProviders:AzureAdB2C:Username";
    private const string PasswordKey = "IdentityProviders:AzureAdB2C:Passwords:0";

    /// <inheritdoc />
    public string Route => "azure-ad-b2c";

    /// <summary>20 s of a user flow; a custom policy waits 30.</summary>
    public TimeSpan Deadline { get; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string?> DevelopmentSettings(Uri tenant) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [UsernameKey] = "b2c-connector",
        [PasswordKey] = "b2c password: for local development",
    };

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Translate(JsonElement auth0Event, SimulatorContext context) => AzureAdB2CCall.Body(auth0Event);

    /// <inheritdoc />
    public SimulatedCall Call(ReadOnlyMemory<byte> body, SimulatorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{context.Credential(UsernameKey)}:{context.Credential(PasswordKey)}"));
        return new(Route, [new("Content-Type", "application/json"), new("Authorization", $"Basic {credentials}", Reusable: true)], body, context.Clock.GetUtcNow());
    }

    /// <inheritdoc />
    public SimulatedVerdict Judge(SimulatedCall call, SimulatedAnswer? answer)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (answer is null)
            return SimulatedVerdict.Rejected("no answer came in time: B2C shows its generic error page");
        var request = LenientJson.Object(call.Body.Span) ?? default;
        var tokens = new AzureAdB2CTokens(request, call.SentAt);
        return request.Find("step")?.ToString() is { } step ? AzureAdB2CFlowJudge.Of(step, tokens, answer) : AzureAdB2CPolicyJudge.Of(tokens, answer);
    }
}
