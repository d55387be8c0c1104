using ActionsFunctions.Model;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;

namespace ActionsFunctions.Actions;

/// <summary>What an action is made from: the <c>Settings</c> of its flow entry, the secrets it names, and the upstream clients.</summary>
/// <param name="reader">Reader of <c>PostLogin:Actions:n:Settings</c>.</param>
/// <param name="secretSource">Turns setting texts into secrets.</param>
/// <param name="upstreams">The shared clients for calls to the outside.</param>
public sealed class ActionSettings(SettingsReader reader, ISecretSource secretSource, UpstreamClients upstreams)
{
    private readonly List<StaticClaim> claims = [];
    private readonly List<string> secretKeys = [];

    /// <summary>Reads the settings; mistakes are collected.</summary>
    public SettingsReader Reader { get; } = reader;

    /// <summary>The shared clients for calls to the outside.</summary>
    public UpstreamClients Upstreams { get; } = upstreams;

    /// <summary>Claim names read so far, to be checked against every configured provider.</summary>
    public IReadOnlyList<StaticClaim> Claims => claims;

    /// <summary>Full keys of the settings read as secrets so far: their values are left out of what others get to see, the flow's hash included.</summary>
    public IReadOnlyList<string> SecretKeys => secretKeys;

    /// <summary>A claim name; noted to be checked against every configured provider.</summary>
    public string ClaimName(string name, string? otherwise, Tokens tokens) => ClaimName(Reader, name, otherwise, tokens);

    /// <summary>A claim name inside a list element of the settings.</summary>
    public string ClaimName(SettingsReader from, string name, string? otherwise, Tokens tokens)
    {
        var claim = from.Text(name) ?? otherwise;
        if (claim is null)
            from.Fault(name, "is required");
        else
            claims.Add(new(from.Key(name), claim, tokens));
        return claim ?? "";
    }

    /// <summary>The setting <c>Tokens</c>: <c>id</c>, <c>access</c> or <c>both</c>.</summary>
    public static Tokens TokensOf(SettingsReader from, Tokens otherwise) =>
        from.OneOf("Tokens", otherwise, ("id", Tokens.Id), ("access", Tokens.Access), ("both", Tokens.Both));

    /// <summary>A secret setting: literal or <c>keyvault:&lt;secret-name&gt;</c>; null where absent.</summary>
    public ISecret? Secret(SettingsReader from, string name)
    {
        secretKeys.Add(from.Key(name));
        return from.Secret(name, secretSource);
    }
}
