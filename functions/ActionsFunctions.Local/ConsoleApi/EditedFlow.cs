using System.Text;
using ActionsFunctions.Local.Hosting;
using ActionsFunctions.Settings;

namespace ActionsFunctions.Local.ConsoleApi;

/// <summary>The server's settings with another flow: a flow file's text replaces the actions whole, everything else stays.</summary>
internal static class EditedFlow
{
    private const string FlowKey = "PostLogin";
    private const string ActionsKey = FlowKey + ":Actions";

    /// <summary>The settings to compose with.</summary>
    /// <exception cref="InvalidSettingsException">The text is no flow.</exception>
    public static IConfigurationRoot Apply(IConfiguration settings, string flow, Uri tenant)
    {
        if (JsonFault.In(flow) is { } fault)
            throw Invalid(fault);
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(flow));
        IConfigurationRoot edited;
        try
        {
            edited = new ConfigurationBuilder().AddJsonStream(text).Build();
        }
        // The provider's own words for what is JSON but no settings: a list at the top, a key twice but for its case.
        catch (Exception wrong) when (wrong is FormatException or InvalidDataException)
        {
            throw Invalid(wrong.GetBaseException().Message);
        }

        if (!edited.GetSection(ActionsKey).Exists() && !edited.GetSection(FlowKey).GetChildren().Any(member => member.Key.Equals("Actions", StringComparison.OrdinalIgnoreCase)))
            throw Invalid("holds no flow: it needs PostLogin with the list Actions");
        var kept = settings.AsEnumerable().Where(setting => setting.Value is not null && !IsOfFlow(setting.Key));
        // Only the flow can be edited here: the same text is to be a flow file, and credentials do not belong into one.
        var flowOnly = edited.AsEnumerable().Where(setting => setting.Value is not null && setting.Key.StartsWith(FlowKey + ":", StringComparison.OrdinalIgnoreCase));
        return LocalSettings.WithTenant(new ConfigurationBuilder().AddInMemoryCollection(kept).AddInMemoryCollection(flowOnly).Build(), tenant);
    }

    private static bool IsOfFlow(string key) => key.StartsWith(ActionsKey + ":", StringComparison.OrdinalIgnoreCase);

    private static InvalidSettingsException Invalid(string message) => new([new("flow", message)]);
}
