namespace ActionsFunctions.Model;

/// <summary>One call of an action on <see cref="PostLoginApi"/>, recorded to be merged later.</summary>
/// <param name="Method">The path below Auth0's <c>api</c>: <c>idToken.setCustomClaim</c>.</param>
/// <param name="Args">The arguments as JSON values, in order.</param>
public sealed record Command(string Method, IReadOnlyList<ClaimValue> Args)
{
    /// <summary><c>idToken.setCustomClaim(name, value)</c>.</summary>
    public const string SetIdTokenClaim = "idToken.setCustomClaim";

    /// <summary><c>accessToken.setCustomClaim(name, value)</c>.</summary>
    public const string SetAccessTokenClaim = "accessToken.setCustomClaim";

    /// <summary><c>access.deny(reason)</c>.</summary>
    public const string Deny = "access.deny";

    /// <summary><c>user.setAppMetadata(key, value)</c>.</summary>
    public const string SetAppMetadata = "user.setAppMetadata";

    /// <summary><c>user.setUserMetadata(key, value)</c>.</summary>
    public const string SetUserMetadata = "user.setUserMetadata";

    /// <summary><c>transaction.setMetadata(key, value)</c>.</summary>
    public const string SetTransactionMetadata = "transaction.setMetadata";

    /// <summary>No call on <c>api</c>: what an action reports lost becomes a diagnostic, and is kept with its answer.</summary>
    internal const string LostClaim = "diagnostics.claimDropped";

    /// <summary>The token whose claim this sets, or null for any other command.</summary>
    public Token? ClaimOf => Method switch
    {
        SetIdTokenClaim => Token.Id,
        SetAccessTokenClaim => Token.Access,
        _ => null,
    };

    /// <summary>A text argument; the empty string where it is absent or no text.</summary>
    public string Text(int index) =>
        index < Args.Count && Args[index] is { Kind: System.Text.Json.JsonValueKind.String } text ? text.Element.GetString() ?? "" : "";

    /// <summary>True for writes of metadata, which survive a denial (Auth0: requested writes are still persisted).</summary>
    public bool WritesMetadata => Method.EndsWith("Metadata", StringComparison.Ordinal);
}
