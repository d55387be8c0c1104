using ActionsFunctions.Model;

namespace ActionsFunctions.Actions;

/// <summary>
/// One post-login action. Written against the model of Auth0 Actions: a read-only event and an api of commands.
/// One instance serves every login of its flow entry, so it holds no state of a login.
/// </summary>
public interface IPostLoginAction
{
    /// <summary>
    /// Runs for one login. Throwing, or <see cref="PostLoginApi.Fail"/>, makes the outcome <c>failed</c>; running past
    /// <see cref="PostLoginApi.TimeLeft"/> makes it <c>timed-out</c>. Either way nothing it said is used, and the entry's <c>OnFailure</c> decides.
    /// </summary>
    /// <param name="login">What the identity provider told about the login.</param>
    /// <param name="api">Records what the action wants.</param>
    /// <param name="cancellationToken">Cancelled when the action's time is over or its answer is no longer wanted.</param>
    Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken);

    /// <summary>False where the login lacks what this action needs (a user, say): it is then <c>skipped</c>. Default true.</summary>
    bool AppliesTo(PostLoginEvent login) => true;

    /// <summary>
    /// Every event value that decides the answer, rendered as text (for an upstream action, the rendered request).
    /// It becomes part of the key under which an answer is kept. Null, the default: answers are not kept.
    /// </summary>
    string? Reads(PostLoginEvent login) => null;

    /// <summary>
    /// True where <see cref="AppliesTo"/> and <see cref="Reads"/> look at nothing but the event and come back at once: a kept answer that is fresh is then given
    /// without a thread of its own to look for it, which is what most of such a login takes. Whoever blocks there all the same holds up the login itself: nothing can
    /// abandon it. Default false.
    /// </summary>
    bool ReadsEventOnly => false;

    /// <summary>
    /// True while what the action asks is near its limit: a kept answer that may stand in (<c>StaleFor</c>) is then given without asking, and none
    /// is renewed ahead of time. Default false.
    /// </summary>
    bool PrefersKeptAnswers => false;

    /// <summary>
    /// True where the action changes something elsewhere (writes a record, sends a message). What it said is then remembered for as long as the provider may repeat its
    /// call, and such an attempt is answered with that instead of a second run. Send <see cref="PostLoginApi.IdempotencyKey"/> along all the same: an attempt that failed, or
    /// that reaches another instance, is run again. Default false.
    /// </summary>
    bool HasSideEffects => false;

    /// <summary>
    /// True where the action has no effect but its commands, and reaches the outside through <see cref="ActionSettings.Upstreams"/> only: it is then run once
    /// before the first login, about nobody and with every upstream stood in for, so that its code is compiled. Default false: it is not run.
    /// </summary>
    bool CanRehearse => false;

    /// <summary>
    /// True where the action is there to refuse logins: its entry then has to state <c>OnFailure</c>, since whether people get in whom it cannot judge is
    /// nothing to be left to a default. Default false.
    /// </summary>
    bool IsGate => false;
}
