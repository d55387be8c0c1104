using System.Text;
using ActionsFunctions.Receiving;

namespace ActionsFunctions.Tests.IdentityProviders;

/// <summary>How each provider is told of a fault where its contract has a form for one.</summary>
public sealed class FaultFormTests
{
    private static readonly Dictionary<Fault, (int Status, string Code)> Faults = new()
    {
        [Fault.NotFound] = (404, "not-found"),
        [Fault.MethodNotAllowed] = (405, "method-not-allowed"),
        [Fault.UnsupportedMediaType] = (415, "unsupported-media-type"),
        [Fault.LengthRequired] = (411, "length-required"),
        [Fault.BodyTooLarge] = (413, "body-too-large"),
        [Fault.Unauthorized] = (401, "unauthorized"),
        [Fault.InvalidRequest] = (400, "invalid-request"),
        [Fault.Unavailable] = (503, "unavailable"),
        [Fault.Internal] = (500, "internal"),
    };

    public static TheoryData<Fault> Rows => [.. Enum.GetValues<Fault>()];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Azure_AD_B2C_reads_an_error_of_its_own_and_is_challenged_for_Basic(Fault fault) => Assert.Equal(
        $$"""{{Faults[fault].Status}} {"version":"1.0.0","status":{{Faults[fault].Status}},"code":"{{Faults[fault].Code}}","requestId":"c0ffee","userMessage":"The sign-in could not be completed. Please try again later."} """
        + (fault == Fault.Unauthorized ? "WWW-Authenticate=Basic realm=\"post-login\", charset=\"UTF-8\"" : ""),
        Refusal("azure-ad-b2c", fault));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Supabase_reads_an_error_object_and_comes_again_after_a_second_where_it_is_asked_to(Fault fault) => Assert.Equal(
        $$$"""{{{Faults[fault].Status}}} {"error":{"http_code":{{{Faults[fault].Status}}},"message":"{{{Faults[fault].Code}}}","correlationId":"c0ffee"}} """
        + (fault == Fault.Unavailable ? "Retry-After=1" : ""),
        Refusal("supabase", fault));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Entra_has_no_form_and_is_challenged_for_a_token(Fault fault) => Assert.Equal(
        fault == Fault.Unauthorized ? """401 {"error":{"code":"unauthorized","correlationId":"c0ffee"}} WWW-Authenticate=Bearer""" : null,
        Refusal("entra", fault));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Okta_is_told_of_a_fault_of_ours_by_a_refusal_since_it_takes_a_500_for_leave_to_go_on(Fault fault) => Assert.Equal(
        fault == Fault.Internal ? """200 {"error":{"errorSummary":"internal"},"debugContext":{"correlationId":"c0ffee"}} """ : null,
        Refusal("okta", fault));

    [Theory]
    [InlineData("auth0")]
    [InlineData("ory-hydra")]
    [InlineData("zitadel")]
    public void The_others_have_no_form(string route) => Assert.All(Enum.GetValues<Fault>(), fault => Assert.Null(Refusal(route, fault)));

    private static string? Refusal(string route, Fault fault)
    {
        var test = new ProviderUnderTest(route, ("TenantId", "7e4a0000-0000-4000-8000-000000000001"));
        return test.Type.Create(test.Shared).Refuse(fault, "c0ffee") is { } answer
            ? $"{answer.Status} {Encoding.UTF8.GetString(answer.Body.Span)} {string.Join(' ', answer.Headers.Select(header => $"{header.Key}={header.Value}"))}"
            : null;
    }
}
