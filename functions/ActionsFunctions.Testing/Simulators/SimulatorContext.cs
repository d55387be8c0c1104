using ActionsFunctions.Settings;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Testing.Simulators;

/// <summary>What a simulator signs with and when.</summary>
/// <param name="Settings">The same configuration that the server reads, so that both know the same credentials.</param>
/// <param name="Clock">The provider's clock.</param>
public sealed record SimulatorContext(IConfiguration Settings, TimeProvider Clock)
{
    /// <summary>A credential of the configuration.</summary>
    /// <exception cref="InvalidSettingsException">It is missing, or in a vault that only the server can read.</exception>
    public string Credential(string key) => Settings[key] switch
    {
        null or "" => throw new InvalidSettingsException([new(key, "is needed to sign the call")]),
        { } text when text.StartsWith("keyvault:", StringComparison.Ordinal) =>
            throw new InvalidSettingsException([new(key, "is in the vault: give its value to sign the call")]),
        { } text => text,
    };
}
