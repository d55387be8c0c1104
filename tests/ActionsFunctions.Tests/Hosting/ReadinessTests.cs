using System.Text;
using ActionsFunctions.Hosting;
using ActionsFunctions.IdentityProviders;
using ActionsFunctions.Receiving;
using ActionsFunctions.Secrets;
using ActionsFunctions.Testing;
using Moq;

namespace ActionsFunctions.Tests.Hosting;

/// <summary>When an instance may be sent logins, and what its probes say.</summary>
public sealed class ReadinessTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly Mock<IIdentityProvider> provider = new();

    [Theory]
    [InlineData(typeof(SecretUnavailableException))]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(TimeoutException))]
    public async Task Credentials_that_cannot_be_had_yet_are_asked_for_again_a_second_later(Type fault)
    {
        provider.SetupSequence(it => it.LoadCredentialsAsync(It.IsAny<CancellationToken>())).ThrowsAsync((Exception)Activator.CreateInstance(fault)!).Returns(Task.CompletedTask);
        var readiness = new Readiness([provider.Object], [], clock);
        var warmUp = readiness.WarmUpAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(readiness.IsReady);
        provider.Verify(it => it.LoadCredentialsAsync(It.IsAny<CancellationToken>()), Times.Once);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await warmUp;
        Assert.True(readiness.IsReady);
        provider.Verify(it => it.LoadCredentialsAsync(It.IsAny<CancellationToken>()), Times.Exactly(2));
        provider.Verify(it => it.RehearseCallerAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task A_bug_in_loading_credentials_ends_the_warm_up_and_the_instance_is_never_ready()
    {
        provider.Setup(it => it.LoadCredentialsAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException());
        var readiness = new Readiness([provider.Object], [], clock);
        await Assert.ThrowsAsync<InvalidOperationException>(() => readiness.WarmUpAsync(CancellationToken.None));
        Assert.False(readiness.IsReady);
        provider.Verify(it => it.RehearseCallerAsync(It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task What_is_still_under_way_after_ten_seconds_is_called_off()
    {
        var (attempt, rehearsal) = (new TaskCompletionSource<CancellationToken>(), new TaskCompletionSource<CancellationToken>());
        var readiness = new Readiness([], [new("graph", token => Hang(attempt, token))], clock) { Rehearse = token => Hang(rehearsal, token) };
        var warmUp = readiness.WarmUpAsync(CancellationToken.None);
        var tokens = await Task.WhenAll(attempt.Task, rehearsal.Task);
        Assert.All(tokens, token => Assert.False(token.IsCancellationRequested));
        clock.Advance(TimeSpan.FromSeconds(10));
        await warmUp;
        Assert.All(tokens, token => Assert.True(token.IsCancellationRequested));

        static Task<bool> Hang(TaskCompletionSource<CancellationToken> begun, CancellationToken token)
        {
            begun.SetResult(token);
            return new TaskCompletionSource<bool>().Task;
        }
    }

    [Fact]
    public async Task The_probe_names_every_dependency_with_what_became_of_it()
    {
        var readiness = new Readiness([], [new("graph", _ => Task.FromResult(true)), new("keyvault", _ => Task.FromResult(false)), new("backend:1", _ => throw new IOException())], clock);
        var health = new HealthEndpoint(readiness);
        Assert.Equal((503, State("starting", "unknown", "unknown", "unknown")), Answer(health, "ready"));
        await readiness.WarmUpAsync(CancellationToken.None);
        Assert.Equal((200, State("ready", "ok", "unavailable", "unavailable")), Answer(health, "ready"));
        Assert.Equal((200, """{"status":"live"}"""), Answer(health, "live"));

        static string State(string status, string graph, string vault, string backend) =>
            $$"""{"status":"{{status}}","dependencies":[{"name":"graph","status":"{{graph}}"},{"name":"keyvault","status":"{{vault}}"},{"name":"backend:1","status":"{{backend}}"}]}""";
    }

    [Theory]
    [InlineData("live")]
    [InlineData("ready")]
    public void A_probe_is_read_and_nothing_else(string probe)
    {
        var response = new HealthEndpoint(new([], [], clock)).Handle(probe, Request("POST"));
        Assert.Equal(405, response.Status);
        Assert.Equal([new("Allow", "GET, HEAD")], response.Headers);
    }

    private static (int Status, string Body) Answer(HealthEndpoint health, string probe)
    {
        var response = health.Handle(probe, Request("GET"));
        return (response.Status, Encoding.UTF8.GetString(response.Body.Span));
    }

    private static WebhookRequest Request(string method) => new(method, "/", new Dictionary<string, string>(StringComparer.Ordinal), [], Stream.Null, 0);
}
