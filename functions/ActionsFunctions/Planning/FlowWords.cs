using ActionsFunctions.Settings;

namespace ActionsFunctions.Planning;

/// <summary>The texts that a flow entry holds, secrets apart.</summary>
internal static class FlowWords
{
    private static readonly char[] Separators = ['/', '{', '}', '.', '"', ',', '[', ']', '?', '=', '&'];

    public static IEnumerable<string> Of(SettingsReader entry, IReadOnlyList<string> secretKeys) => entry.Flatten()
        .Where(setting => !setting.Key.StartsWith("Secrets:", StringComparison.OrdinalIgnoreCase) && !secretKeys.Contains(entry.Key(setting.Key), StringComparer.OrdinalIgnoreCase))
        .SelectMany(setting => (setting.Value ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries).Append(setting.Value ?? ""))
        .Where(text => text.Length > 0);
}
