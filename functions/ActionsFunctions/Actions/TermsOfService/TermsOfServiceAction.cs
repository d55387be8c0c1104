using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.TermsOfService;

/// <summary>
/// Lets nobody in who has not accepted the present version of the terms: sends the user to the page where they are accepted, where the provider can do
/// that and there is a browser, and goes on with the answer of that page. Otherwise refuses the login, or leaves the claim out that says so.
/// </summary>
/// <param name="settings">Its flow entry's settings.</param>
[PostLoginAction("terms-of-service")]
public sealed class TermsOfServiceAction(ActionSettings settings) : IContinuePostLoginAction
{
    private readonly TermsOfServiceSettings settings = TermsOfServiceSettings.Read(settings);

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool IsGate => true;

    /// <summary>Only a login without a user is passed over: one that lacks what <c>Url</c> needs must not slip by, and fails.</summary>
    public bool AppliesTo(PostLoginEvent login) => login.User is not null;

    /// <summary>Nothing is kept: who has just accepted must not be asked again out of an old answer.</summary>
    public string? Reads(PostLoginEvent login) => null;

    /// <inheritdoc />
    public async Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        var (accepted, failure) = await AcceptedAsync(login, api, cancellationToken);
        if (failure is not null)
            api.Fail(failure);
        else if (accepted == settings.Version)
            Say(api, accepted: true);
        else if (settings.Page is { } page && api.Redirect.CanRedirect)
            await page.SendAsync(api, settings.Version, cancellationToken);
        else
            Say(api, accepted: false);
    }

    /// <inheritdoc />
    public async Task ContinueAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        var accepted = settings.Page is { } page && await page.SaysAcceptedAsync(api, settings.Version, cancellationToken);
        // Where a backend knows, the page has told it; metadata nobody but the provider can write.
        if (accepted && settings.Backend is null)
            Write(api);
        Say(api, accepted);
    }

    private async Task<(string? Version, string? Failure)> AcceptedAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        if (settings.Backend is not { } backend)
            return (Metadata(login)[settings.Key]?.AsText(), null);
        var found = await backend.FindAsync(login, api, cancellationToken);
        return (found.Json is { } document ? settings.Accepted.Find(document)?.AsText() : null, found.Failure);
    }

    private void Say(PostLoginApi api, bool accepted)
    {
        if (!accepted && settings.Otherwise == WithoutTerms.Deny)
            api.Access.Deny(settings.DenyReason);
        else if (accepted && settings.Otherwise == WithoutTerms.Claim)
            api.SetCustomClaim(settings.Tokens, settings.Claim, settings.Version);
    }

    private EventMap Metadata(PostLoginEvent login) => settings.InUserMetadata ? login.User?.UserMetadata ?? default : login.User?.AppMetadata ?? default;

    private void Write(PostLoginApi api)
    {
        if (settings.InUserMetadata)
            api.User.SetUserMetadata(settings.Key, settings.Version);
        else
            api.User.SetAppMetadata(settings.Key, settings.Version);
    }
}
