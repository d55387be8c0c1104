using ActionsFunctions.Authenticating;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.IdentityProviders;

/// <summary>A provider that can be configured: a row of the table in <see cref="ProviderTypes"/>.</summary>
/// <param name="Route">Route segment: <c>auth0</c>.</param>
/// <param name="Section">Name below <c>IdentityProviders</c> and <c>PostLogin:Budgets</c>: <c>Auth0</c>.</param>
/// <param name="Budget">Default time from arrival to answer.</param>
/// <param name="Create">Makes it from its settings, which exist; mistakes are noted, not thrown.</param>
public sealed record ProviderType(string Route, string Section, TimeSpan Budget, Func<ProviderSettings, IIdentityProvider> Create);

/// <summary>What a provider is made from.</summary>
/// <param name="Reader">Reader of <c>IdentityProviders:{Section}</c>.</param>
/// <param name="Secrets">Turns setting texts into secrets.</param>
/// <param name="Budget">Time from arrival to answer.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Log">The log.</param>
public sealed record ProviderSettings(SettingsReader Reader, ISecretSource Secrets, TimeSpan Budget, TimeProvider Clock, ILogger Log)
{
    /// <summary>Ids of messages already used, shared by the providers whose messages carry one.</summary>
    public required ReplayStore Replays { get; init; }

    /// <summary><c>PostLogin:Unsupported</c>: refuse a login with a command that the provider cannot honour, instead of ignoring the command.</summary>
    public bool RefuseUnsupported { get; init; }

    /// <summary>True where the platform in front writes the caller's certificate into <c>X-ARR-ClientCert</c> itself; else anybody could.</summary>
    public bool ForwardsClientCertificates { get; init; }
}
