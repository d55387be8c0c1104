using ActionsFunctions.Receiving;

namespace ActionsFunctions.Tests.Receiving;

public sealed class WebhookHeadersTests
{
    [Fact]
    public void A_name_has_no_case_and_a_repeated_header_is_joined()
    {
        var headers = new WebhookHeaders();
        headers.Append("X-Proof", "one");
        Assert.Equal("one", headers.Get("x-proof"));
        headers.Append("x-proof", "two");
        headers.Append("X-PROOF", "");
        Assert.Equal(("one, two, ", null), (headers.Get("X-Proof"), headers.Get("x-other")));
        Assert.Single(headers);
    }
}
