using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Planning;

/// <summary>A digest of what decides an action's answers: its type and all of its settings. Secrets in it cannot be read back.</summary>
internal static class SettingsDigest
{
    public static string Of(string type, SettingsReader entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, type);
        foreach (var (key, value) in entry.Section("Settings").Flatten().OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            Append(hash, key.ToUpperInvariant());
            Append(hash, value ?? "");
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
