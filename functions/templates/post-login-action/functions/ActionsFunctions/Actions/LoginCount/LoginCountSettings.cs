using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.LoginCount;

/// <summary>Settings of <see cref="LoginCountAction"/>.</summary>
/// <param name="AtLeast">Users with fewer logins get no claim. Default 1.</param>
/// <param name="Claim">The claim. Default <c>https://actions.example/login-count</c>.</param>
/// <param name="Tokens">The tokens it goes into. Default both.</param>
public sealed record LoginCountSettings(int AtLeast, string Claim, Tokens Tokens)
{
    internal static LoginCountSettings Read(ActionSettings settings)
    {
        var reader = settings.Reader;
        var atLeast = reader.Number("AtLeast", otherwise: 1, least: 1, most: 1_000_000);
        var tokens = ActionSettings.TokensOf(reader, Tokens.Both);
        var claim = settings.ClaimName("Claim", "https://actions.example/login-count", tokens);
        reader.RejectUnknown();
        return new(atLeast, claim, tokens);
    }
}
