using ActionsFunctions.Settings;

namespace ActionsFunctions.Secrets;

/// <summary>The secrets that one flow entry names (<c>Secrets:{NAME}</c>): its action sees these and no others.</summary>
/// <param name="secrets">The secrets by the names under which the action sees them.</param>
public sealed class ActionSecrets(IReadOnlyList<KeyValuePair<string, ISecret>> secrets)
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    /// <summary>An entry that names no secret.</summary>
    public static ActionSecrets None { get; } = new([]);

    /// <summary>Reads <c>Secrets</c> of a flow entry.</summary>
    public static ActionSecrets Read(SettingsReader entry, ISecretSource source)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var section = entry.Section("Secrets");
        var secrets = new List<KeyValuePair<string, ISecret>>();
        foreach (var name in section.Names)
        {
            if (section.Secret(name, source) is { } secret)
                secrets.Add(new(name, secret));
        }

        return secrets.Count == 0 ? None : new(secrets);
    }

    /// <summary>The current values by name.</summary>
    /// <exception cref="SecretUnavailableException">The vault has never given one of them.</exception>
    public async ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        if (secrets.Count == 0)
            return Nothing;
        var values = new Dictionary<string, string>(secrets.Count, StringComparer.Ordinal);
        foreach (var (name, secret) in secrets)
            values[name] = (await secret.ReadAsync(cancellationToken)).Current;
        return values;
    }
}
