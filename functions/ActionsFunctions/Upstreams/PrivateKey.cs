using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActionsFunctions.Authenticating.Jwt;
using ActionsFunctions.Model;
using ActionsFunctions.Normalizing;

namespace ActionsFunctions.Upstreams;

/// <summary>A private key by itself, named by its <c>kid</c> where it has one.</summary>
internal sealed class PrivateKey : AssertionKey
{
    private readonly string? keyId;

    private PrivateKey(AsymmetricAlgorithm key, string rsaAlgorithm, string? keyId) : base(key, rsaAlgorithm) => this.keyId = keyId;

    /// <summary>Reads PEM or a JSON Web Key (RFC 7517); null where it is neither, or no private key of a kind that can be used.</summary>
    public static PrivateKey? Read(string text, string rsaAlgorithm, string? keyId)
    {
        AsymmetricAlgorithm? key = null;
        try
        {
            var isJson = StrictJson.TryParse(Encoding.UTF8.GetBytes(text), out var json) && json.ValueKind == JsonValueKind.Object;
            key = isJson ? OfJson(json) : OfPem(text);
            if (IsUsable(key))
                return new(key!, rsaAlgorithm, keyId ?? (isJson ? json.Text("kid") : null));
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            // Not a key.
        }

        key?.Dispose();
        return null;
    }

    public override void WriteIdentity(Utf8JsonWriter header)
    {
        if (keyId is not null)
            header.WriteString("kid"u8, keyId);
    }

    private static AsymmetricAlgorithm? OfPem(string text)
    {
        // PKCS #8 does not say in its label which kind of key it holds. A public key would be imported too, and then not sign.
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return null;
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(text);
            return rsa;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
        }

        var ec = ECDsa.Create();
        ec.ImportFromPem(text);
        return ec;
    }

    private static AsymmetricAlgorithm? OfJson(JsonElement json) => json.Text("kty") switch
    {
        "RSA" => RSA.Create(new RSAParameters
        {
            Modulus = Member(json, "n"),
            Exponent = Member(json, "e"),
            D = Member(json, "d"),
            P = Member(json, "p"),
            Q = Member(json, "q"),
            DP = Member(json, "dp"),
            DQ = Member(json, "dq"),
            InverseQ = Member(json, "qi"),
        }),
        "EC" when json.Text("crv") == "P-256" => ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Member(json, "x"), Y = Member(json, "y") },
            D = Member(json, "d"),
        }),
        _ => null,
    };

    private static byte[] Member(JsonElement json, string name) => StrictBase64Url.Decode(json.Text(name)) ?? throw new CryptographicException();
}
