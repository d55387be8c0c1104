using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.Sharing;

namespace ActionsFunctions.Tests.Sharing;

/// <summary>What stands in the shared cache, byte by byte: any instance, of whatever version, has to find and open what another one stored.</summary>
public sealed class CacheKeyTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private readonly CacheKey key = CacheKey.Read(Convert.ToBase64String(Secret))!;

    [Theory]
    [InlineData("answer", "ada")]
    [InlineData("id", "auth0\nmsg_1")]
    [InlineData("generation", "é😀")]
    public void A_name_is_a_keyed_hash_of_its_purpose_and_text(string purpose, string text)
    {
        var expected = HMACSHA256.HashData(Derived("names", 32), Encoding.UTF8.GetBytes(purpose + "\n" + text));
        Assert.Equal("af1:" + Base64Url.EncodeToString(expected), key.NameOf(purpose, text));
    }

    [Fact]
    public void A_key_is_ordered_by_a_hash_of_its_own() =>
        Assert.Equal(Convert.ToHexString(HMACSHA256.HashData(Derived("names", 32), "id"u8)), key.Id);

    [Fact]
    public void A_value_is_salt_tag_and_ciphertext_under_a_key_of_its_salt_and_bound_to_its_name()
    {
        var whole = key.Seal("af1:name", "gold"u8);
        Assert.Equal(16 + 16 + 4, whole.Length);
        var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, Derived("values", 32), 44, whole[..16], Encoding.ASCII.GetBytes("value"));
        var opened = new byte[4];
        using var aes = new AesGcm(derived[..32], 16);
        aes.Decrypt(derived[32..], whole[32..], whole[16..32], opened, Encoding.ASCII.GetBytes("af1:name"));
        Assert.Equal("gold", Encoding.UTF8.GetString(opened));
        var salt = new byte[16];
        Assert.NotEqual(salt, whole[..16]);
        Assert.NotEqual(whole[..16], key.Seal("af1:name", "gold"u8)[..16]);
    }

    [Fact]
    public void Damage_at_any_byte_and_a_value_cut_anywhere_open_nothing()
    {
        var whole = key.Seal("af1:name", "gold"u8);
        Assert.Equal("gold"u8.ToArray(), key.Open("af1:name", whole));
        for (var at = 0; at < whole.Length; at++)
        {
            whole[at] ^= 1;
            Assert.Null(key.Open("af1:name", whole));
            whole[at] ^= 1;
            Assert.Null(key.Open("af1:name", whole.AsSpan(0, at)));
        }

        Assert.Null(key.Open("af1:other", whole));
        Assert.Null(key.Open("af1:name", [.. whole, 0]));
    }

    [Fact]
    public void A_value_may_be_empty() => Assert.Empty(key.Open("af1:name", key.Seal("af1:name", []))!);

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public void A_key_is_the_base64_of_32_bytes(int length) => Assert.Null(CacheKey.Read(Convert.ToBase64String(new byte[length])));

    [Fact]
    public void Text_that_is_no_base64_is_no_key() => Assert.Null(CacheKey.Read(new string('*', 44)));

    private static byte[] Derived(string purpose, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Secret, length, salt: null, info: Encoding.ASCII.GetBytes(purpose));
}
