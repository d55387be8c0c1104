using System.Globalization;
using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.LoginCounter;

/// <summary>
/// Puts the number of the user's logins into a claim, and <c>true</c> into another one at the first. A refresh of tokens is no login: it carries the
/// number, never the flag.
/// </summary>
/// <param name="settings">Its flow entry's settings.</param>
[PostLoginAction("login-counter")]
public sealed class LoginCounterAction(ActionSettings settings) : IPostLoginAction
{
    private readonly LoginCounterSettings settings = LoginCounterSettings.Read(settings);

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <summary>Only where the provider counts.</summary>
    public bool AppliesTo(PostLoginEvent login) => login.Stats?.LoginsCount is not null;

    /// <inheritdoc />
    public bool ReadsEventOnly => true;

    /// <inheritdoc />
    public string? Reads(PostLoginEvent login) => string.Create(CultureInfo.InvariantCulture, $"{login.Stats?.LoginsCount} {IsRefresh(login)}");

    /// <inheritdoc />
    public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        if (login.Stats?.LoginsCount is not { } count)
            return Task.CompletedTask;
        if (settings.Claim is { } claim)
            api.SetCustomClaim(settings.Tokens, claim, count);
        if (settings.FirstLoginClaim is { } first && count == 1 && !IsRefresh(login))
            api.SetCustomClaim(settings.Tokens, first, true);
        return Task.CompletedTask;
    }

    private static bool IsRefresh(PostLoginEvent login) => login.Transaction?.Protocol == "oauth2-refresh-token";
}
