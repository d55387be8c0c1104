using System.Collections.Frozen;
using System.Text.Json;
using ActionsFunctions.Merging;
using ActionsFunctions.Model;
using ActionsFunctions.Shaping;

namespace ActionsFunctions.IdentityProviders.Supabase;

/// <summary>
/// What the claims of a Supabase access token can take. Supabase validates the whole set and signs what it is given, so a claim that it issues itself
/// is never written here: a changed <c>role</c> or <c>sub</c> would be signed too. Source: supabase/auth, MinimumViableTokenSchema.
/// </summary>
/// <param name="room">Bytes left for the flow's claims.</param>
internal sealed class SupabaseClaims(int room) : ClaimRules
{
    // The hook's documentation says 20 KB, the code 200 KB: the smaller is kept.
    private const int MaxAnswerBytes = 20_000;

    // {"claims":{}}, and around each claim of the flow two quotes, a colon and a comma.
    private const int EnvelopeBytes = 16;
    private const int PunctuationBytes = 4;

    private static readonly FrozenSet<string> Issued = FrozenSet.Create(
        StringComparer.Ordinal,
        "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "email", "phone", "role", "aal", "amr", "session_id", "is_anonymous", "client_id");

    /// <summary>Rules that know no login.</summary>
    public SupabaseClaims() : this(MaxAnswerBytes)
    {
    }

    /// <inheritdoc />
    public override int MaxBytes => room;

    /// <summary>Rules for one login, whose claims take room too.</summary>
    public static SupabaseClaims For(NormalizedLogin login, FlowOutcome outcome)
    {
        var carried = ClaimValue.Of(SupabaseEvent.Claims(login.Payload)).Json.Length;
        return new(Math.Max(0, MaxAnswerBytes - EnvelopeBytes - carried - (PunctuationBytes * outcome.Claims(Token.Access).Count())));
    }

    /// <inheritdoc />
    /// <remarks>ID-token claims pass here, or a flow that serves several providers would not start; no value of theirs is carried.</remarks>
    public override string? RefuseName(Token token, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
            return "a claim needs a name";
        return token == Token.Access && Issued.Contains(name) ? $"'{name}' is issued by Supabase itself" : null;
    }

    /// <inheritdoc />
    public override ShapedValue ShapeValue(Token token, string name, ClaimValue value)
    {
        if (token == Token.Id)
            return new(value, null, "Supabase's hook customises access tokens only");
        return name is "app_metadata" or "user_metadata" && value.Kind != JsonValueKind.Object
            ? new(value, null, "Supabase demands an object here")
            : new(value, null, null);
    }

    /// <summary>
    /// The hook runs inside a transaction that holds the user's row, so metadata of the user cannot be written; that of the transaction has done its
    /// work inside the flow.
    /// </summary>
    public override bool Honours(string method) => method == Command.SetTransactionMetadata;
}
