using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActionsFunctions.Authenticating.Jwt;

namespace ActionsFunctions.Tests.Authenticating.Jwt;

public sealed class JsonWebKeySetTests
{
    private const string Tenant = "7e4a0000-0000-4000-8000-000000000001";
    private static readonly JsonObject Rsa2048 = RsaKey(2048);
    private static readonly JsonObject P256 = EcKey(ECCurve.NamedCurves.nistP256, "P-256");

    [Fact]
    public void Rsa_and_p256_keys_are_read_for_the_one_algorithm_of_each()
    {
        var keys = Read(With(Rsa2048, key => key["kid"] = "a"), With(P256, key => key["kid"] = "b"))!;
        Assert.Equal(("RS256", "ES256"), (keys["a"].Algorithm, keys["b"].Algorithm));
        Assert.Equal((256, 64), (keys["a"].SignatureLength, keys["b"].SignatureLength));
    }

    [Theory]
    [InlineData(256, 0x80, "Aw", true)]
    [InlineData(256, 0x7F, "Aw", false)]
    [InlineData(257, 0x01, "AQAB", true)]
    [InlineData(1024, 0xFF, "AQAB", true)]
    [InlineData(1025, 0x01, "AQAB", false)]
    [InlineData(256, 0xFF, "AQAAAQ", true)]
    [InlineData(256, 0xFF, "AQAAAAE", false)]
    [InlineData(256, 0xFF, "AQ", false)]
    [InlineData(256, 0xFF, "Ag", false)]
    [InlineData(256, 0xFF, "AQAC", false)]
    [InlineData(256, 0xFF, "", false)]
    public void An_rsa_key_has_2048_to_8192_bits_and_an_odd_exponent_of_at_most_four_bytes(int bytes, byte first, string exponent, bool usable)
    {
        byte[] modulus = [first, .. Enumerable.Repeat((byte)0xFB, bytes - 1)];
        var key = With(Rsa2048, key => (key["n"], key["e"]) = (Base64Url.EncodeToString(modulus), exponent));
        Assert.Equal(usable ? 1 : 0, Read(key)!.Count);
    }

    public static TheoryData<string> Unusable => [.. Changes.Keys];

    private static Dictionary<string, JsonObject> Changes { get; } = new(StringComparer.Ordinal)
    {
        ["RSA below 2048 bits"] = RsaKey(1024),
        ["modulus with a leading zero byte"] = With(Rsa2048, key => key["n"] = Base64Url.EncodeToString([0, .. Base64Url.DecodeFromChars(key["n"]!.GetValue<string>())])),
        ["exponent of one"] = With(Rsa2048, key => key["e"] = "AQ"),
        ["even exponent"] = With(Rsa2048, key => key["e"] = "AQAA"),
        ["padded modulus"] = With(Rsa2048, key => key["n"] = key["n"]!.GetValue<string>() + "="),
        ["no modulus"] = With(Rsa2048, key => key.Remove("n")),
        ["for encryption"] = With(Rsa2048, key => key["use"] = "enc"),
        ["for another algorithm"] = With(Rsa2048, key => key["alg"] = "PS256"),
        ["EC key for RS256"] = With(P256, key => key["alg"] = "RS256"),
        ["another curve"] = EcKey(ECCurve.NamedCurves.nistP384, "P-384"),
        ["another curve that claims to be P-256"] = EcKey(ECCurve.NamedCurves.nistP384, "P-256"),
        ["point off the curve"] = With(P256, key => key["y"] = key["x"]!.GetValue<string>()),
        ["symmetric"] = new() { ["kty"] = "oct", ["k"] = "c2VjcmV0" },
        ["no type"] = With(Rsa2048, key => key.Remove("kty")),
        ["no kid"] = With(Rsa2048, key => key.Remove("kid")),
        ["of another tenant"] = With(Rsa2048, key => key["issuer"] = "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"),
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void A_key_that_cannot_be_used_is_left_out(string change) => Assert.Empty(Read(With(Changes[change], _ => { }))!);

    [Theory]
    [InlineData("https://login.microsoftonline.com/{tenantid}/v2.0")]
    [InlineData("https://login.microsoftonline.com/7e4a0000-0000-4000-8000-000000000001/v2.0")]
    public void A_key_of_this_or_every_tenant_counts(string issuer) => Assert.Single(Read(With(Rsa2048, key => key["issuer"] = issuer))!);

    [Fact]
    public void Of_two_keys_with_one_id_the_first_counts()
    {
        var keys = Read(With(P256, _ => { }), With(Rsa2048, _ => { }))!;
        Assert.Equal("ES256", Assert.Single(keys).Value.Algorithm);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":null}""")]
    public void What_is_no_key_set_is_not_an_empty_one(string json) => Assert.Null(JsonWebKeySet.Read(JsonElement.Parse(json), Tenant));

    private static IReadOnlyDictionary<string, VerificationKey>? Read(params JsonObject[] keys) =>
        JsonWebKeySet.Read(JsonElement.Parse(new JsonObject { ["keys"] = new JsonArray(keys) }.ToJsonString()), Tenant);

    private static JsonObject With(JsonObject key, Action<JsonObject> change)
    {
        var copy = key.DeepClone().AsObject();
        change(copy);
        return copy;
    }

    private static JsonObject RsaKey(int bits)
    {
        using var rsa = RSA.Create(bits);
        var key = rsa.ExportParameters(false);
        return new() { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = "k", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) };
    }

    private static JsonObject EcKey(ECCurve curve, string name)
    {
        using var ec = ECDsa.Create(curve);
        var point = ec.ExportParameters(false).Q;
        return new() { ["kty"] = "EC", ["crv"] = name, ["kid"] = "k", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
    }
}
