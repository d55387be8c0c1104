using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Actions.EventClaims;

/// <summary>Settings of <see cref="EventClaimsAction"/>.</summary>
/// <param name="Claims">What is copied where; at least one.</param>
/// <param name="RequireAuthorization">Only for logins that carry <c>event.authorization</c>. Default false.</param>
public sealed record EventClaimsSettings(IReadOnlyList<EventClaim> Claims, bool RequireAuthorization)
{
    internal static EventClaimsSettings Read(ActionSettings settings)
    {
        var reader = settings.Reader;
        var claims = reader.Items("Claims").Select(item => EventClaim.Read(settings, item)).ToList();
        if (claims.Count == 0)
            reader.Fault("Claims", "is required: at least one claim to set (Claims:0:Path, Claims:0:Name)");
        var requireAuthorization = reader.Flag("RequireAuthorization");
        reader.RejectUnknown();
        return new(claims, requireAuthorization);
    }
}

/// <summary>One event value that becomes a claim.</summary>
/// <param name="Path">Where the event holds the value.</param>
/// <param name="Name">The claim's name.</param>
/// <param name="Tokens">The tokens it goes into. Default both.</param>
public sealed record EventClaim(JsonPointer Path, string Name, Tokens Tokens)
{
    internal static EventClaim Read(ActionSettings settings, SettingsReader item)
    {
        // Required: the whole event is nothing that anyone means to put into a token.
        var path = item.Pointer("Path", otherwise: null);
        var tokens = ActionSettings.TokensOf(item, Tokens.Both);
        var name = settings.ClaimName(item, "Name", null, tokens);
        item.RejectUnknown();
        return new(path, name, tokens);
    }
}
