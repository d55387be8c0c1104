namespace ActionsFunctions.Authenticating.Jwt;

/// <summary>An issuer and the keys that it publishes, as of one moment.</summary>
/// <param name="Issuer">The exact <c>iss</c> of its tokens.</param>
/// <param name="Keys">Its keys by <c>kid</c>; at least one.</param>
/// <param name="Loaded">Timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the load.</param>
internal sealed record IssuerKeys(string Issuer, IReadOnlyDictionary<string, VerificationKey> Keys, long Loaded);

/// <summary>Why keys could not be loaded.</summary>
internal enum KeyFault
{
    /// <summary>None: they were.</summary>
    None,

    /// <summary>No answer in time, or one over the size limit.</summary>
    Unreachable,

    /// <summary>A status other than 200; a redirect is one.</summary>
    Status,

    /// <summary>Not a discovery document, or not a key set.</summary>
    Malformed,

    /// <summary>The discovery document is another tenant's.</summary>
    OtherTenant,

    /// <summary>The key set is not at an https address.</summary>
    KeysAddress,

    /// <summary>A key set without a usable key.</summary>
    NoUsableKey,
}
