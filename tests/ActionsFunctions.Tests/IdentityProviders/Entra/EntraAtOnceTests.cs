using System.Text;
using ActionsFunctions.Hosting;
using ActionsFunctions.Planning;
using ActionsFunctions.Receiving;
using ActionsFunctions.Running;
using ActionsFunctions.Tests.Observing;

namespace ActionsFunctions.Tests.IdentityProviders.Entra;

/// <summary>Sign-up events of the same extension are answered without a flow, and are told in the log all the same.</summary>
public sealed class EntraAtOnceTests(EntraTenant tenant) : IClassFixture<EntraTenant>
{
    [Theory]
    [InlineData("attributeCollectionStart")]
    [InlineData("attributeCollectionSubmit")]
    public async Task A_sign_up_goes_on_and_leaves_a_line(string type)
    {
        var body = $$"""{"type":"microsoft.graph.authenticationEvent.{{type}}","data":{"tenantId":"7e4a0000-0000-4000-8000-000000000001","authenticationContext":{"correlationId":"c0de-17"} } }""";
        var bytes = Encoding.UTF8.GetBytes(body);
        var log = new CapturedLog();
        var journey = new PostLoginJourney(
            tenant.Provider, new FlowPlan([]), new RequestGate(4096, null), new FlowRunner(tenant.Clock, new AnswerStore(tenant.Clock)), new LoginJournal(log, tenant.Clock));
        var headers = new WebhookHeaders { ["Content-Type"] = "application/json", ["Content-Length"] = $"{bytes.Length}", ["Authorization"] = $"Bearer {tenant.Forge.Valid()}" };

        var answer = await journey.HandleAsync(
            new("POST", "/post-login/entra", new Dictionary<string, string>(StringComparer.Ordinal), headers, new MemoryStream(bytes), tenant.Clock.GetTimestamp()), CancellationToken.None);

        Assert.Equal(200, answer.Status);
        Assert.Contains("continueWithDefaultBehavior", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
        Assert.Contains(log.Texts, text => text.StartsWith("Answered entra at once", StringComparison.Ordinal) && text.EndsWith("callerId=c0de-17", StringComparison.Ordinal));
    }
}
