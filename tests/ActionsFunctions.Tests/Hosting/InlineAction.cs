using ActionsFunctions.Actions;
using ActionsFunctions.Model;

namespace ActionsFunctions.Tests.Hosting;

/// <summary>An action written in the test that uses it.</summary>
internal sealed class InlineAction(Func<PostLoginEvent, PostLoginApi, CancellationToken, Task> execute) : IPostLoginAction
{
    public Func<PostLoginEvent, string?> ReadsOf { get; init; } = _ => null;

    public bool ReadsEventOnly { get; init; }

    public Func<bool> PrefersKept { get; init; } = () => false;

    public bool PrefersKeptAnswers => PrefersKept();

    public bool Writes { get; init; }

    public bool HasSideEffects => Writes;

    public Func<PostLoginEvent, bool> Applies { get; init; } = _ => true;

    public static InlineAction Of(Action<PostLoginEvent, PostLoginApi> execute) => new((login, api, _) =>
    {
        execute(login, api);
        return Task.CompletedTask;
    });

    public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken) => execute(login, api, cancellationToken);

    public bool AppliesTo(PostLoginEvent login) => Applies(login);

    public string? Reads(PostLoginEvent login) => ReadsOf(login);
}
