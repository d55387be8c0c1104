using ActionsFunctions.Model;

namespace ActionsFunctions.Running;

/// <summary>Everything kept of a user, in this process and, where one is configured, in the shared cache.</summary>
/// <param name="answers">Kept answers.</param>
/// <param name="caches">What actions cached by themselves.</param>
public sealed class KeptData(AnswerStore answers, CacheStore caches)
{
    /// <summary>Forgets it, for what runs under way now as well. False where other instances may not know.</summary>
    public async Task<bool> ForgetAsync(string provider, string userId, CancellationToken cancellationToken)
    {
        ForgetHere(provider, userId);
        return answers.Shared is null || await answers.Shared.RenewAsync(AnswerKey.SubjectOf(provider, userId), cancellationToken);
    }

    /// <summary>Follows what was forgotten on other instances, and says in which generation this login's answers belong; null: they are this instance's own.</summary>
    internal async Task<string?> FollowAsync(string provider, PostLoginEvent login, CancellationToken cancellationToken)
    {
        if (answers.Shared is not { } shared || login.User?.UserId is not { Length: > 0 } user)
            return null;
        var (generation, isNew) = await shared.GenerationAsync(AnswerKey.SubjectOf(provider, user), cancellationToken);
        if (isNew)
            ForgetHere(provider, user);
        return generation;
    }

    /// <summary>Keeps what an action cached, unless its user's was forgotten since <paramref name="began"/> (<see cref="AnswerStore.Now"/>).</summary>
    internal void Commit(string provider, PostLoginEvent login, string action, IReadOnlyList<CacheWrite> writes, long began)
    {
        if (writes.Count > 0 && CacheScope.Of(provider, login, action) is { } scope)
            caches.Commit(scope, writes, () => !answers.ForgottenSince(AnswerKey.SubjectOf(provider, scope.User), began));
    }

    // In this order: a commit that looked before the first line is undone by the second.
    private void ForgetHere(string provider, string userId)
    {
        answers.Invalidate(provider, userId);
        caches.Forget(provider, userId);
    }
}
