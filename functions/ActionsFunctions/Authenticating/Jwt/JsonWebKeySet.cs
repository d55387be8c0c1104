using System.Security.Cryptography;
using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>Reads a JSON Web Key Set (RFC 7517). A key that cannot be used is left out, so that a new kind of key harms nobody.</summary>
internal static class JsonWebKeySet
{
    /// <summary>Entra publishes fewer than ten.</summary>
    private const int MaxKeys = 64;

    /// <summary>RFC 7518 section 3.3 asks for at least 2048 bits; above the maximum a verification costs too much.</summary>
    private const int MinModulus = 2048 / 8;

    private const int MaxModulus = 8192 / 8;
    private const int P256Field = 32;

    /// <summary>The usable keys by <c>kid</c>, without those of another tenant; null where this is no key set.</summary>
    public static IReadOnlyDictionary<string, VerificationKey>? Read(JsonElement json, string tenantId)
    {
        if (json.Member("keys") is not { ValueKind: JsonValueKind.Array } list)
            return null;
        var keys = new Dictionary<string, VerificationKey>(StringComparer.Ordinal);
        foreach (var item in list.EnumerateArray().Take(MaxKeys))
        {
            // Shared key sets carry keys of other issuers, such as that of personal accounts.
            if (IssuerTenant.IsOther(item.Text("issuer"), tenantId))
                continue;
            if (item.Text("kid") is { Length: > 0 } keyId && Key(item) is { } key && Agrees(item, key))
                keys.TryAdd(keyId, key);
        }

        return keys;
    }

    private static bool Agrees(JsonElement json, VerificationKey key) =>
        json.Text("use") is null or "sig" && (json.Text("alg") is not { } algorithm || algorithm == key.Algorithm);

    private static VerificationKey? Key(JsonElement json)
    {
        try
        {
            return json.Text("kty") switch
            {
                "RSA" => Rsa(StrictBase64Url.Decode(json.Text("n")), StrictBase64Url.Decode(json.Text("e"))),
                "EC" when json.Text("crv") == "P-256" => Ec(StrictBase64Url.Decode(json.Text("x")), StrictBase64Url.Decode(json.Text("y"))),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static RsaVerificationKey? Rsa(byte[]? modulus, byte[]? exponent)
    {
        // RFC 7518 section 6.3.1.1: no leading zero byte, so the length is the size; an even or missing exponent is no RSA key.
        if (modulus is not { Length: >= MinModulus and <= MaxModulus } || modulus[0] == 0
            || (modulus.Length == MinModulus && modulus[0] < 0x80)
            || exponent is not { Length: >= 1 and <= 4 } || exponent[^1] % 2 == 0 || (exponent.Length == 1 && exponent[0] == 1))
            return null;
        var parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
        RSA.Create(parameters).Dispose();
        return new(parameters);
    }

    private static EcVerificationKey? Ec(byte[]? x, byte[]? y)
    {
        if (x is not { Length: P256Field } || y is not { Length: P256Field })
            return null;
        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } };
        // Refuses a point that is not on the curve (RFC 8725 section 3.4).
        ECDsa.Create(parameters).Dispose();
        return new(parameters);
    }
}
