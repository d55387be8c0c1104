using System.Text.Json;
using ActionsFunctions.Setup.Commands;
using ActionsFunctions.Setup.Tenants;
using ActionsFunctions.Setup.Tests.Fakes;

namespace ActionsFunctions.Setup.Tests;

/// <summary>The command line against a tenant, as a user would run it.</summary>
internal sealed class SetupUnderTest(Func<TenantAccess, Tenant> open, TimeProvider? clock = null)
{
    public const string Host = "contoso-login.azurewebsites.net";
    public const string TenantId = "11111111-1111-4111-8111-111111111111";
    public const string Key = "a/key+with==";

    public SetupUnderTest(FakeTenant tenant, TimeProvider? clock = null)
        : this(_ => tenant.Gateway, clock)
    {
    }

    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal) { ["ACTIONS_FUNCTION_KEY"] = Key };

    public List<TenantAccess> Opened { get; } = [];

    public static string FlowFile { get; } = Path.Combine(AppContext.BaseDirectory, "actions.json");

    public Task<Run> ConnectAsync(params string[] options) => RunAsync(["entra", "connect", "--host", Host, "--flow", FlowFile, "--tenant", TenantId, .. options]);

    public Task<Run> DisconnectAsync(params string[] options) => RunAsync(["entra", "disconnect", "--host", Host, "--tenant", TenantId, .. options]);

    public async Task<Run> RunAsync(params string[] words)
    {
        var (result, about) = (new StringWriter(), new StringWriter());
        var console = new SetupConsole(result, about, clock ?? TimeProvider.System, Environment.GetValueOrDefault, Open);
        var exitCode = await SetupCommands.RunAsync(words, console, CancellationToken.None);
        return new(exitCode, result.ToString(), about.ToString());
    }

    private Tenant Open(TenantAccess access)
    {
        Opened.Add(access);
        return open(access);
    }
}

/// <summary>How a command ended.</summary>
internal sealed record Run(int ExitCode, string Out, string Error)
{
    public JsonElement Json => JsonElement.Parse(Out);
}
