using ActionsFunctions.Actions;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Planning;

/// <summary>Reads <c>DefaultClaims:m:{Name,Value,Tokens}</c> of a flow entry.</summary>
internal static class DefaultClaims
{
    public static IReadOnlyList<Command> Read(SettingsReader entry, List<StaticClaim> claims)
    {
        var commands = new List<Command>();
        foreach (var item in entry.Items("DefaultClaims"))
        {
            var tokens = ActionSettings.TokensOf(item, Tokens.Both);
            var name = item.Required("Name");
            if (name.Length > 0)
                claims.Add(new(item.Key("Name"), name, tokens));
            if (StrictJson.TryParseValue(item.Required("Value"), out var value))
                Add(commands, tokens, name, value);
            else
                item.Fault("Value", "must be JSON text: \"gold\" with its quotes, true, 42, [\"a\"]");
            item.RejectUnknown();
        }

        return commands;
    }

    private static void Add(List<Command> commands, Tokens tokens, string name, ClaimValue value)
    {
        if (tokens.HasFlag(Tokens.Id))
            commands.Add(new(Command.SetIdTokenClaim, [name, value]));
        if (tokens.HasFlag(Tokens.Access))
            commands.Add(new(Command.SetAccessTokenClaim, [name, value]));
    }
}
