using ActionsFunctions.Observing;
using Azure;
using Azure.Security.KeyVault.Secrets;

namespace ActionsFunctions.Secrets;

/// <summary>
/// Asks the vault, and turns everything that can go wrong into a <see cref="VaultFault"/>. Source: Azure Key Vault REST API,
/// "Get Secret", "Get Secret Versions" and "REST API error codes".
/// </summary>
/// <param name="makeClient">Makes the vault client, at the first read: loading Azure.Identity must not slow a start that needs no vault.</param>
/// <param name="clock">The clock of expiry dates.</param>
internal sealed class VaultReader(Func<SecretClient> makeClient, TimeProvider clock)
{
    /// <summary>A secret can have thousands of versions, listed in no order of age; the vault lists 25 to a page.</summary>
    private const int MostVersions = 250;

    private readonly Lazy<SecretClient> client = new(makeClient, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>One version of a secret, or the newest. Never throws, and ends when cancelled whatever the client does.</summary>
    public async Task<VaultAnswer> ReadAsync(string name, string? version, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(name, version, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception fault)
        {
            return AnswerTo(fault);
        }
    }

    /// <summary>The newest enabled version that is older than <paramref name="current"/>; null where there is none. Never throws.</summary>
    public async Task<VaultAnswer?> FindPreviousAsync(string name, VaultAnswer current, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(name, current, cancellationToken).WaitAsync(cancellationToken) is { } previous
                ? await GetAsync(name, previous.Version, cancellationToken).WaitAsync(cancellationToken)
                : null;
        }
        catch (Exception fault)
        {
            return AnswerTo(fault);
        }
    }

    private async Task<VaultAnswer> GetAsync(string name, string? version, CancellationToken cancellationToken)
    {
        var secret = (await client.Value.GetSecretAsync(name, version, cancellationToken)).Value;
        var fault = FaultOf(secret);
        return fault is VaultFault.None
            ? new(fault, secret.Value, secret.Properties.Version ?? "", secret.Properties.CreatedOn) { Expires = secret.Properties.ExpiresOn }
            : new(fault, Detail: SafeText.Constant("as the vault's answer says"));
    }

    private async Task<SecretProperties?> FindAsync(string name, VaultAnswer current, CancellationToken cancellationToken)
    {
        SecretProperties? newest = null;
        var seen = 0;
        await foreach (var version in client.Value.GetPropertiesOfSecretVersionsAsync(name, cancellationToken))
        {
            if (++seen > MostVersions)
                break;
            if (IsOlder(version, current) && (newest is null || version.CreatedOn > newest.CreatedOn))
                newest = version;
        }

        return newest;
    }

    // The vault counts creation in whole seconds: two versions of one second are told apart by their ids alone.
    private static bool IsOlder(SecretProperties version, VaultAnswer current) =>
        version.Enabled is not false
        && version.CreatedOn <= current.Created
        && !string.Equals(version.Version, current.Version, StringComparison.Ordinal);

    private VaultFault FaultOf(KeyVaultSecret secret)
    {
        var now = clock.GetUtcNow();
        return secret.Properties switch
        {
            { Enabled: false } => VaultFault.Disabled,
            { ExpiresOn: { } end } when end <= now => VaultFault.Expired,
            { NotBefore: { } begin } when begin > now => VaultFault.NotYetValid,
            _ => string.IsNullOrEmpty(secret.Value) ? VaultFault.Empty : VaultFault.None,
        };
    }

    private static VaultAnswer AnswerTo(Exception exception)
    {
        if (exception is not RequestFailedException failed)
            return new(VaultFault.Unreachable, Detail: SafeText.TypeOf(exception));
        var fault = failed switch
        {
            // A 404 without the vault's own code comes from something in between and withdraws nothing.
            { Status: 404, ErrorCode: "SecretNotFound" } => VaultFault.Missing,
            { Status: 403 } => SaysDisabled(failed) ? VaultFault.Disabled : VaultFault.Forbidden,
            _ => VaultFault.Unreachable,
        };
        return new(fault, Detail: SafeText.Status(failed.Status, failed.ErrorCode));
    }

    // The vault answers 403 "Forbidden" for a disabled secret too; only the inner code tells, spelled innererror or innerError.
    private static bool SaysDisabled(RequestFailedException failed) =>
        failed.GetRawResponse()?.Content.ToString().Contains("\"SecretDisabled\"", StringComparison.Ordinal) is true;
}
