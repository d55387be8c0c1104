using System.Text.Json;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions.BackendProfile;

/// <summary>
/// Asks a backend of your own about the user and puts what it says into claims. A backend that does not know the user (404), or says
/// nothing (204, empty), gives no claims and is no failure. Nor does a value that says nothing: null, or an empty object, list or text.
/// </summary>
[PostLoginAction("backend-profile")]
public sealed class BackendProfileAction : IPostLoginAction
{
    private readonly BackendProfileSettings settings;
    private readonly UpstreamClient? backend;

    /// <summary>From its flow entry's settings.</summary>
    public BackendProfileAction(ActionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = BackendProfileSettings.Read(settings);
        backend = this.settings.Url is { } url ? settings.Upstreams.Backend(url.Origin, this.settings.Auth) : null;
    }

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool AppliesTo(PostLoginEvent login) =>
        (!settings.RequireAuthorization || login.Json.Object("authorization") is not null) && !Render(login).Missing;

    /// <inheritdoc />
    public string? Reads(PostLoginEvent login) => Render(login).Uri?.AbsoluteUri;

    /// <inheritdoc />
    public async Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        if (Render(login).Uri is not { } uri)
        {
            api.Fail(RenderedUri.RefusedCode);
            return;
        }

        var answer = await backend!.SendAsync(new(HttpMethod.Get, uri), new(() => api.TimeLeft), cancellationToken);
        if (answer.Failure is { Source: "backend", Fault: UpstreamFault.NotFound } || (!answer.Failure.Any && answer.Body.IsEmpty))
            return;
        if (answer.Failure.Any)
            api.Fail(answer.Failure.Code);
        else if (!answer.TryReadJson(out var profile))
            api.Fail(answer.Malformed().Failure.Code);
        else
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

    private RenderedUri Render(PostLoginEvent login) => settings.Url?.Render(login) ?? default;

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.String => value.ValueEquals(""u8),
        _ => false,
    };
}
