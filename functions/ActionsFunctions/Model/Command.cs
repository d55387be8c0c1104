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

    /// <summary><c>accessToken.addScope(scope)</c>.</summary>
    public const string AddScope = "accessToken.addScope";

    /// <summary><c>authentication.recordMethod(providerUrl)</c>.</summary>
    public const string RecordMethod = "authentication.recordMethod";

    /// <summary><c>authentication.setPrimaryUser(userId)</c>.</summary>
    public const string SetPrimaryUser = "authentication.setPrimaryUser";

    /// <summary><c>redirect.sendUserTo(url, options)</c>.</summary>
    public const string SendUserTo = "redirect.sendUserTo";

    /// <summary><c>prompt.render(promptId, options)</c>.</summary>
    public const string RenderPrompt = "prompt.render";

    /// <summary><c>session.setMetadata(key, value)</c>.</summary>
    public const string SetSessionMetadata = "session.setMetadata";

    /// <summary><c>samlResponse.setAttribute(attribute, value)</c>.</summary>
    public const string SetSamlAttribute = "samlResponse.setAttribute";

    /// <summary><c>refreshToken.revoke(reason)</c>.</summary>
    public const string RevokeRefreshToken = "refreshToken.revoke";

    /// <summary>The token whose claim this sets, or null for any other command.</summary>
    public Token? ClaimOf => Method switch
    {
        SetIdTokenClaim => Token.Id,
        SetAccessTokenClaim => Token.Access,
        _ => null,
    };

    /// <summary>A text argument; the empty string where it is absent or no text.</summary>
    public string Text(int index) =>
        index < Args.Count && Args[index] is { Kind: System.Text.Json.JsonValueKind.String } text ? text.ToText() : "";

    /// <summary>True where the provider takes the user elsewhere after the action, and comes back to it.</summary>
    public bool Suspends => Method is SendUserTo or RenderPrompt
        or "authentication.challengeWith" or "authentication.challengeWithAny" or "authentication.enrollWith" or "authentication.enrollWithAny";

    /// <summary>True for writes of metadata, which survive a denial (Auth0: requested writes are still persisted).</summary>
    public bool WritesMetadata => Method.EndsWith("Metadata", StringComparison.Ordinal);
}
