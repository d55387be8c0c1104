using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Receiving;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.Supabase;

/// <summary>Supabase Auth: the custom access token hook, called before every access token. Source: Supabase, "Custom Access Token Hook".</summary>
public sealed class SupabaseProvider : IIdentityProvider
{
    private readonly SupabaseCaller caller;
    private readonly bool refuseUnsupported;

    private SupabaseProvider(SupabaseSettings settings, ProviderSettings shared)
    {
        caller = new(settings, shared);
        Budget = shared.Budget;
        refuseUnsupported = shared.RefuseUnsupported;
    }

    /// <inheritdoc />
    public string Route => "supabase";

    /// <inheritdoc />
    public TimeSpan Budget { get; }

    /// <summary>Up to three attempts, in 5 s together.</summary>
    public TimeSpan RetriesFor { get; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public ClaimRules ClaimRules { get; } = new SupabaseClaims();

    /// <inheritdoc />
    public string Sample => """{"user_id":"nobody","claims":{"sub":"nobody","email":"nobody@example.org","aud":"none","role":"authenticated"},"authentication_method":"password"}""";

    /// <summary>Makes the provider from its settings.</summary>
    public static IIdentityProvider Create(ProviderSettings shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        return new SupabaseProvider(SupabaseSettings.Read(shared), shared);
    }

    /// <inheritdoc />
    public Task LoadCredentialsAsync(CancellationToken cancellationToken) => caller.LoadAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask<CallerVerdict> AuthenticateAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        caller.AuthenticateAsync(request, body, cancellationToken);

    /// <inheritdoc />
    public NormalizedLogin? Normalize(JsonElement payload, WebhookRequest request) => SupabaseEvent.Read(payload);

    /// <inheritdoc />
    public FlowOutcome Shape(NormalizedLogin login, FlowOutcome outcome) =>
        ClaimGuard.Apply(WithoutTwins(outcome), SupabaseClaims.For(login, outcome), refuseUnsupported);

    /// <inheritdoc />
    public WebhookResponse Answer(NormalizedLogin login, FlowOutcome outcome, string correlationId) => SupabaseAnswer.Of(login, outcome);

    /// <inheritdoc />
    public WebhookResponse Refuse(Fault fault, string correlationId) => SupabaseAnswer.Refused(fault, correlationId);

    // A claim meant for both tokens is reported as lost in the ID token, but that alone does not refuse a login: the access token has it.
    private static FlowOutcome WithoutTwins(FlowOutcome outcome)
    {
        var carried = outcome.Claims(Token.Access).Select(claim => claim.Name).ToHashSet(StringComparer.Ordinal);
        return outcome with
        {
            Commands = [.. outcome.Commands.Select(merged =>
                merged.Command.ClaimOf == Token.Id && carried.Contains(merged.ClaimName) ? merged with { Required = false } : merged)],
        };
    }
}
