namespace ActionsFunctions.Settings;

/// <summary>One mistake in the configuration.</summary>
/// <param name="Key">The full key of the setting, with colons.</param>
/// <param name="Message">What is wrong and what would be right. Never the value of a secret.</param>
public sealed record SettingFault(string Key, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Key}: {Message}";
}

/// <summary>Collects every mistake in the configuration, so that all are reported together.</summary>
public sealed class SettingFaults
{
    private readonly List<SettingFault> all = [];
    private readonly HashSet<SettingFault> known = [];

    /// <summary>The mistakes in the order found.</summary>
    public IReadOnlyList<SettingFault> All => all;

    /// <summary>Notes one; the same mistake found again is one mistake.</summary>
    public void Add(string key, string message)
    {
        var fault = new SettingFault(key, message);
        if (known.Add(fault))
            all.Add(fault);
    }

    /// <summary>Throws <see cref="InvalidSettingsException"/> with all of them, if there are any.</summary>
    public void ThrowIfAny()
    {
        if (all.Count > 0)
            throw new InvalidSettingsException(all);
    }
}
