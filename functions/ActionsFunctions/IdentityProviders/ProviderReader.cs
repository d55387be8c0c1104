using ActionsFunctions.Authenticating;
using ActionsFunctions.Secrets;
using ActionsFunctions.Settings;
using ActionsFunctions.Sharing;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.IdentityProviders;

/// <summary>Reads <c>IdentityProviders</c>, <c>PostLogin:Budgets</c> and <c>PostLogin:Unsupported</c>: a provider whose section exists is configured.</summary>
/// <param name="secrets">Turns setting texts into secrets.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
public sealed class ProviderReader(ISecretSource secrets, TimeProvider clock, ILogger log)
{
    /// <summary>The platform in front forwards client certificates.</summary>
    public bool ForwardsClientCertificates { get; init; }

    /// <summary>Message ids used on other instances; null, the default: each instance knows its own.</summary>
    internal SharedReplays? SharedReplays { get; init; }

    /// <summary>Makes every configured provider; mistakes are noted.</summary>
    public IReadOnlyList<IIdentityProvider> Read(SettingsReader section, SettingsReader postLogin)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(postLogin);
        var refuseUnsupported = postLogin.OneOf("Unsupported", false, ("ignore", false), ("fail", true));
        var replays = new ReplayStore(clock) { Shared = SharedReplays };
        var providers = new List<IIdentityProvider>();
        foreach (var type in ProviderTypes.All)
        {
            var budget = Budget(postLogin, type);
            var reader = section.Section(type.Section);
            if (!reader.Exists)
                continue;
            var settings = new ProviderSettings(reader, secrets, budget, clock, log)
            {
                Replays = replays,
                RefuseUnsupported = refuseUnsupported,
                ForwardsClientCertificates = ForwardsClientCertificates,
            };
            providers.Add(type.Create(settings));
        }

        section.RejectUnknown();
        postLogin.Section("Budgets").RejectUnknownBut(ProviderTypes.All.Select(type => type.Section));
        return providers;
    }

    /// <summary>The time that a provider's callers have: <c>PostLogin:Budgets:{Section}</c>, else its default.</summary>
    public static TimeSpan Budget(SettingsReader postLogin, ProviderType type)
    {
        ArgumentNullException.ThrowIfNull(postLogin);
        ArgumentNullException.ThrowIfNull(type);
        return postLogin.Section("Budgets").Duration(type.Section) ?? type.Budget;
    }
}
