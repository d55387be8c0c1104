using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.LoginCounter;

/// <summary>Settings of <see cref="LoginCounterAction"/>.</summary>
/// <param name="Claim">The claim of the number, default <c>https://actions.example/logins_count</c>; null where <c>Emit</c> is <c>first-login</c>.</param>
/// <param name="FirstLoginClaim">The claim of the first login, default <c>https://actions.example/first_login</c>; null where <c>Emit</c> is <c>count</c>.</param>
/// <param name="Tokens">The tokens they go into. Default both.</param>
public sealed record LoginCounterSettings(string? Claim, string? FirstLoginClaim, Tokens Tokens)
{
    internal static LoginCounterSettings Read(ActionSettings settings)
    {
        var reader = settings.Reader;
        var (count, first) = reader.OneOf("Emit", (true, true), ("both", (true, true)), ("count", (true, false)), ("first-login", (false, true)));
        var tokens = ActionSettings.TokensOf(reader, Tokens.Both);
        // What is not emitted is not asked for: naming its claim is then a mistake.
        var read = new LoginCounterSettings(
            count ? settings.ClaimName("Claim", "https://actions.example/logins_count", tokens) : null,
            first ? settings.ClaimName("FirstLoginClaim", "https://actions.example/first_login", tokens) : null,
            tokens);
        reader.RejectUnknown();
        return read;
    }
}
