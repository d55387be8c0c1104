using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Actions.PremiumFlag;

/// <summary>Settings of <see cref="PremiumFlagAction"/>.</summary>
/// <param name="Path">Where the event holds the user's roles: a list of texts, or one text. Default <c>/user/app_metadata/roles</c>.</param>
/// <param name="Role">The role looked for, compared exactly. Default <c>premium</c>.</param>
/// <param name="Claim">The claim set to <c>true</c>. Default <c>https://actions.example/premium</c>.</param>
/// <param name="Tokens">The tokens it goes into. Default both.</param>
public sealed record PremiumFlagSettings(JsonPointer Path, string Role, string Claim, Tokens Tokens)
{
    internal static PremiumFlagSettings Read(ActionSettings settings)
    {
        var reader = settings.Reader;
        var path = reader.Pointer("Path", "/user/app_metadata/roles");
        var role = reader.Text("Role") ?? "premium";
        var tokens = ActionSettings.TokensOf(reader, Tokens.Both);
        var claim = settings.ClaimName("Claim", "https://actions.example/premium", tokens);
        reader.RejectUnknown();
        return new(path, role, claim, tokens);
    }
}
