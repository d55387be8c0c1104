using ActionsFunctions.Settings;

namespace ActionsFunctions.Planning;

/// <summary>Reads <c>Shadow</c> and <c>ShadowOf</c> of a flow entry.</summary>
internal static class ShadowReader
{
    public static (bool Shadow, int? ShadowOf) Read(SettingsReader entry, IReadOnlyList<int> after, IReadOnlyList<PlannedAction> earlier)
    {
        var shadow = entry.Flag("Shadow");
        var other = entry.Text("ShadowOf");
        if (!shadow)
        {
            if (other is not null)
                entry.Fault("ShadowOf", "has no effect without Shadow");
            foreach (var index in after.Where(index => earlier[index].Shadow))
                entry.Fault("After", $"'{earlier[index].Name}' is a shadow: nothing that is issued may wait for it");
            return (false, null);
        }

        var found = other is null ? null : earlier.FirstOrDefault(action => action.Name == other && !action.Shadow);
        if (other is not null && found is null)
            entry.Fault("ShadowOf", $"'{other}' is not the name of an entry listed earlier that is no shadow itself");
        return (true, found?.Index);
    }
}
