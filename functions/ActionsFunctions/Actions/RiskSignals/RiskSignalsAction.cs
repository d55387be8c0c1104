using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.RiskSignals;

/// <summary>
/// Passes what the provider knows about the risk of a login, the country and the kind of device into claims: those signals that are listed, and of each only
/// the values that it can have. A signal that the login lacks gives no claim.
/// </summary>
/// <param name="settings">Its flow entry's settings.</param>
[PostLoginAction("risk-signals")]
public sealed class RiskSignalsAction(ActionSettings settings) : IPostLoginAction
{
    private readonly RiskSignalsSettings settings = RiskSignalsSettings.Read(settings);

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool AppliesTo(PostLoginEvent login) => settings.Claims.Any(claim => claim.Signal.Read(login) is not null);

    /// <inheritdoc />
    public bool ReadsEventOnly => true;

    /// <summary>The signals' values, none of which can hold a space.</summary>
    public string? Reads(PostLoginEvent login) => string.Join(' ', settings.Claims.Select(claim => claim.Signal.Read(login) ?? "-"));

    /// <inheritdoc />
    public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        foreach (var claim in settings.Claims)
        {
            if (claim.Signal.Read(login) is { } value)
                api.SetCustomClaim(claim.Tokens, claim.Name, value);
        }

        return Task.CompletedTask;
    }
}
