using ActionsFunctions.Observing;

namespace ActionsFunctions.Secrets;

/// <summary>Why the vault gave no usable value.</summary>
internal enum VaultFault
{
    /// <summary>It gave one.</summary>
    None,

    /// <summary>No secret of that name, or deleted.</summary>
    Missing,

    /// <summary>Its newest version is disabled.</summary>
    Disabled,

    /// <summary>Its newest version has expired. The vault still hands it out; its owner has said not to use it.</summary>
    Expired,

    /// <summary>Its newest version is not valid yet.</summary>
    NotYetValid,

    /// <summary>Its value is empty, and an empty key would let anyone sign.</summary>
    Empty,

    /// <summary>The app's identity may not read it.</summary>
    Forbidden,

    /// <summary>No answer: the vault, the network or the identity's token.</summary>
    Unreachable,
}

/// <summary>What the vault said about one secret.</summary>
/// <param name="Fault">Why there is no value.</param>
/// <param name="Value">The value; empty where there is a fault.</param>
/// <param name="Version">The vault's id of the version.</param>
/// <param name="Created">When the version was made; null where the vault did not say.</param>
/// <param name="Detail">Kind of error and status, for the log; no host, no value.</param>
internal sealed record VaultAnswer(VaultFault Fault, string Value = "", string Version = "", DateTimeOffset? Created = null, SafeText Detail = default)
{
    /// <summary>The owner took the secret back: a value known from before must not be used any longer.</summary>
    public bool IsWithdrawal => Fault is VaultFault.Missing or VaultFault.Disabled or VaultFault.Expired;

    /// <summary>When the version ceases to count; null where the vault states no end.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Says nothing of the value.</summary>
    public override string ToString() => Fault.ToString();
}
