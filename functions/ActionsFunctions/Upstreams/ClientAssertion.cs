using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Upstreams;

/// <summary>A JWT by which a client proves that it holds its key (RFC 7523 section 3). Good for one request.</summary>
internal static class ClientAssertion
{
    /// <summary>The value of <c>client_assertion_type</c>.</summary>
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // Long enough for clocks that differ; short, because until then whoever got hold of it could use it where jti is not checked.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>A new one, with an id of its own.</summary>
    public static string Make(AssertionKey key, string clientId, string audience, DateTimeOffset now)
    {
        var header = JsonBody.Write(key, static (json, key) =>
        {
            json.WriteStartObject();
            json.WriteString("alg"u8, key.Algorithm);
            json.WriteString("typ"u8, "JWT"u8);
            key.WriteIdentity(json);
            json.WriteEndObject();
        });
        var claims = JsonBody.Write((clientId, audience, Issued: now.ToUnixTimeSeconds()), static (json, claims) =>
        {
            json.WriteStartObject();
            json.WriteString("iss"u8, claims.clientId);
            json.WriteString("sub"u8, claims.clientId);
            json.WriteString("aud"u8, claims.audience);
            json.WriteString("jti"u8, RandomNumberGenerator.GetHexString(32, lowercase: true));
            json.WriteNumber("iat"u8, claims.Issued);
            json.WriteNumber("nbf"u8, claims.Issued);
            json.WriteNumber("exp"u8, claims.Issued + (long)Lifetime.TotalSeconds);
            json.WriteEndObject();
        });
        var signed = $"{Base64Url.EncodeToString(header.Span)}.{Base64Url.EncodeToString(claims.Span)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }
}
