using ActionsFunctions.Model;

namespace ActionsFunctions.Actions;

/// <summary>
/// An action that goes on after it had the user sent elsewhere: Auth0's <c>onContinuePostLogin</c>. Actions listed before it do not run again.
/// </summary>
public interface IContinuePostLoginAction : IPostLoginAction
{
    /// <summary>Runs in place of <see cref="IPostLoginAction.ExecuteAsync"/> when the login is resumed at this action; under the same rules.</summary>
    /// <param name="login">The login; its <c>request</c> is the one that the user came back with.</param>
    /// <param name="api">Records what the action wants.</param>
    /// <param name="cancellationToken">Cancelled when the action's time is over or its answer is no longer wanted.</param>
    Task ContinueAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken);
}
