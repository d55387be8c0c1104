using System.Security.Cryptography;
using System.Text;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Receiving;
using ActionsFunctions.Testing.Simulators;

namespace ActionsFunctions.Tests.IdentityProviders.Supabase;

/// <summary>The signature of Supabase's hooks, and faults in its error form.</summary>
public sealed class SupabaseCallerTests
{
    private const string Id = "5e000000-0000-4000-8000-0000000000aa";
    private static readonly byte[] Body = """{"claims":{}}"""u8.ToArray();
    private static readonly string Secret = StandardWebhookSignature.DevelopmentSecret("harbour, the current secret");
    private static readonly string Old = StandardWebhookSignature.DevelopmentSecret("harbour, the secret before");

    private readonly ProviderUnderTest test = new("supabase", ("SigningSecrets:0", "v1," + Secret), ("SigningSecrets:1", Old));

    [Fact]
    public async Task One_signature_of_a_list_joined_with_comma_and_blank_is_enough()
    {
        var stranger = StandardWebhookSignature.DevelopmentSecret("somebody else's secret, long");
        Assert.Equal(CallerVerdict.Accepted, await VerifyAsync($"{Sign(stranger)}, {Sign(Old)}"));
        Assert.Equal(CallerVerdict.Mismatch, await VerifyAsync($"{Sign(stranger)}, v1a,{Sign(Secret)[3..]}"));
    }

    [Fact]
    public async Task A_reused_webhook_id_is_refused()
    {
        Assert.Equal(CallerVerdict.Accepted, await VerifyAsync(Sign(Secret)));
        Assert.Equal(CallerVerdict.Replayed, await VerifyAsync(Sign(Secret)));
    }

    [Theory]
    [InlineData(300, CallerVerdict.Accepted)]
    [InlineData(301, CallerVerdict.Stale)]
    [InlineData(-300, CallerVerdict.Accepted)]
    [InlineData(-301, CallerVerdict.Stale)]
    public async Task A_message_counts_for_five_minutes_either_way(int seconds, CallerVerdict verdict)
    {
        var sent = test.Clock.GetUtcNow().ToUnixTimeSeconds() - seconds;
        Assert.Equal(verdict, await VerifyAsync(Sign(Secret, sent), sent));
    }

    [Theory]
    [InlineData(Fault.Unauthorized, 401, "unauthorized")]
    [InlineData(Fault.InvalidRequest, 400, "invalid-request")]
    [InlineData(Fault.Unavailable, 503, "unavailable")]
    [InlineData(Fault.Internal, 500, "internal")]
    public void A_fault_has_supabases_error_form(Fault fault, int status, string message)
    {
        var answer = test.Provider.Refuse(fault, "c0ffee")!;
        Assert.Equal(status, answer.Status);
        Assert.Equal(
            $$$"""{"error":{"http_code":{{{status}}},"message":"{{{message}}}","correlationId":"c0ffee"}}""",
            Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Equal(fault == Fault.Unavailable, answer.Headers.Any(header => header.Key == "Retry-After"));
    }

    [Fact]
    public void Mistakes_in_the_settings_are_named()
    {
        Assert.Equal(["SigningSecrets"], new ProviderUnderTest("supabase").Faults());
        Assert.Equal(["SigningSecrets:0", "Secret"], new ProviderUnderTest("supabase", ("SigningSecrets:0", "v1,whsec_c2hvcnQ="), ("Secret", "x")).Faults());
    }

    private Task<CallerVerdict> VerifyAsync(string signatures, long? sent = null) => test.AuthenticateAsync(
        Body,
        ("webhook-id", Id),
        ("webhook-timestamp", $"{sent ?? test.Clock.GetUtcNow().ToUnixTimeSeconds()}"),
        ("webhook-signature", signatures));

    private string Sign(string secret, long? sent = null) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(secret[6..]),
        (byte[])[.. Encoding.ASCII.GetBytes($"{Id}.{sent ?? test.Clock.GetUtcNow().ToUnixTimeSeconds()}."), .. Body]));
}
