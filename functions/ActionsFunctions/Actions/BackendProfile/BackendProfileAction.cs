using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.BackendProfile;

/// <summary>
/// Asks a backend of your own about the user and puts what it says into claims. A backend that does not know the user (404), or says
/// nothing (204, empty), gives no claims and is no failure. Nor does a value that says nothing: null, or an empty object, list or text.
/// </summary>
/// <param name="settings">Its flow entry's settings.</param>
[PostLoginAction("backend-profile")]
public sealed class BackendProfileAction(ActionSettings settings) : IPostLoginAction
{
    private readonly BackendProfileSettings settings = BackendProfileSettings.Read(settings);

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool AppliesTo(PostLoginEvent login) =>
        (!settings.RequireAuthorization || login.Json.Object("authorization") is not null) && !settings.Backend.Address(login).Missing;

    /// <inheritdoc />
    public bool ReadsEventOnly => true;

    /// <inheritdoc />
    public string? Reads(PostLoginEvent login) => settings.Backend.Address(login).Text;

    /// <inheritdoc />
    public async Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        var found = await settings.Backend.FindAsync(login, api, cancellationToken);
        if (found.Failure is { } failure)
            api.Fail(failure);
        else if (found.Json is { } profile)
            SetClaims(api, profile);
    }

    private void SetClaims(PostLoginApi api, JsonElement profile)
    {
        foreach (var claim in settings.Claims)
        {
            if (claim.Pointer.Find(profile) is { } value && !IsEmpty(value))
                api.SetCustomClaim(claim.Tokens, claim.Name, value);
        }
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.String => value.ValueEquals(""u8),
        _ => false,
    };
}
