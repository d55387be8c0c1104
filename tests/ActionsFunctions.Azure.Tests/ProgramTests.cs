using System.Diagnostics;
using System.Text.Json;

namespace ActionsFunctions.Azure.Tests;

public sealed class ProgramTests
{
    [Fact]
    public async Task A_wrong_configuration_ends_the_worker_and_every_fault_stands_in_a_line_of_its_own_that_the_host_shows_as_an_error()
    {
        var flow = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(flow, """{"PostLogin":{"Actions":[{"Name":"premium-flag"}]}}""");
        try
        {
            var (exitCode, error) = await StartAsync(new()
            {
                ["PostLogin__FlowFile"] = flow,
                ["PostLogin__Bogus"] = "1",
                ["IdentityProviders__Auth0__SigningSecrets__0"] = "short",
            });
            Assert.Equal(1, exitCode);
            Assert.All(error, line => Assert.StartsWith("error: ", line, StringComparison.Ordinal));
            Assert.Contains(error, line => line.Contains("PostLogin:Bogus", StringComparison.Ordinal));
            Assert.Contains(error, line => line.Contains("IdentityProviders:Auth0:SigningSecrets:0", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(flow);
        }
    }

    [Fact]
    public async Task A_flow_file_that_is_not_there_ends_the_worker_with_its_name()
    {
        var (exitCode, error) = await StartAsync(new() { ["PostLogin__FlowFile"] = "no-such-flow.json" });
        Assert.Equal(1, exitCode);
        Assert.Contains(error, line => line.Contains("no-such-flow.json", StringComparison.Ordinal));
    }

    [Fact]
    public void The_sample_settings_name_the_worker_and_the_secret_that_the_local_command_line_signs_with()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json"));
        var values = JsonSerializer.Deserialize<JsonElement>(file).GetProperty("Values");
        var key = "IdentityProviders__Auth0__SigningSecrets__0";
        var development = Testing.Simulators.ProviderSimulators.Find("auth0")!.DevelopmentSettings(new("http://127.0.0.1"));
        Assert.Equal("dotnet-isolated", values.GetProperty("FUNCTIONS_WORKER_RUNTIME").GetString());
        Assert.Equal(development[key.Replace("__", ":", StringComparison.Ordinal)], values.GetProperty(key).GetString());
    }

    // The app's Program is the entry point of this assembly.
    private static async Task<(int ExitCode, string[] Error)> StartAsync(Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ProgramTests).Assembly.Location])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
