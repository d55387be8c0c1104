using ActionsFunctions.Authenticating;
using ActionsFunctions.Hosting;
using ActionsFunctions.Settings;
using ActionsFunctions.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Authenticating;

/// <summary>The text form of secrets that callers prove themselves with, and which of a list is the malformed one.</summary>
public sealed class SigningSecretTests
{
    [Theory]
    [InlineData("whsec_", 24, 24)]
    [InlineData("whsec_", 64, 64)]
    [InlineData("v1,whsec_", 32, 32)]
    [InlineData("whsec_", 23, null)]
    [InlineData("whsec_", 65, null)]
    [InlineData("WHSEC_", 32, null)]
    [InlineData("secret", 32, null)]
    [InlineData("", 32, null)]
    [InlineData("v1,", 32, null)]
    [InlineData("v2,whsec_", 32, null)]
    [InlineData("v1,v1,whsec_", 32, null)]
    public void A_key_is_whsec_and_the_base64_of_24_to_64_bytes(string prefix, int bytes, int? length)
    {
        var key = Enumerable.Range(1, bytes).Select(value => (byte)value).ToArray();
        Span<byte> read = new byte[SigningSecret.LongestKey];
        var isKey = SigningSecret.TryDecode(prefix + Convert.ToBase64String(key), read, out var found);
        Assert.Equal(length, isKey ? found : null);
        if (isKey)
            Assert.Equal(key, read[..found].ToArray());
    }

    [Fact]
    public void Every_malformed_signing_secret_of_a_list_is_named_by_its_place() =>
        Assert.Equal(
            [
                "IdentityProviders:Auth0:SigningSecrets:1: must be whsec_ followed by the base64 of 24 to 64 bytes",
                "IdentityProviders:Auth0:SigningSecrets:3: must be whsec_ followed by the base64 of 24 to 64 bytes",
            ],
            Faults("IdentityProviders:Auth0:SigningSecrets", TestApp.Secret, "whsec_short", TestApp.Secret, "whsec_c2hvcnQ="));

    [Fact]
    public void Every_header_value_that_no_header_can_have_is_named_by_its_place() =>
        Assert.Equal(
            [
                "IdentityProviders:OryHydra:ApiKeys:1: must not begin or end with a blank nor hold a control character: no header value does",
                "IdentityProviders:OryHydra:ApiKeys:3: must not begin or end with a blank nor hold a control character: no header value does",
            ],
            Faults("IdentityProviders:OryHydra:ApiKeys", "Bearer one", "two ", "three", "fo\u0001ur"));

    private static IEnumerable<string> Faults(string list, params string[] values)
    {
        var settings = values.Select((value, index) => KeyValuePair.Create($"{list}:{index}", (string?)value));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return Assert.Throws<InvalidSettingsException>(() => WebhookApp.Create(configuration, new())).Faults.Select(fault => fault.ToString());
    }
}
