using ActionsFunctions.Tests.Local;
using ActionsFunctions.Tests.Local.Commands;

namespace ActionsFunctions.Tests.Examples;

/// <summary>The example that refuses.</summary>
public sealed class ExampleDenialTests
{
    private static readonly Example Blocked = new("h-account-status");

    [Fact]
    public async Task H_a_blocked_account_is_refused_with_the_backends_reason_and_others_are_not()
    {
        await using var server = await RunningServer.StartAsync(("PostLogin:FlowFile", Blocked.Flow));
        var url = server.Address.ToString();
        Assert.Equal(0, await new CommandLine().RunAsync("login", "auth0", "--user", "ada", "--url", url));
        Assert.Equal(0, await new CommandLine().RunAsync("login", "auth0", "--user", "noa", "--url", url));
        foreach (var who in new[] { new[] { "--user", "eve" }, ["--event", Blocked.Event] })
        {
            var line = new CommandLine();
            Assert.Equal(3, await line.RunAsync(["login", "auth0", .. who, "--url", url]));
            Assert.Contains("Invoice C-1005/7 is overdue.", line.Output, StringComparison.Ordinal);
        }
    }
}
