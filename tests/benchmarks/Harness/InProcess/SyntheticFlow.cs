using System.Globalization;
using ActionsFunctions.Actions;

namespace ActionsFunctions.Benchmarks.InProcess;

/// <summary>A flow of synthetic actions side by side.</summary>
internal sealed record SyntheticFlow
{
    /// <summary>Entries that run.</summary>
    public int Actions { get; init; } = 3;

    /// <summary>Groups in each one's claim.</summary>
    public int Groups { get; init; } = 3;

    /// <summary>What each one waits, ms.</summary>
    public int Wait { get; init; }

    /// <summary>True: answers are kept.</summary>
    public bool Keeps { get; init; }

    /// <summary>Entries whose condition holds for no login.</summary>
    public int Unmet { get; init; }

    /// <summary>Action types that no entry names.</summary>
    public int UnusedTypes { get; init; }

    /// <summary>Providers beside the one that calls.</summary>
    public bool AllProviders { get; init; }

    public IReadOnlyList<ActionType> Types() =>
    [
        new(SyntheticAction.Type, settings => new SyntheticAction(settings)),
        .. Enumerable.Range(0, UnusedTypes).Select(i => new ActionType($"unused-{i}", settings => new SyntheticAction(settings))),
    ];

    public Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["IdentityProviders:Auth0:SigningSecrets:0"] = Scenario.Secret };
        for (var i = 0; i < Actions + Unmet; i++)
        {
            var entry = string.Create(CultureInfo.InvariantCulture, $"PostLogin:Actions:{i}");
            settings[$"{entry}:Name"] = $"action-{i}";
            settings[$"{entry}:Type"] = SyntheticAction.Type;
            settings[$"{entry}:Settings:Claim"] = $"https://actions.example/claim-{i}";
            settings[$"{entry}:Settings:Groups"] = Groups.ToString(CultureInfo.InvariantCulture);
            settings[$"{entry}:Settings:Wait"] = Wait.ToString(CultureInfo.InvariantCulture);
            if (Keeps)
                settings[$"{entry}:FreshFor"] = "01:00:00";
            if (i >= Actions)
                settings[$"{entry}:When:Clients:0"] = "nobody";
        }

        if (!AllProviders)
            return settings;
        settings["IdentityProviders:Okta:AuthorizationSecrets:0"] = "okta-secret";
        settings["IdentityProviders:OryHydra:ApiKeys:0"] = "hydra-key";
        settings["IdentityProviders:Zitadel:SigningKeys:0"] = "zitadel-key";
        settings["IdentityProviders:Supabase:SigningSecrets:0"] = Scenario.Secret;
        return settings;
    }
}
