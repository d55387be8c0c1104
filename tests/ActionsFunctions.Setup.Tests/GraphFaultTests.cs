using ActionsFunctions.Setup.MicrosoftGraph;
using ActionsFunctions.Setup.Tenants;
using Azure.Identity;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace ActionsFunctions.Setup.Tests;

/// <summary>Every way in which a call fails has a meaning; a bug stays a bug.</summary>
public sealed class GraphFaultTests
{
    [Theory]
    [InlineData(401, TenantFaultKind.SignIn)]
    [InlineData(403, TenantFaultKind.Forbidden)]
    [InlineData(404, TenantFaultKind.NotFound)]
    [InlineData(400, TenantFaultKind.Refused)]
    [InlineData(409, TenantFaultKind.Refused)]
    [InlineData(429, TenantFaultKind.Throttled)]
    [InlineData(503, TenantFaultKind.Unavailable)]
    internal void A_status_of_graph_has_a_meaning(int status, TenantFaultKind kind)
    {
        var error = new ODataError
        {
            ResponseStatusCode = status,
            Error = new() { Code = "Some_Code", Message = "first line\nsecond line", InnerError = new() { RequestId = "the-request" } },
        };
        error.ResponseHeaders["Retry-After"] = ["7"];

        var fault = GraphCall.FaultOf(error);

        Assert.Equal(new TenantFault(kind, "Some_Code", "first line") { CorrelationId = "the-request", RetryAfter = TimeSpan.FromSeconds(7) }, fault);
    }

    [Fact]
    public void The_last_answer_counts_where_the_sdk_gave_up() => Assert.Equal(
        TenantFaultKind.Unavailable, GraphCall.FaultOf(new AggregateException(new ApiException("busy") { ResponseStatusCode = 503 }))!.Kind);

    [Fact]
    public void Nobody_signed_in_is_a_fault_of_the_sign_in() =>
        Assert.Equal(TenantFaultKind.SignIn, GraphCall.FaultOf(new CredentialUnavailableException("az login\nstack"))!.Kind);

    [Fact]
    public void An_address_that_does_not_answer_is_unavailable() => Assert.Equal(TenantFaultKind.Unavailable, GraphCall.FaultOf(new HttpRequestException("no route"))!.Kind);

    [Fact]
    public void A_bug_and_a_cancellation_are_nobody_s_fault_of_the_tenant()
    {
        Assert.Null(GraphCall.FaultOf(new InvalidOperationException()));
        Assert.Null(GraphCall.FaultOf(new TaskCanceledException()));
    }
}
