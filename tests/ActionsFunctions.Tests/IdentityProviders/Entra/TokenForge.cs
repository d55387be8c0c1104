using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ActionsFunctions.Testing.Simulators.Entra;

namespace ActionsFunctions.Tests.IdentityProviders.Entra;

/// <summary>Makes caller tokens, right ones and wrong ones.</summary>
internal sealed class TokenForge(EntraSigningKey key, DateTimeOffset now)
{
    public static EntraSigningKey Stranger { get; } = EntraSigningKey.New("published");

    public EntraSigningKey Key => key;

    public long Now => now.ToUnixTimeSeconds();

    public JsonObject Header() => new() { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = key.KeyId };

    public JsonObject Claims() => new()
    {
        ["aud"] = EntraUnderTest.Audience,
        ["iss"] = EntraAuthority.IssuerV2(EntraUnderTest.TenantId),
        ["iat"] = Now,
        ["nbf"] = Now,
        ["exp"] = Now + 3900,
        ["azp"] = EntraAuthority.Caller,
        ["azpacr"] = "2",
        ["tid"] = EntraUnderTest.TenantId,
        ["ver"] = "2.0",
    };

    public JsonObject ClaimsV1()
    {
        var claims = Claims();
        claims.Remove("azp");
        claims.Remove("azpacr");
        claims["iss"] = EntraAuthority.IssuerV1(EntraUnderTest.TenantId);
        claims["appid"] = EntraAuthority.Caller;
        claims["ver"] = "1.0";
        return claims;
    }

    public string Valid() => Sign(Header(), Claims());

    public string WithHeader(Action<JsonObject> change) => Sign(Change(Header(), change), Claims());

    public string WithClaims(Action<JsonObject> change) => Sign(Header(), Change(Claims(), change));

    public string Sign(JsonNode header, JsonNode claims) => SignText(header.ToJsonString(), claims.ToJsonString());

    public string SignText(string header, string claims) => key.Sign(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(claims));

    /// <summary>Header and claims without a signature, and the dot after them.</summary>
    public string Unsigned(Action<JsonObject> header) => Encode(Change(Header(), header)) + "." + Encode(Claims()) + ".";

    /// <summary>HMAC under the public key's own bytes, which everybody knows.</summary>
    public string Hmac(byte[] secret)
    {
        var signed = Unsigned(header => header["alg"] = "HS256")[..^1];
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)));
    }

    public string Es256(ECDsa ec, string keyId, DSASignatureFormat format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
    {
        var signed = Unsigned(header => (header["alg"], header["kid"]) = ("ES256", keyId))[..^1];
        return signed + "." + Base64Url.EncodeToString(ec.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, format));
    }

    public string Pss()
    {
        using var rsa = RSA.Create(2048);
        var signed = Unsigned(header => header["alg"] = "PS256")[..^1];
        return signed + "." + Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    /// <summary>The valid token with one of its three parts replaced.</summary>
    public string WithPart(int index, Func<string, string> change)
    {
        var parts = Valid().Split('.');
        parts[index] = change(parts[index]);
        return string.Join('.', parts);
    }

    private static JsonObject Change(JsonObject json, Action<JsonObject> change)
    {
        change(json);
        return json;
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
