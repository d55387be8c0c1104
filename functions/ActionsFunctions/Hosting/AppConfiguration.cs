using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Hosting;

/// <summary>Where settings come from, the same on every host.</summary>
public static class AppConfiguration
{
    /// <summary>The file beside host.json that holds the shipped flow.</summary>
    public const string FlowFile = "actions.json";

    /// <summary>
    /// The flow of <c>actions.json</c> in <paramref name="folder"/> (or of <c>PostLogin:FlowFile</c>, which replaces it whole), then
    /// <paramref name="defaults"/>, then environment variables. Later sources win, key by key.
    /// </summary>
    public static IConfigurationRoot Build(string folder, IEnumerable<KeyValuePair<string, string?>>? defaults = null)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(defaults ?? []).AddEnvironmentVariables().Build();
        var flow = settings["PostLogin:FlowFile"] is { Length: > 0 } file ? Path.GetFullPath(file) : Path.Combine(folder, FlowFile);
        return new ConfigurationBuilder()
            .AddJsonFile(flow, optional: settings["PostLogin:FlowFile"] is not { Length: > 0 }, reloadOnChange: false)
            .AddConfiguration(settings)
            .Build();
    }
}
