namespace ActionsFunctions.Model;

/// <summary><c>api.session</c>. Of several expiries the earliest wins, of several cookie modes the last.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct SessionApi(PostLoginApi api)
{
    /// <summary>Ends the session and refuses the login.</summary>
    public PostLoginApi Revoke(string reason, bool? preserveRefreshTokens = null) => api.Say("session.revoke", CommandOptions.With(
        reason, ("preserveRefreshTokens", preserveRefreshTokens is { } preserve ? (ClaimValue?)(ClaimValue)preserve : null)));

    /// <summary>When the session ends.</summary>
    public PostLoginApi SetExpiresAt(DateTimeOffset time) => api.Say("session.setExpiresAt", time.ToUnixTimeMilliseconds());

    /// <summary>When the session ends unless it is used.</summary>
    public PostLoginApi SetIdleExpiresAt(DateTimeOffset time) => api.Say("session.setIdleExpiresAt", time.ToUnixTimeMilliseconds());

    /// <summary><c>persistent</c> or <c>non-persistent</c>.</summary>
    public PostLoginApi SetCookieMode(string mode) => api.Say("session.setCookieMode", mode);

    /// <summary>Writes session metadata: at most 25 keys of letters, digits, <c>_</c> and <c>-</c>, texts of at most 255 characters.</summary>
    public PostLoginApi SetMetadata(string key, string value) => api.Say(Command.SetSessionMetadata, key, value);

    /// <summary>Removes one key.</summary>
    public PostLoginApi DeleteMetadata(string key) => api.Say("session.deleteMetadata", key);

    /// <summary>Removes all keys.</summary>
    public PostLoginApi EvictMetadata() => api.Say("session.evictMetadata");
}

/// <summary><c>api.refreshToken</c>. Of several expiries the earliest wins.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct RefreshTokenApi(PostLoginApi api)
{
    /// <summary>Revokes the token; only while it is exchanged.</summary>
    public PostLoginApi Revoke(string reason) => api.Say(Command.RevokeRefreshToken, reason);

    /// <summary>When the token ends.</summary>
    public PostLoginApi SetExpiresAt(DateTimeOffset time) => api.Say("refreshToken.setExpiresAt", time.ToUnixTimeMilliseconds());

    /// <summary>When the token ends unless it is used.</summary>
    public PostLoginApi SetIdleExpiresAt(DateTimeOffset time) => api.Say("refreshToken.setIdleExpiresAt", time.ToUnixTimeMilliseconds());

    /// <summary>Writes metadata of the token.</summary>
    public PostLoginApi SetMetadata(string key, string value) => api.Say("refreshToken.setMetadata", key, value);

    /// <summary>Removes one key.</summary>
    public PostLoginApi DeleteMetadata(string key) => api.Say("refreshToken.deleteMetadata", key);

    /// <summary>Removes all keys.</summary>
    public PostLoginApi EvictMetadata() => api.Say("refreshToken.evictMetadata");
}
