using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Commands;

/// <summary>What a command is given by the process it runs in.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Everything about them.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Environment">Environment variables.</param>
/// <param name="Open">Signs in and opens a tenant.</param>
internal sealed record SetupConsole(TextWriter Out, TextWriter Error, TimeProvider Clock, Func<string, string?> Environment, Func<TenantAccess, Tenant> Open);

/// <summary>How to sign in.</summary>
internal enum SignIn
{
    /// <summary>In a browser on this machine.</summary>
    Browser,

    /// <summary>With a code, in a browser on another one. Many tenants forbid it.</summary>
    DeviceCode,

    /// <summary>As the Azure CLI is signed in. Its token holds a fixed set of permissions.</summary>
    AzureCli,

    /// <summary>As an application, by AZURE_CLIENT_ID and its secret or certificate.</summary>
    Environment,
}

/// <summary>Which tenant, as whom, with which permissions.</summary>
/// <param name="TenantId">Id of the tenant.</param>
/// <param name="SignIn">How to sign in.</param>
/// <param name="Scopes">Delegated permissions to ask for.</param>
/// <param name="GraphUrl">Another Graph on this machine, for trials: nobody signs in to it, and no token is sent. Null: the real one.</param>
/// <param name="CorrelationId">Sent with every request as client-request-id.</param>
/// <param name="Tell">Where a sign-in says what to do.</param>
internal sealed record TenantAccess(string TenantId, SignIn SignIn, IReadOnlyList<string> Scopes, Uri? GraphUrl, Guid CorrelationId, Action<string> Tell);

/// <summary>Exit codes, the same for every command.</summary>
internal static class ExitCode
{
    /// <summary>All is as asked for, or would be.</summary>
    public const int Done = 0;

    /// <summary>A step failed or is blocked; run again, the rest is completed.</summary>
    public const int Failed = 1;

    /// <summary>The command line cannot be understood.</summary>
    public const int Usage = 2;
}
