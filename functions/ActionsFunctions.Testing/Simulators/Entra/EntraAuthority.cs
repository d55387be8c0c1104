using System.Text.Json;
using ActionsFunctions.Answering;

namespace ActionsFunctions.Testing.Simulators.Entra;

/// <summary>
/// Entra as an issuer: publishes a discovery document and signing keys, and issues the app tokens that its "Authentication Extensions" bring.
/// The documents are those for all tenants, whose issuer has the place holder <c>{tenantid}</c>.
/// </summary>
/// <param name="key">The key it signs with.</param>
public sealed class EntraAuthority(EntraSigningKey key)
{
    /// <summary>The app id of the caller in every tenant.</summary>
    public const string Caller = "99045fe1-7639-4a75-9d4a-577b6ca3810f";

    /// <summary>Path of the discovery document.</summary>
    public const string MetadataPath = "/entra/common/v2.0/.well-known/openid-configuration";

    /// <summary>Path of the keys.</summary>
    public const string KeysPath = "/entra/common/discovery/v2.0/keys";

    private const string IssuerTemplate = "https://login.microsoftonline.com/{tenantid}/v2.0";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(65);
    private volatile IReadOnlyList<EntraSigningKey> keys = [key];

    /// <summary>The issuer of version 2.0 tokens.</summary>
    public static string IssuerV2(string tenantId) => $"https://login.microsoftonline.com/{tenantId}/v2.0";

    /// <summary>The issuer of version 1.0 tokens.</summary>
    public static string IssuerV1(string tenantId) => $"https://sts.windows.net/{tenantId}/";

    /// <summary>Publishes these keys from now on, and signs with the first.</summary>
    public void Publish(params IReadOnlyList<EntraSigningKey> published) => keys = published;

    /// <summary>The discovery document, for an authority that listens at <paramref name="address"/>.</summary>
    public static ReadOnlyMemory<byte> Metadata(Uri address) => JsonBody.Write(address, static (json, at) =>
    {
        json.WriteStartObject();
        json.WriteString("issuer"u8, IssuerTemplate);
        json.WriteString("jwks_uri"u8, new Uri(at, KeysPath).AbsoluteUri);
        json.WriteStartArray("id_token_signing_alg_values_supported"u8);
        json.WriteStringValue("RS256"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The key set.</summary>
    public ReadOnlyMemory<byte> Keys() => JsonBody.Write(keys, static (json, all) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("keys"u8);
        foreach (var published in all)
            published.WriteTo(json, IssuerTemplate);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>
    /// The caller's token. Version 2.0 names the caller in <c>azp</c> and the audience by client id; version 1.0 in <c>appid</c>, with the
    /// identifier URI as audience.
    /// </summary>
    public string Issue(string tenantId, string audience, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(audience);
        var isV1 = audience.StartsWith("api://", StringComparison.Ordinal);
        var payload = new TokenPayload()
            .Set("aud", audience)
            .Set("iss", isV1 ? IssuerV1(tenantId) : IssuerV2(tenantId))
            .Set("iat", now.ToUnixTimeSeconds())
            .Set("nbf", now.ToUnixTimeSeconds())
            .Set("exp", (now + Lifetime).ToUnixTimeSeconds())
            .Set(isV1 ? "appid" : "azp", Caller)
            .Set(isV1 ? "appidacr" : "azpacr", "2")
            .Set("tid", tenantId)
            .Set("ver", isV1 ? "1.0" : "2.0");
        var signer = keys[0];
        var header = new TokenPayload().Set("typ", "JWT").Set("alg", "RS256").Set("kid", signer.KeyId);
        return signer.Sign(Utf8(header), Utf8(payload));
    }

    private static byte[] Utf8(TokenPayload payload) => JsonSerializer.SerializeToUtf8Bytes(payload.ToJson());
}
