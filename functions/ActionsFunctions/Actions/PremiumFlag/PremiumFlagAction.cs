using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.PremiumFlag;

/// <summary>
/// Sets a claim to <c>true</c> for users who have a role. Others get no claim rather than <c>false</c>: a token says
/// what someone has, and an application that forgets the check sees nothing either way.
/// </summary>
/// <param name="settings">Its flow entry's settings.</param>
[PostLoginAction("premium-flag")]
public sealed class PremiumFlagAction(ActionSettings settings) : IPostLoginAction
{
    private readonly PremiumFlagSettings settings = PremiumFlagSettings.Read(settings);

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool AppliesTo(PostLoginEvent login) => settings.Path.First != "user" || login.User is not null;

    /// <inheritdoc />
    public bool ReadsEventOnly => true;

    /// <inheritdoc />
    public string? Reads(PostLoginEvent login) => login.At(settings.Path)?.GetRawText() ?? "null";

    /// <inheritdoc />
    public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        if (login.At(settings.Path) is { } roles && Holds(roles))
            api.SetCustomClaim(settings.Tokens, settings.Claim, true);
        return Task.CompletedTask;
    }

    private bool Holds(JsonElement roles) => roles.ValueKind switch
    {
        JsonValueKind.String => roles.ValueEquals(settings.Role),
        JsonValueKind.Array => roles.EnumerateArray().Any(role => role.ValueKind == JsonValueKind.String && role.ValueEquals(settings.Role)),
        _ => false,
    };
}
