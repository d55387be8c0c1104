namespace ActionsFunctions.Local.Commands.Doctor.Subjects;

/// <summary>How long a provider waits for us.</summary>
/// <param name="Unset">What it waits where nobody has configured anything.</param>
/// <param name="Most">The longest that can be configured.</param>
/// <param name="Where">Where it is configured; null where it cannot be.</param>
internal sealed record CallerDeadline(TimeSpan Unset, TimeSpan Most, string? Where)
{
    /// <summary>What a call needs for the network and our own work beside the budget.</summary>
    public static TimeSpan Margin { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>By route. Sources: the deadline that each page below docs/providers states.</summary>
    public static CallerDeadline Of(string route) => Table[route];

    private static readonly Dictionary<string, CallerDeadline> Table = new(StringComparer.Ordinal)
    {
        ["auth0"] = new(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(20), "ACTIONS_TIMEOUT_MS of the bridge Action"),
        ["entra"] = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), "clientConfiguration.timeoutInMilliseconds of the custom authentication extension"),
        ["azure-ad-b2c"] = Fixed(20),
        ["okta"] = Fixed(3),
        ["ory-hydra"] = Fixed(30),
        ["zitadel"] = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), "timeout of the target"),
        ["supabase"] = Fixed(5),
    };

    private static CallerDeadline Fixed(int seconds) => new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds), null);
}
