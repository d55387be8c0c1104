using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.IdentityProviders;

namespace ActionsFunctions.Tests.IdentityProviders.Zitadel;

/// <summary>The signature of ZITADEL's targets.</summary>
public sealed class ZitadelCallerTests
{
    private const string Key = "harbour signing key";

    // Computed apart from this project, with Python's hmac module.
    private const string KnownHash = "894063de2412cafc6a0ef4f5ffb43dde0644f4698aa7aba8a41c5669330256fc";
    private const long KnownTime = 1_893_459_600;

    private static readonly byte[] Body = """{"function":"function/preaccesstoken","user":{"id":"290000000000000011"}}"""u8.ToArray();

    private readonly ProviderUnderTest test = new("zitadel", ("SigningKeys:0", Key), ("SigningKeys:1", "the key of the other target"));

    [Fact]
    public async Task A_known_signature_is_accepted() =>
        Assert.Equal(CallerVerdict.Accepted, await VerifyAsync($"t={KnownTime},v1={KnownHash}"));

    [Theory]
    [InlineData("t=T,v1=HASH")]
    [InlineData("t=T,v1=OTHER")]
    [InlineData("v1=HASH,t=T")]
    [InlineData("t=T, v1=HASH")]
    [InlineData("t=T,v1=00,v1=HASH")]
    [InlineData("t=T,v1=zz,v2=x,nonsense,v1=HASH")]
    [InlineData("t=T,v1=UPPER")]
    [InlineData("t=T,v1=HASH,v1=STRANGER")]
    [InlineData("t=T,v1=HASH,v1=HASH")]
    [InlineData("t=T,2,3,4,5,6,7,8,9,10,11,12,13,14,15,v1=HASH")]
    public async Task One_signature_of_a_configured_key_is_enough(string header) =>
        Assert.Equal(CallerVerdict.Accepted, await VerifyAsync(Fill(header)));

    [Theory]
    [InlineData("", CallerVerdict.Missing)]
    [InlineData("t=T", CallerVerdict.Malformed)]
    [InlineData("v1=HASH", CallerVerdict.Malformed)]
    [InlineData("t=T,v1=", CallerVerdict.Malformed)]
    [InlineData("t=T,v1=SHORT", CallerVerdict.Malformed)]
    [InlineData("t=T,t=T,v1=HASH", CallerVerdict.Malformed)]
    [InlineData("t=-1,v1=HASH", CallerVerdict.Malformed)]
    [InlineData("t=1e9,v1=HASH", CallerVerdict.Malformed)]
    [InlineData("t=99999999999999999999,v1=HASH", CallerVerdict.Malformed)]
    [InlineData("t=999999999999999,v1=HASH", CallerVerdict.Malformed)]
    [InlineData("t=0T,v1=HASH", CallerVerdict.Mismatch)]
    [InlineData("t=253402300799,v1=HASH", CallerVerdict.Mismatch)]
    [InlineData("t=253402300800,v1=HASH", CallerVerdict.Malformed)]
    [InlineData("t=T,v1=gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg", CallerVerdict.Malformed)]
    [InlineData("t=T,v1=HASH00", CallerVerdict.Malformed)]
    [InlineData("t=T,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,v1=HASH", CallerVerdict.Malformed)]
    [InlineData("t=T,v1=STRANGER", CallerVerdict.Mismatch)]
    [InlineData("t=T,v0=HASH,v1=STRANGER", CallerVerdict.Mismatch)]
    public async Task Any_other_header_is_refused(string header, CallerVerdict verdict) =>
        Assert.Equal(verdict, await VerifyAsync(Fill(header)));

    [Fact]
    public async Task A_changed_body_is_refused() =>
        Assert.Equal(CallerVerdict.Mismatch, await VerifyAsync(Fill("t=T,v1=HASH"), [.. Body, (byte)' ']));

    [Theory]
    [InlineData(-300, CallerVerdict.Accepted)]
    [InlineData(-301, CallerVerdict.Stale)]
    [InlineData(60, CallerVerdict.Accepted)]
    [InlineData(61, CallerVerdict.Stale)]
    public async Task A_message_counts_for_five_minutes_and_may_be_a_minute_ahead(int seconds, CallerVerdict verdict) =>
        Assert.Equal(verdict, await VerifyAsync($"t={KnownTime},v1={KnownHash}", now: KnownTime - seconds));

    [Fact]
    public async Task A_stranger_does_not_learn_what_the_clock_says() =>
        Assert.Equal(CallerVerdict.Mismatch, await VerifyAsync(Fill("t=T,v1=STRANGER"), now: KnownTime + 4000));

    [Fact]
    public async Task The_version_before_a_rotation_in_the_vault_is_accepted()
    {
        var rotated = new ProviderUnderTest("zitadel", ("SigningKeys:0", TestSecrets.Lost), ("SigningKeys:1", TestSecrets.Rotated));
        rotated.Secrets.Versions = new("the new key", Key);
        rotated.AdvanceTo(KnownTime);
        Assert.Equal(CallerVerdict.Accepted, await rotated.AuthenticateAsync(Body, ("ZITADEL-Signature", Fill("t=T,v1=HASH"))));
        Assert.Equal(CallerVerdict.Unavailable, await rotated.AuthenticateAsync(Body, ("ZITADEL-Signature", Fill("t=T,v1=STRANGER"))));
    }

    [Fact]
    public void Mistakes_in_the_settings_are_named()
    {
        Assert.Equal(["SigningKeys"], new ProviderUnderTest("zitadel").Faults());
        Assert.Equal(["SigningKey"], new ProviderUnderTest("zitadel", ("SigningKeys:0", Key), ("SigningKey", "x")).Faults());
    }

    private Task<CallerVerdict> VerifyAsync(string header, byte[]? body = null, long now = KnownTime)
    {
        test.AdvanceTo(now);
        return test.AuthenticateAsync(body ?? Body, ("ZITADEL-Signature", header));
    }

    private static string Fill(string header) => header
        .Replace("HASH", Hash(Key), StringComparison.Ordinal)
        .Replace("OTHER", Hash("the key of the other target"), StringComparison.Ordinal)
        .Replace("STRANGER", Hash("a stranger's key"), StringComparison.Ordinal)
        .Replace("UPPER", Hash(Key).ToUpperInvariant(), StringComparison.Ordinal)
        .Replace("SHORT", Hash(Key)[..62], StringComparison.Ordinal)
        .Replace("=T", "=" + KnownTime, StringComparison.Ordinal)
        .Replace("=0T", "=0" + KnownTime, StringComparison.Ordinal);

    private static string Hash(string key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), (byte[])[.. Encoding.ASCII.GetBytes(KnownTime + "."), .. Body]));
}
