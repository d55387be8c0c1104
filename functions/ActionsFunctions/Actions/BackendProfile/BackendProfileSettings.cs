using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Actions.BackendProfile;

/// <summary>Settings of <see cref="BackendProfileAction"/>.</summary>
/// <param name="Backend">What is asked.</param>
/// <param name="Claims">What of the answer becomes which claim. Default: all of it, <c>https://actions.example/profile</c>, both tokens.</param>
/// <param name="RequireAuthorization">Only for logins that carry <c>event.authorization</c>. Default false.</param>
public sealed record BackendProfileSettings(BackendDocument Backend, IReadOnlyList<ProfileClaim> Claims, bool RequireAuthorization)
{
    private const string DefaultClaim = "https://actions.example/profile";

    internal static BackendProfileSettings Read(ActionSettings settings)
    {
        var reader = settings.Reader;
        var backend = BackendDocument.Read(settings);
        var claims = reader.Items("Claims").Select(item => ProfileClaim.Read(settings, item)).ToList();
        if (claims.Count == 0)
            claims.Add(new(JsonPointerSettings.WholeDocument, settings.ClaimName("Claims", DefaultClaim, Tokens.Both), Tokens.Both));
        var requireAuthorization = reader.Flag("RequireAuthorization");
        reader.RejectUnknown();
        return new(backend, claims, requireAuthorization);
    }
}

/// <summary>One value of the answer that becomes a claim.</summary>
/// <param name="Pointer">Where the answer holds the value. Default: the whole answer.</param>
/// <param name="Name">The claim's name.</param>
/// <param name="Tokens">The tokens it goes into. Default both.</param>
public sealed record ProfileClaim(JsonPointer Pointer, string Name, Tokens Tokens)
{
    internal static ProfileClaim Read(ActionSettings settings, SettingsReader item)
    {
        var pointer = item.Pointer("Pointer", "");
        var tokens = ActionSettings.TokensOf(item, Tokens.Both);
        var name = settings.ClaimName(item, "Name", null, tokens);
        item.RejectUnknown();
        return new(pointer, name, tokens);
    }
}
