using System.Text.Json;
using ActionsFunctions.Local.Commands.Doctor;
using ActionsFunctions.Local.Commands.Doctor.Checks;
using ActionsFunctions.Testing;
using ActionsFunctions.Tests.Upstreams;

namespace ActionsFunctions.Tests.Local.Commands.Doctor;

public sealed class DoctorOutputTests
{
    [Fact]
    public async Task The_shipped_local_configuration_is_0_and_says_nothing_but_ok()
    {
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync("doctor", "--json"));
        Assert.All(line.Document.EnumerateArray(), element => Assert.Equal("ok", element.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Any_failure_is_1_and_each_element_has_exactly_id_status_and_remedy()
    {
        await using var app = await UpstreamStub.StartAsync(_ => new(200, "{}"));
        var line = new CommandLine();
        Assert.Equal(1, await line.RunAsync("doctor", "--url", app.Url, "--json"));
        Assert.All(line.Document.EnumerateArray(), element => Assert.Equal(["id", "status", "remedy"], element.EnumerateObject().Select(member => member.Name)));
        Assert.All(line.Document.EnumerateArray(), element => Assert.Equal(element.GetProperty("status").GetString() == "ok", element.GetProperty("remedy").GetString() == ""));
        Assert.Equal(line.Document.EnumerateArray().Count(), line.Document.EnumerateArray().Select(element => element.GetProperty("id").GetString()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task People_read_a_line_for_each_check_and_the_remedy_below()
    {
        await using var app = await UpstreamStub.StartAsync(_ => new(200, "{}"));
        var line = new CommandLine();
        Assert.Equal(1, await line.RunAsync("doctor", "--url", app.Url));
        Assert.Contains("✗ fail  providers ", line.Output, StringComparison.Ordinal);
        Assert.Contains("\n         IdentityProviders:Auth0: ", line.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("doctor", "--user", "ada")]
    [InlineData("doctor", "--function-key", "k")]
    [InlineData("doctor", "--url", "localhost")]
    [InlineData("doctor", "here")]
    public async Task An_option_without_effect_is_2(params string[] words) => Assert.Equal(2, await new CommandLine().RunAsync(words));

    [Fact]
    public async Task Whoever_has_actions_run_for_a_user_is_told_so()
    {
        await using var server = await RunningServer.StartAsync();
        var line = new CommandLine();
        await line.RunAsync("doctor", "--url", server.Address.ToString(), "--user", "zoe@contoso.example", "--json");
        Assert.Contains(line.Document.EnumerateArray(), element => element.GetProperty("id").GetString() == "login");
        Assert.Contains("actions run there", line.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("zoe", line.Output + line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_token_key_or_person_is_ever_shown()
    {
        const string secret = "do-not-show-this";
        await using var echo = await UpstreamStub.StartAsync(request => new(400, $$"""{"error":"invalid_client","error_description":"{{secret}} of eve@contoso.example {{request.Body}}"}"""));
        var inside = await Examined.LocalServerAsync(
            ("Graph:TokenEndpoint", $"{echo.Url}/token"), ("Graph:ClientSecret", secret), ("IdentityProviders:Okta:AuthorizationSecrets:0", secret), ("Cache:SigningSecrets:0", secret));
        var outside = await Examined.DeploymentAsync(new(echo.Url), secret, "eve@contoso.example", ("IdentityProviders:Zitadel:SigningKeys:0", secret));
        var all = new StringWriter();
        DoctorJson.Write([.. inside.Report, .. outside.Report], all);
        Assert.Contains("fail", all.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, all.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("eve", all.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_hangs_is_ended()
    {
        var clock = new ManualTimeProvider();
        var report = new Checkup(clock).RunAsync<string>([new Scripted("hangs", token => new TaskCompletionSource().Task.WaitAsync(token))], "", CancellationToken.None);
        await clock.WhenArmedAsync(1);
        clock.Advance(Checkup.Limit);
        Assert.Equal(Health.Fail, Assert.Single(await report).Status);
    }

    [Fact]
    public async Task A_check_that_breaks_is_told_by_kind_only_and_the_others_go_on()
    {
        var report = await new Checkup(new ManualTimeProvider()).RunAsync<string>(
            [new Scripted("breaks", _ => throw new InvalidOperationException("secret")), new Scripted("works", _ => Task.CompletedTask)], "", CancellationToken.None);
        Assert.Equal([Health.Fail, Health.Ok], report.Select(diagnosis => diagnosis.Status));
        Assert.Contains("InvalidOperationException", report[0].Findings[0].Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", report[0].Findings[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_check_has_its_row_in_the_documentation()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ActionsFunctions.sln")))
            folder = folder.Parent!;
        var page = File.ReadAllLines(Path.Combine(folder.FullName, "docs", "doctor.md"));
        var documented = page.Where(row => row.StartsWith("| `", StringComparison.Ordinal)).Select(row => row.Split('`')[1]);
        Assert.Equal(AllChecks.OfInstallation.Select(check => check.Id).Concat(AllChecks.OfDeployment.Select(check => check.Id)), documented);
    }

    private sealed class Scripted(string id, Func<CancellationToken, Task> run) : ICheck<string>
    {
        public string Id => id;

        public string About => id;

        public async Task<IReadOnlyList<Finding>> RunAsync(string subject, CancellationToken cancellationToken)
        {
            await run(cancellationToken);
            return [];
        }
    }
}
