namespace ActionsFunctions.Model;

/// <summary><c>api.access</c>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct AccessApi(PostLoginApi api)
{
    /// <summary>
    /// Refuses the login. Takes effect when this action returns: its remaining code still runs, actions listed later are skipped,
    /// and of several calls the first counts.
    /// </summary>
    /// <param name="reason">Text for the user or the application; becomes <c>error_description</c> at Auth0.</param>
    public PostLoginApi Deny(string reason) => api.Say(Command.Deny, reason);
}

/// <summary><c>api.idToken</c>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct IdTokenApi(PostLoginApi api)
{
    /// <summary>Sets a claim of the ID token; the last write wins. JSON null removes only what an earlier action of this flow set.</summary>
    /// <exception cref="ArgumentException">The name is empty, or <c>scope</c>, which Auth0 refuses at the call.</exception>
    public PostLoginApi SetCustomClaim(string name, ClaimValue value) => api.Say(Command.SetIdTokenClaim, name, value);
}

/// <summary><c>api.accessToken</c>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct AccessTokenApi(PostLoginApi api)
{
    /// <summary>Sets a claim of the access token; the last write wins. JSON null removes only what an earlier action of this flow set.</summary>
    /// <exception cref="ArgumentException">The name is empty, or <c>scope</c>, which Auth0 refuses at the call.</exception>
    public PostLoginApi SetCustomClaim(string name, ClaimValue value) => api.Say(Command.SetAccessTokenClaim, name, value);

    /// <summary>Adds a scope, trimmed: at most 280 characters without white space, at most 1000 of them.</summary>
    public PostLoginApi AddScope(string scope) => api.Say(Command.AddScope, scope?.Trim());

    /// <summary>Removes a scope.</summary>
    public PostLoginApi RemoveScope(string scope) => api.Say("accessToken.removeScope", scope?.Trim());
}

/// <summary><c>api.user</c>. Saved by the provider after the chain, also when the login is denied; 32 kB a login.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct UserApi(PostLoginApi api)
{
    /// <summary>Writes a member of app_metadata; null removes it.</summary>
    public PostLoginApi SetAppMetadata(string key, ClaimValue value) => api.Say(Command.SetAppMetadata, key, value);

    /// <summary>Writes a member of user_metadata; null removes it.</summary>
    public PostLoginApi SetUserMetadata(string key, ClaimValue value) => api.Say(Command.SetUserMetadata, key, value);
}

/// <summary><c>api.transaction</c>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct TransactionApi(PostLoginApi api)
{
    /// <summary>Writes transaction metadata, readable by actions that name this one in <c>After</c>; null removes it. 16 KB in all.</summary>
    /// <exception cref="ArgumentException">The key is over 64 characters, or the value is over 8 KB or neither text, number, boolean nor null.</exception>
    public PostLoginApi SetMetadata(string key, ClaimValue value) => api.Say(Command.SetTransactionMetadata, key, value);

    /// <summary>Adds a scope to those to be granted. Early access.</summary>
    public PostLoginApi AddTargetScope(string scope) => api.Say("transaction.addTargetScope", scope?.Trim());

    /// <summary>Removes a scope from those to be granted. Early access.</summary>
    public PostLoginApi RemoveTargetScope(string scope) => api.Say("transaction.removeTargetScope", scope?.Trim());

    /// <summary>Replaces the scopes to be granted. Early access.</summary>
    public PostLoginApi SetTargetScopes(params IReadOnlyList<string> scopes) => api.Say("transaction.setTargetScopes", ClaimValue.Of(scopes));

    /// <summary>Grants no scope. Early access.</summary>
    public PostLoginApi ClearTargetScopes() => api.Say("transaction.clearTargetScopes");
}
