using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Planning;

/// <summary>A digest of what decides an action's answers: its type and all of its settings. Secrets in it cannot be read back.</summary>
internal static class SettingsDigest
{
    public static string Of(string type, SettingsReader entry) => Of(type, entry, []);

    /// <summary>The same without the values of <paramref name="secretKeys"/>: short secrets could be guessed from a digest that others get to see.</summary>
    public static string Of(string type, SettingsReader entry, IReadOnlyList<string> secretKeys)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var settings = entry.Section("Settings");
        Append(hash, type);
        foreach (var (key, value) in settings.Flatten().OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            Append(hash, key.ToUpperInvariant());
            Append(hash, secretKeys.Contains(settings.Key(key), StringComparer.OrdinalIgnoreCase) ? "" : value ?? "");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Length first: ("ab","c") and ("a","bc") must not meet.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
