namespace ActionsFunctions.Tests.IdentityProviders.Behaviour;

/// <summary>The settings under which the server knows its callers, and those with which each kind of caller signs.</summary>
/// <param name="Server">What the server is configured with: the current credential and the one before.</param>
/// <param name="Current">A caller with the current credential.</param>
/// <param name="Previous">A caller that still has the one before; null where the provider's keys rotate without settings.</param>
/// <param name="Stranger">Somebody with a credential of the right form that was never ours.</param>
internal sealed record CallerCredentials(
    IReadOnlyDictionary<string, string?> Server,
    IReadOnlyDictionary<string, string?> Current,
    IReadOnlyDictionary<string, string?>? Previous,
    IReadOnlyDictionary<string, string?> Stranger)
{
    /// <summary>A list of secrets, current first; the simulator signs with the first.</summary>
    public static CallerCredentials List(string key, string current, string previous, string stranger) => new(
        Of((key + ":0", current), (key + ":1", previous)),
        Of((key + ":0", current)),
        Of((key + ":0", previous)),
        Of((key + ":0", stranger)));

    /// <summary>A token for one audience, signed by keys that the provider publishes and rotates itself.</summary>
    public static CallerCredentials Token(string audienceKey, string audience, string othersAudience) => new(
        Of((audienceKey, audience)),
        Of((audienceKey, audience)),
        null,
        Of((audienceKey, othersAudience)));

    private static Dictionary<string, string?> Of(params (string Key, string Value)[] settings) =>
        settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value, StringComparer.Ordinal);
}
