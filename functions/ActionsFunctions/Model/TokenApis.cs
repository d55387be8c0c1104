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
    public PostLoginApi Deny(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        api.Recorder.Record(Command.Deny, reason);
        return api;
    }
}

/// <summary><c>api.idToken</c>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct IdTokenApi(PostLoginApi api)
{
    /// <summary>Sets a claim of the ID token; the last write wins. JSON null removes only what an earlier action of this flow set.</summary>
    public PostLoginApi SetCustomClaim(string name, ClaimValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        api.Recorder.Record(Command.SetIdTokenClaim, name, value);
        return api;
    }
}

/// <summary><c>api.accessToken</c>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct AccessTokenApi(PostLoginApi api)
{
    /// <summary>Sets a claim of the access token; the last write wins. JSON null removes only what an earlier action of this flow set.</summary>
    /// <exception cref="ArgumentException">The name is empty, or <c>scope</c>, which Auth0 refuses at the call.</exception>
    public PostLoginApi SetCustomClaim(string name, ClaimValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == "scope")
            throw new ArgumentException("The claim scope cannot be set.", nameof(name));
        api.Recorder.Record(Command.SetAccessTokenClaim, name, value);
        return api;
    }
}

/// <summary><c>api.user</c>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct UserApi(PostLoginApi api)
{
    /// <summary>Writes a member of app_metadata; null removes it. Saved by the provider after the chain, also when the login is denied.</summary>
    public PostLoginApi SetAppMetadata(string key, ClaimValue value) => Set(Command.SetAppMetadata, key, value);

    /// <summary>Writes a member of user_metadata; null removes it. Saved by the provider after the chain, also when the login is denied.</summary>
    public PostLoginApi SetUserMetadata(string key, ClaimValue value) => Set(Command.SetUserMetadata, key, value);

    private PostLoginApi Set(string method, string key, ClaimValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        api.Recorder.Record(method, key, value);
        return api;
    }
}

/// <summary><c>api.transaction</c>.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct TransactionApi(PostLoginApi api)
{
    /// <summary>Writes transaction metadata, readable by actions that name this one in <c>After</c>; null removes it.</summary>
    /// <exception cref="ArgumentException">The value is neither text, number, boolean nor null.</exception>
    public PostLoginApi SetMetadata(string key, ClaimValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (value.Kind is System.Text.Json.JsonValueKind.Object or System.Text.Json.JsonValueKind.Array)
            throw new ArgumentException("Transaction metadata is text, a number, a boolean or null.", nameof(value));
        api.Recorder.Record(Command.SetTransactionMetadata, key, value);
        return api;
    }
}
