namespace ActionsFunctions.Settings;

/// <summary>The configuration is wrong: the start stops here, with every mistake.</summary>
/// <param name="faults">All mistakes.</param>
public sealed class InvalidSettingsException(IReadOnlyList<SettingFault> faults)
    : Exception("The configuration has faults:" + Environment.NewLine + string.Join(Environment.NewLine, faults.Select(fault => "  " + fault)))
{
    /// <summary>All mistakes, in the order of the configuration.</summary>
    public IReadOnlyList<SettingFault> Faults { get; } = faults;
}
