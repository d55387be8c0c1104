using System.Globalization;
using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.LoginCount;

/// <summary>Says how often the user has logged in.</summary>
/// <param name="settings">Its flow entry's settings.</param>
[PostLoginAction("login-count")]
public sealed class LoginCountAction(ActionSettings settings) : IPostLoginAction
{
    private readonly LoginCountSettings settings = LoginCountSettings.Read(settings);

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool AppliesTo(PostLoginEvent login) => login.Stats?.LoginsCount is not null;

    /// <inheritdoc />
    public bool ReadsEventOnly => true;

    /// <inheritdoc />
    public string? Reads(PostLoginEvent login) => login.Stats?.LoginsCount?.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        if (login.Stats?.LoginsCount is { } count && count >= settings.AtLeast)
            api.SetCustomClaim(settings.Tokens, settings.Claim, count);
        return Task.CompletedTask;
    }
}
