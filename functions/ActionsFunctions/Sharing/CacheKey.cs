using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ActionsFunctions.Sharing;

/// <summary>
/// One key of the shared cache. What is stored is encrypted and bound to the name that it is stored under (AES-256-GCM); names are HMACs, so that whoever
/// reads the cache learns neither claims nor who logs in.
/// </summary>
internal sealed class CacheKey
{
    private const int Bytes = 32;
    private const int Salt = 16;
    private const int Tag = 16;
    private const int Nonce = 12;
    private readonly byte[] names;
    private readonly byte[] values;

    private CacheKey(byte[] key)
    {
        names = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Bytes, info: "names"u8.ToArray());
        values = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Bytes, info: "values"u8.ToArray());
        Id = Convert.ToHexString(HMACSHA256.HashData(names, "id"u8));
    }

    /// <summary>Tells keys apart and gives them one order on every instance.</summary>
    public string Id { get; }

    /// <summary>From its configured text, the base64 of 32 bytes; null where it has another form.</summary>
    public static CacheKey? Read(string text)
    {
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length == Bytes ? new(key[..length]) : null;
    }

    /// <summary>The name under which something is stored.</summary>
    public string NameOf(string purpose, string text) =>
        "af1:" + Base64Url.EncodeToString(HMACSHA256.HashData(names, Encoding.UTF8.GetBytes($"{purpose}\n{text}")));

    public byte[] Seal(string name, ReadOnlySpan<byte> value)
    {
        var whole = new byte[Salt + Tag + value.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, Salt));
        var (key, nonce) = Derive(whole.AsSpan(0, Salt));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(nonce, value, whole.AsSpan(Salt + Tag), whole.AsSpan(Salt, Tag), Encoding.ASCII.GetBytes(name));
        return whole;
    }

    /// <summary>The value; null where it is not one that was sealed under this name with this key.</summary>
    public byte[]? Open(string name, ReadOnlySpan<byte> whole)
    {
        if (whole.Length < Salt + Tag)
            return null;
        var (key, nonce) = Derive(whole[..Salt]);
        var value = new byte[whole.Length - Salt - Tag];
        try
        {
            using var aes = new AesGcm(key, Tag);
            aes.Decrypt(nonce, whole[(Salt + Tag)..], whole.Slice(Salt, Tag), value, Encoding.ASCII.GetBytes(name));
            return value;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    // A key and nonce per value: random nonces under one key must not be used more than 2^32 times (NIST SP 800-38D section 8.3), a few weeks of a busy app.
    private (byte[] Key, byte[] Nonce) Derive(ReadOnlySpan<byte> salt)
    {
        Span<byte> derived = stackalloc byte[Bytes + Nonce];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, values, derived, salt, "value"u8);
        return (derived[..Bytes].ToArray(), derived[Bytes..].ToArray());
    }
}
