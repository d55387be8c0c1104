using ActionsFunctions.Settings;

namespace ActionsFunctions.Secrets;

/// <summary>Reads secrets out of settings.</summary>
public static class SecretSettings
{
    /// <summary>A secret: literal or <c>keyvault:&lt;secret-name&gt;</c>; null where absent.</summary>
    public static ISecret? Secret(this SettingsReader from, string name, ISecretSource source) =>
        from.Text(name) is { } text ? Find(from, from.Key(name), text, source) : null;

    /// <summary>A list of secrets, current first.</summary>
    public static IReadOnlyList<ISecret> SecretList(this SettingsReader from, string name, ISecretSource source)
    {
        var secrets = new List<ISecret>();
        var index = 0;
        foreach (var text in from.Texts(name))
        {
            if (Find(from, $"{from.Key(name)}:{index++}", text, source) is { } secret)
                secrets.Add(secret);
        }

        return secrets;
    }

    /// <summary>Reads every secret once, so that the first caller does not wait for the vault. Throws where one cannot be had yet.</summary>
    public static async Task LoadAsync(this IReadOnlyList<ISecret> secrets, CancellationToken cancellationToken)
    {
        foreach (var secret in secrets)
            await secret.ReadAsync(cancellationToken);
    }

    private static ISecret? Find(SettingsReader from, string key, string text, ISecretSource source)
    {
        var secret = source.Find(text, out var fault);
        if (secret is null)
            from.Faults.Add(key, fault ?? "is not a secret");
        return secret;
    }
}
