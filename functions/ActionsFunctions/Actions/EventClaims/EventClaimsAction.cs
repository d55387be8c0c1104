using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.EventClaims;

/// <summary>Copies values of the event into claims. A value that the login lacks gives no claim.</summary>
/// <param name="settings">Its flow entry's settings.</param>
[PostLoginAction("event-claims")]
public sealed class EventClaimsAction(ActionSettings settings) : IPostLoginAction
{
    private readonly EventClaimsSettings settings = EventClaimsSettings.Read(settings);

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool AppliesTo(PostLoginEvent login) =>
        (!settings.RequireAuthorization || login.Json.Object("authorization") is not null)
        && (login.User is not null || settings.Claims.Any(claim => claim.Path.First != "user"));

    /// <inheritdoc />
    public bool ReadsEventOnly => true;

    /// <inheritdoc />
    public string? Reads(PostLoginEvent login) =>
        // A JSON array, so that no value can pass for two.
        $"[{string.Join(',', settings.Claims.Select(claim => login.At(claim.Path)?.GetRawText() ?? "null"))}]";

    /// <inheritdoc />
    public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        foreach (var claim in settings.Claims)
        {
            if (login.At(claim.Path) is { } value)
                api.SetCustomClaim(claim.Tokens, claim.Name, value);
        }

        return Task.CompletedTask;
    }
}
