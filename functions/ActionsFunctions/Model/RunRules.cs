using System.Text.Json;

namespace ActionsFunctions.Model;

/// <summary>Rules about a command and what was said before it, or the login it is for. Sources: Auth0, "Post-login API object", "Actions limitations".</summary>
internal static class RunRules
{
    private const int MaxScopes = 1000;
    private const int MaxSessionKeys = 25;
    private const int MaxSamlAttributes = 100;
    private const int MaxTransactionBytes = 16 * 1024;
    private const int MaxProfileBytes = 32 * 1024;

    /// <summary>Why a command cannot be said now; null where it can.</summary>
    public static string? Refuse(Command command, CommandRecorder said, ApiScope scope) => command.Method switch
    {
        Command.AddScope when said.Of(command.Method).Count >= MaxScopes => "no more than 1000 scopes can be added",
        Command.RecordMethod when !scope.Resuming => "a method is recorded only when the flow is resumed",
        Command.SetPrimaryUser when said.Of(command.Method).Count > 0 => "the primary user is set once",
        Command.RenderPrompt when said.Of(command.Method).Count > 0 || said.Of(Command.SendUserTo).Count > 0 => "one form, and not together with a redirect",
        Command.SendUserTo when said.Of(Command.RenderPrompt).Count > 0 => "a redirect is not possible together with a form",
        Command.RevokeRefreshToken when scope.Login.Transaction?.Protocol != "oauth2-refresh-token" => "a refresh token is revoked only while it is exchanged",
        Command.SetSessionMetadata when Keys(command, said, scope.Login.Session?.Metadata.Json) > MaxSessionKeys => "session metadata holds 25 keys",
        Command.SetSamlAttribute when Keys(command, said, null) > MaxSamlAttributes => "a SAML response holds 100 attributes",
        Command.SetTransactionMetadata when Bytes(command, said, scope.Login.Transaction?.Metadata.Json) > MaxTransactionBytes => "transaction metadata holds 16 KB",
        Command.SetAppMetadata or Command.SetUserMetadata => Profile(command, said, scope.Login),
        _ => null,
    };

    private static string? Profile(Command command, CommandRecorder said, PostLoginEvent login)
    {
        var existing = login.User?.Json.Member(command.Method == Command.SetAppMetadata ? "app_metadata" : "user_metadata");
        if (existing is not null and not { ValueKind: JsonValueKind.Object })
            return "the metadata that is there is no object, and nothing can be merged into it";
        return Bytes(command, said, null) > MaxProfileBytes ? "a login can write 32 kB of metadata" : null;
    }

    private static int Keys(Command command, CommandRecorder said, JsonElement? existing)
    {
        var keys = new HashSet<string>(said.Of(command.Method).Select(earlier => earlier.Text(0)), StringComparer.Ordinal) { command.Text(0) };
        if (existing is { ValueKind: JsonValueKind.Object } map)
            keys.UnionWith(map.EnumerateObject().Select(member => member.Name));
        return keys.Count;
    }

    // The last write of a key counts, and what is there already unless it is written anew.
    private static int Bytes(Command command, CommandRecorder said, JsonElement? existing)
    {
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        if (existing is { ValueKind: JsonValueKind.Object } map)
        {
            foreach (var member in map.EnumerateObject())
                sizes[member.Name] = member.Name.Length + member.Value.GetRawText().Length;
        }

        foreach (var write in said.Of(command.Method).Append(command))
            sizes[write.Text(0)] = write.Args[0].Json.Length + write.Args[1].Json.Length;
        return sizes.Values.Sum();
    }
}
