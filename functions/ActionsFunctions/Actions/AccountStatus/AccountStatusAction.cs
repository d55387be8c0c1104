using System.Text.Json;
using ActionsFunctions.Model;

namespace ActionsFunctions.Actions.AccountStatus;

/// <summary>
/// Refuses the login of an account that a backend of your own has blocked, with the backend's reason where there is one. An answer without a status
/// says nothing about the account and is a failure.
/// </summary>
/// <param name="settings">Its flow entry's settings.</param>
[PostLoginAction("account-status")]
public sealed class AccountStatusAction(ActionSettings settings) : IPostLoginAction
{
    private readonly AccountStatusSettings settings = AccountStatusSettings.Read(settings);

    /// <inheritdoc />
    public bool CanRehearse => true;

    /// <inheritdoc />
    public bool IsGate => true;

    /// <summary>Only a login without a user is passed over: one that lacks what <c>Url</c> needs must not slip by, and fails.</summary>
    public bool AppliesTo(PostLoginEvent login) => login.User is not null;

    /// <inheritdoc />
    public bool ReadsEventOnly => true;

    /// <inheritdoc />
    public string? Reads(PostLoginEvent login) => settings.Backend.Address(login).Text;

    /// <inheritdoc />
    public async Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken)
    {
        var found = await settings.Backend.FindAsync(login, api, cancellationToken);
        if (found.Failure is { } failure)
            api.Fail(failure);
        else if (found.Json is { } account)
            Judge(api, account);
        else if (settings.OnUnknown == UnknownAccount.Deny)
            api.Access.Deny(settings.DenyReason);
        else if (settings.OnUnknown == UnknownAccount.Fail)
            api.Fail("account-unknown");
    }

    private void Judge(PostLoginApi api, JsonElement account)
    {
        if (settings.Status.Find(account)?.AsText() is not { Length: > 0 } status)
            api.Fail("account-status-missing");
        else if (settings.Refuses(status))
            api.Access.Deny(DenialReason.Of(settings.Reason?.Find(account)?.AsText()) ?? settings.DenyReason);
    }
}
