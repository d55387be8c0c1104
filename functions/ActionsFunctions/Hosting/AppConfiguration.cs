using ActionsFunctions.Settings;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Hosting;

/// <summary>Where settings come from, the same on every host.</summary>
public static class AppConfiguration
{
    /// <summary>The file beside host.json that holds the shipped flow.</summary>
    public const string FlowFile = "actions.json";

    private const string FlowFileKey = "PostLogin:FlowFile";

    /// <summary>
    /// The flow of <c>actions.json</c> in <paramref name="folder"/> (or of <c>PostLogin:FlowFile</c>, which replaces it whole), then
    /// <paramref name="defaults"/>, then environment variables. Later sources win, key by key. A <paramref name="flowFile"/> wins over both files, whatever a setting says.
    /// </summary>
    public static IConfigurationRoot Build(string folder, IEnumerable<KeyValuePair<string, string?>>? defaults = null, string? flowFile = null)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(defaults ?? []).AddEnvironmentVariables().Build();
        var named = (flowFile ?? settings[FlowFileKey]) is { Length: > 0 } file ? Path.GetFullPath(file) : null;
        var flow = new ConfigurationBuilder().AddJsonFile(named ?? Path.Combine(folder, FlowFile), optional: false, reloadOnChange: false).Build();
        // A mistyped member would otherwise be an empty flow: every login would go on, without claims and without a word.
        if (named is not null && !flow.GetSection("PostLogin").GetChildren().Any(member => string.Equals(member.Key, "Actions", StringComparison.OrdinalIgnoreCase)))
            throw new InvalidSettingsException([new(FlowFileKey, "holds no flow: it needs PostLogin with the list Actions")]);
        return new ConfigurationBuilder().AddConfiguration(flow).AddConfiguration(settings).Build();
    }
}
