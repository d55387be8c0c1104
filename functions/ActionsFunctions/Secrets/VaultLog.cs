using ActionsFunctions.Observing;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Secrets;

/// <summary>What is told of secrets: their names and what became of them, never a value, never the vault's address.</summary>
internal static partial class VaultLog
{
    [LoggerMessage(EventId = 700, Level = LogLevel.Error, Message = "Secret {Secret} is unavailable: {Fault} ({Detail}). {Remedy} Retried until it comes.")]
    public static partial void Unavailable(ILogger log, SafeText secret, VaultFault fault, SafeText detail, SafeText remedy);

    [LoggerMessage(EventId = 701, Level = LogLevel.Error, Message = "Secret {Secret} was withdrawn: {Fault} ({Detail}). Its last value is no longer used. {Remedy}")]
    public static partial void Withdrawn(ILogger log, SafeText secret, VaultFault fault, SafeText detail, SafeText remedy);

    [LoggerMessage(EventId = 702, Level = LogLevel.Warning, Message = "Secret {Secret} could not be refreshed: {Fault} ({Detail}). Its last known value goes on being used. {Remedy}")]
    public static partial void NotRefreshed(ILogger log, SafeText secret, VaultFault fault, SafeText detail, SafeText remedy);

    [LoggerMessage(EventId = 703, Level = LogLevel.Information, Message = "Secret {Secret} is available again.")]
    public static partial void Available(ILogger log, SafeText secret);

    [LoggerMessage(EventId = 704, Level = LogLevel.Information, Message = "Secret {Secret} was rotated. The previous version is accepted until {Until:u}.")]
    public static partial void Rotated(ILogger log, SafeText secret, DateTimeOffset until);

    [LoggerMessage(EventId = 705, Level = LogLevel.Warning, Message = "The previous version of secret {Secret} could not be looked up: {Fault} ({Detail}). Only the current one is accepted by this instance.")]
    public static partial void NoPrevious(ILogger log, SafeText secret, VaultFault fault, SafeText detail);

    /// <summary>What an operator can do about a fault.</summary>
    public static SafeText RemedyFor(VaultFault fault) => fault switch
    {
        VaultFault.Missing => SafeText.Constant("Create the secret in the vault, or correct its name in the setting."),
        VaultFault.Disabled => SafeText.Constant("Enable its newest version or store a new one."),
        VaultFault.Expired or VaultFault.NotYetValid => SafeText.Constant("Store a new version, or correct the dates of its newest one."),
        VaultFault.Empty => SafeText.Constant("Store a version that is not empty."),
        VaultFault.Forbidden => SafeText.Constant("Give the app's identity the role Key Vault Secrets User, and let its network reach the vault."),
        _ => SafeText.Constant("Check that the vault can be reached and that the app has a managed identity."),
    };
}
