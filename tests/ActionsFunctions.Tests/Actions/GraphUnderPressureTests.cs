using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Secrets;
using Microsoft.Extensions.Logging;
using Moq;

namespace ActionsFunctions.Tests.Actions;

/// <summary>What graph-groups does about users who are new, permissions that are missing, and throttling.</summary>
public sealed class GraphUnderPressureTests
{
    private const string Groups = """{"value":[{"id":"1","displayName":"Finance","securityEnabled":true}]}""";
    private const string Unknown = """{"error":{"code":"Request_ResourceNotFound"}}""";

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(2, 1, 0)]
    public async Task A_user_at_the_first_login_whom_Graph_does_not_know_yet_is_asked_for_once_more(int logins, int calls, int claims)
    {
        var asked = 0;
        await using var stub = await UpstreamStub.StartAsync(request =>
            request.IsToken ? StubAnswer.Token() : Interlocked.Increment(ref asked) == 1 ? new StubAnswer(404, Unknown) : StubAnswer.Ok(Groups));
        using var clients = stub.Clients();

        var answer = await Simulate.Action("graph-groups").Calling(clients).RunAsync(Login.Any().With("/stats/logins_count", logins));

        Assert.Equal((null, claims, calls), (answer.Failure, answer.Commands.Count, asked));
    }

    [Fact]
    public async Task Without_the_time_for_it_a_new_user_is_not_asked_for_again()
    {
        await using var stub = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token() : new StubAnswer(404, Unknown));
        using var clients = stub.Clients();

        await Simulate.Action("graph-groups").Calling(clients).Within(TimeSpan.FromMilliseconds(400)).RunAsync(Login.Any().With("/stats/logins_count", 1));

        Assert.Single(stub.Calls);
    }

    [Fact]
    public async Task A_missing_permission_is_named_in_the_log()
    {
        var log = new RecordedLog();
        var factory = Mock.Of<ILoggerFactory>(made => made.CreateLogger(It.IsAny<string>()) == log);
        await using var stub = await UpstreamStub.StartAsync(request => request.IsToken ? StubAnswer.Token() : new StubAnswer(403, """{"error":{"code":"Authorization_RequestDenied"}}"""));
        using var clients = stub.Clients(new() { Log = factory });

        var answer = await Simulate.Action("graph-groups").Calling(clients).RunAsync(Login.Any().With("/stats/logins_count", 2));

        Assert.Equal("graph-forbidden", answer.Failure);
        Assert.Contains(log.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("User.Read.All and GroupMember.Read.All", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_say_that_a_person_waits_and_a_limit_that_is_near_is_told_in_the_log()
    {
        var log = new RecordedLog();
        var factory = Mock.Of<ILoggerFactory>(made => made.CreateLogger(It.IsAny<string>()) == log);
        await using var stub = await UpstreamStub.StartAsync(request =>
            request.IsToken ? StubAnswer.Token() : new StubAnswer(200, Groups, ("x-ms-throttle-limit-percentage", "0.9")));
        using var clients = stub.Clients(new() { Log = factory });

        await Simulate.Action("graph-groups").Calling(clients).RunAsync(Login.Any().With("/stats/logins_count", 2));

        Assert.Equal("High", Assert.Single(stub.Calls).Header("x-ms-throttle-priority"));
        Assert.Contains(log.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("0.9", StringComparison.Ordinal));
    }
}
