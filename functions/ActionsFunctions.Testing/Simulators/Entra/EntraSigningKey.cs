using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ActionsFunctions.Testing.Simulators.Entra;

/// <summary>A key that a tenant signs with.</summary>
/// <param name="rsa">The key pair.</param>
/// <param name="keyId">Its <c>kid</c>.</param>
public sealed class EntraSigningKey(RSA rsa, string keyId) : IDisposable
{
    private readonly Lock gate = new();

    /// <summary>The <c>kid</c>.</summary>
    public string KeyId { get; } = keyId;

    /// <summary>A new key of 2048 bits.</summary>
    public static EntraSigningKey New(string keyId) => new(RSA.Create(2048), keyId);

    /// <summary>The public half.</summary>
    public RSAParameters Public => rsa.ExportParameters(includePrivateParameters: false);

    /// <summary>A compact JWS of header and payload, whatever they say, signed RS256.</summary>
    public string Sign(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        // RSA objects are not safe for concurrent use.
        lock (gate)
            return $"{signed}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>Writes the public half as a JSON Web Key (RFC 7517), with the members that Entra publishes.</summary>
    public void WriteTo(Utf8JsonWriter json, string issuer)
    {
        ArgumentNullException.ThrowIfNull(json);
        var key = Public;
        json.WriteStartObject();
        json.WriteString("kty"u8, "RSA"u8);
        json.WriteString("use"u8, "sig"u8);
        json.WriteString("kid"u8, KeyId);
        json.WriteString("x5t"u8, KeyId);
        json.WriteString("n"u8, Base64Url.EncodeToString(key.Modulus));
        json.WriteString("e"u8, Base64Url.EncodeToString(key.Exponent));
        json.WriteString("issuer"u8, issuer);
        json.WriteEndObject();
    }

    /// <inheritdoc />
    public void Dispose() => rsa.Dispose();
}
