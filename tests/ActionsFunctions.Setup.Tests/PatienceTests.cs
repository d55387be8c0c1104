using ActionsFunctions.Setup.Steps;
using ActionsFunctions.Setup.Tenants;
using ActionsFunctions.Testing;
using Moq;

namespace ActionsFunctions.Setup.Tests;

/// <summary>What is tried again, how often, and what is not.</summary>
public sealed class PatienceTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly Mock<IPrincipals> principals = new();

    [Theory]
    [InlineData(TenantFaultKind.NotFound, false, 7)]
    [InlineData(TenantFaultKind.Throttled, false, 7)]
    [InlineData(TenantFaultKind.Unavailable, false, 7)]
    [InlineData(TenantFaultKind.Refused, true, 7)]
    [InlineData(TenantFaultKind.Refused, false, 1)]
    [InlineData(TenantFaultKind.Forbidden, true, 1)]
    [InlineData(TenantFaultKind.SignIn, true, 1)]
    internal async Task What_may_pass_is_tried_again_within_its_time(TenantFaultKind kind, bool fresh, int attempts)
    {
        principals.Setup(call => call.CreateAsync("app", It.IsAny<CancellationToken>())).ThrowsAsync(new TenantFaultException(new(kind, "code", "message")));

        var (fault, pauses) = await RunAsync(fresh, retryAfter: null);

        Assert.Equal(kind, fault.Kind);
        principals.Verify(call => call.CreateAsync("app", It.IsAny<CancellationToken>()), Times.Exactly(attempts));
        if (attempts > 1)
            Assert.Equal([1, 2, 4, 8, 15, 15], pauses.Select(pause => pause.TotalSeconds));
    }

    [Fact]
    public async Task Graph_s_own_pause_counts_where_it_is_longer()
    {
        var (_, pauses) = await RunAsync(fresh: false, retryAfter: TimeSpan.FromSeconds(20));

        Assert.Equal([20, 20], pauses.Select(pause => pause.TotalSeconds));
    }

    private async Task<(TenantFault Fault, List<TimeSpan> Pauses)> RunAsync(bool fresh, TimeSpan? retryAfter)
    {
        if (retryAfter is not null)
            principals.Setup(call => call.CreateAsync("app", It.IsAny<CancellationToken>())).ThrowsAsync(new TenantFaultException(new(TenantFaultKind.Throttled, "code", "message") { RetryAfter = retryAfter }));
        var pauses = new List<TimeSpan>();
        var running = new Patience(clock, TimeSpan.FromSeconds(50)).RunAsync(
            cancellationToken => principals.Object.CreateAsync("app", cancellationToken), fresh, (_, pause) => pauses.Add(pause), CancellationToken.None);
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, clock.WhenArmedAsync(1));
            if (!running.IsCompleted)
                clock.Advance(pauses[^1]);
        }

        return ((await Assert.ThrowsAsync<TenantFaultException>(() => running)).Fault, pauses);
    }
}
