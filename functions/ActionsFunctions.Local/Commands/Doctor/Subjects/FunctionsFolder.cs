using System.Text.Json;
using ActionsFunctions.Hosting;
using ActionsFunctions.Local.Commands.Doctor.Checks;
using ActionsFunctions.Local.Commands.Login;
using ActionsFunctions.Model;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Local.Commands.Doctor.Subjects;

/// <summary>The configuration of the Functions app, as the host hands it over: <c>Values</c> of local.settings.json below the environment, and the flow.</summary>
internal static class FunctionsFolder
{
    private const string File = "local.settings.json";

    // Set where an app runs in Azure, or under the Functions host.
    private static readonly string[] Marks = ["WEBSITE_SITE_NAME", WorkerRuntimeCheck.Key];

    /// <summary>True where <paramref name="folder"/>, or else the environment, is that of a Functions app; otherwise it is the local server's.</summary>
    public static bool IsOne(string folder) =>
        System.IO.File.Exists(Path.Combine(folder, File)) || Array.Exists(Marks, mark => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(mark)));

    /// <exception cref="InvalidSettingsException">A file cannot be read.</exception>
    public static IConfigurationRoot Read(string folder)
    {
        try
        {
            var flow = System.IO.File.Exists(Path.Combine(folder, AppConfiguration.FlowFile)) ? folder : AppContext.BaseDirectory;
            return AppConfiguration.Build(flow, Values(Path.Combine(folder, File)));
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new InvalidSettingsException([new("PostLogin:FlowFile", $"cannot be read: {fault.GetBaseException().Message}")]);
        }
    }

    private static Dictionary<string, string?> Values(string path)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!System.IO.File.Exists(path))
            return values;
        if (PlayedLogin.JsonOf(System.IO.File.ReadAllBytes(path)) is not { ValueKind: JsonValueKind.Object } json)
            throw new InvalidSettingsException([new(File, "is no JSON object, so the host does not start")]);
        if (json.Member("Values") is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (var member in members.EnumerateObject())
                values[member.Name.Replace("__", ":", StringComparison.Ordinal)] = member.Value.ToString();
        }

        return values;
    }
}
