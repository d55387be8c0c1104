using System.Text.Json;
using ActionsFunctions.Hosting;
using ActionsFunctions.Testing;

namespace ActionsFunctions.Tests.Hosting;

public sealed class HealthTests
{
    [Theory]
    [InlineData("/health/live", "GET", 200)]
    [InlineData("/health/live", "HEAD", 200)]
    [InlineData("/health/live", "POST", 405)]
    [InlineData("/health/ready", "GET", 503)]
    [InlineData("/health/other", "GET", 404)]
    public async Task Probes_answer_without_credentials(string path, string method, int status)
    {
        await using var app = new TestApp();
        Assert.Equal(status, (await app.SendAsync(app.Post(path, "") with { Method = method })).Status);
    }

    [Fact]
    public async Task Ready_turns_true_when_credentials_are_loaded_and_one_warm_up_has_ended()
    {
        await using var app = new TestApp();
        await app.App.WarmUpAsync(CancellationToken.None);
        var (status, body) = await app.SendAsync(app.Post("/health/ready", "") with { Method = "GET" });
        Assert.Equal((200, "ready"), (status, JsonElement.Parse(body).GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_warm_up_that_breaks_is_told_by_kind_and_keeps_no_instance_out()
    {
        var readiness = new Readiness([], [new("backend:1", _ => throw new InvalidOperationException("MARK"))], TimeProvider.System);
        await readiness.WarmUpAsync(CancellationToken.None);
        Assert.True(readiness.IsReady);
        Assert.Equal([new("backend:1", "unavailable")], readiness.Dependencies);
    }

    [Fact]
    public async Task An_upstream_that_hangs_or_fails_keeps_no_instance_out_for_more_than_ten_seconds()
    {
        var clock = new ManualTimeProvider();
        var readiness = new Readiness([], [new("graph", _ => new TaskCompletionSource<bool>().Task), new("backend:1", _ => Task.FromResult(false))], clock);
        var warmUp = readiness.WarmUpAsync(CancellationToken.None);
        Assert.False(readiness.IsReady);
        clock.Advance(TimeSpan.FromSeconds(10));
        await warmUp;
        Assert.True(readiness.IsReady);
        Assert.Equal([new("graph", "unknown"), new("backend:1", "unavailable")], readiness.Dependencies);
    }
}
