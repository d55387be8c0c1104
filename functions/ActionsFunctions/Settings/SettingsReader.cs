using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Settings;

/// <summary>
/// Reads one section of the configuration strictly. A mistake is noted with its full key and a default is returned, so that reading
/// goes on and all mistakes come out together. <see cref="RejectUnknown"/> notes every key that nobody asked for.
/// </summary>
public sealed class SettingsReader
{
    private static readonly string[] DurationForms = [@"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF"];
    private readonly IConfiguration section;
    private readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A reader of <paramref name="section"/>.</summary>
    /// <param name="section">The configuration section.</param>
    /// <param name="path">Its full key; empty for the root.</param>
    /// <param name="faults">Where mistakes go.</param>
    public SettingsReader(IConfiguration section, string path, SettingFaults faults)
    {
        this.section = section;
        Path = path;
        Faults = faults;
    }

    /// <summary>The full key of this section.</summary>
    public string Path { get; }

    /// <summary>Where mistakes go.</summary>
    public SettingFaults Faults { get; }

    /// <summary>True where the section has a value or children.</summary>
    public bool Exists => section.GetChildren().Any() || section is IConfigurationSection { Value: not null };

    /// <summary>The names of the section's direct children.</summary>
    public IEnumerable<string> Names => section.GetChildren().Select(child => child.Key);

    /// <summary>The full key of a child.</summary>
    public string Key(string name) => Path.Length == 0 ? name : $"{Path}:{name}";

    /// <summary>Notes a mistake in a child.</summary>
    public void Fault(string name, string message) => Faults.Add(Key(name), message);

    /// <summary>A child section.</summary>
    public SettingsReader Section(string name)
    {
        asked.Add(name);
        return new(section.GetSection(name), Key(name), Faults);
    }

    /// <summary>The elements of a list (<c>name:0</c>, <c>name:1</c> ...), in the order of their indexes.</summary>
    public IReadOnlyList<SettingsReader> Items(string name)
    {
        asked.Add(name);
        var list = section.GetSection(name);
        if (list.Value is { Length: > 0 })
            Fault(name, "is a list: write name:0, name:1 and so on");
        var items = new List<SettingsReader>();
        foreach (var child in list.GetChildren())
        {
            if (!int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                Faults.Add($"{Key(name)}:{child.Key}", "is not an index of a list");
            else
                items.Add(new(child, $"{Key(name)}:{child.Key}", Faults));
        }

        return items;
    }

    /// <summary>Text, or null where absent or empty.</summary>
    public string? Text(string name)
    {
        asked.Add(name);
        var child = section.GetSection(name);
        if (child.Value is null && child.GetChildren().Any())
            Fault(name, "must be a single value");
        return string.IsNullOrEmpty(child.Value) ? null : child.Value;
    }

    /// <summary>Text that must be there; its absence is noted and gives the empty string.</summary>
    public string Required(string name)
    {
        var text = Text(name);
        if (text is null)
            Fault(name, "is required");
        return text ?? "";
    }

    /// <summary>A list of texts; empty ones are noted.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var item in Items(name))
        {
            if (item.section is IConfigurationSection { Value: { Length: > 0 } text })
                texts.Add(text);
            else
                Faults.Add(item.Path, "must be a single, non-empty value");
        }

        return texts;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Flag(string name, bool otherwise = false)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (bool.TryParse(text, out var value))
            return value;
        Fault(name, "must be true or false");
        return otherwise;
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Fault(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));
        return otherwise;
    }

    /// <summary>A duration above zero, written <c>hh:mm:ss[.fff]</c>; null where absent. A bare number has no unit and is a mistake.</summary>
    public TimeSpan? Duration(string name)
    {
        if (Text(name) is not { } text)
            return null;
        // TimeSpan's own hh ends at 23, and its free forms read 24:00:00 as 24 days: the hours are read apart. Three digits stay below what a timer takes.
        var hours = text.IndexOf(':', StringComparison.Ordinal);
        if (hours is 2 or 3
            && int.TryParse(text.AsSpan(0, hours), NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            && TimeSpan.TryParseExact("00" + text[hours..], DurationForms, CultureInfo.InvariantCulture, out var rest)
            && rest + TimeSpan.FromHours(whole) is var value && value > TimeSpan.Zero)
            return value;
        Fault(name, "must be a duration above zero, written hh:mm:ss or hh:mm:ss.fff");
        return null;
    }

    /// <summary>One of the names given, without regard to case; the value that stands beside it.</summary>
    public T OneOf<T>(string name, T otherwise, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        if (Text(name) is not { } text)
            return otherwise;
        var names = new List<string>();
        foreach (var (choice, value) in choices)
        {
            if (string.Equals(choice, text, StringComparison.OrdinalIgnoreCase))
                return value;
            names.Add(choice);
        }

        Fault(name, "must be one of " + string.Join(", ", names));
        return otherwise;
    }

    /// <summary>Every key and value below this section, keys relative to it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Flatten() => section.AsEnumerable(makePathsRelative: true);

    /// <summary>Notes every child that was never asked for: a mistyped key must not be silently without effect.</summary>
    public void RejectUnknown() => RejectUnknownBut([]);

    /// <summary>The same, where <paramref name="known"/> names are read elsewhere.</summary>
    public void RejectUnknownBut(IEnumerable<string> known)
    {
        asked.UnionWith(known);
        foreach (var child in section.GetChildren())
        {
            if (!asked.Contains(child.Key))
                Fault(child.Key, asked.Count == 0 ? "is not a setting" : "is not a setting; known here: " + string.Join(", ", asked.Order(StringComparer.Ordinal)));
        }
    }
}
