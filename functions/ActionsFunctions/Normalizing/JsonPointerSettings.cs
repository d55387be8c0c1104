using ActionsFunctions.Settings;

namespace ActionsFunctions.Normalizing;

/// <summary>Reads JSON pointers out of settings.</summary>
public static class JsonPointerSettings
{
    internal static JsonPointer WholeDocument { get; } = JsonPointer.TryParse("", out var whole) ? whole : throw new InvalidOperationException();

    /// <summary>A JSON pointer. A mistake is noted and gives the whole document, as does an absent setting that has no default and so is required.</summary>
    public static JsonPointer Pointer(this SettingsReader from, string name, string? otherwise)
    {
        ArgumentNullException.ThrowIfNull(from);
        var text = otherwise is null ? from.Required(name) : from.Text(name) ?? otherwise;
        if (JsonPointer.TryParse(text, out var pointer))
            return pointer;
        from.Fault(name, "must be a JSON pointer: each step led by a slash (/user/app_metadata/roles), ~1 for a slash inside a name, ~0 for a tilde");
        return WholeDocument;
    }
}
