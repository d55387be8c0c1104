using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Recording;

/// <summary>
/// Names that stand for texts of a login: the same text is the same name under one key, and nobody without the key can tell which text it was, or try
/// texts out (HMAC-SHA-256, RFC 2104; 96 bits of it).
/// </summary>
/// <param name="key">The key. Whoever has it can try texts out: it is a secret.</param>
public sealed class Pseudonyms(byte[] key)
{
    private const int Length = 12;

    /// <summary>Under a key that nobody keeps: files made with another instance cannot be compared.</summary>
    public static Pseudonyms OfThisFile() => new(RandomNumberGenerator.GetBytes(32));

    /// <summary>Under a configured secret.</summary>
    public static Pseudonyms Of(string secret) => new(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The name for a text.</summary>
    public string For(string text) => "p-" + Convert.ToHexStringLower(Mac(text).AsSpan(0, Length));

    /// <summary>The number for a number: another one, the same at every login.</summary>
    public long ForNumber(string text) => BitConverter.ToUInt16(Mac(text), 0);

    private byte[] Mac(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
