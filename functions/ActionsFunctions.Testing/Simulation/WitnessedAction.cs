using ActionsFunctions.Actions;
using ActionsFunctions.Model;

namespace ActionsFunctions.Testing;

/// <summary>An action whose exceptions are seen: the product keeps them to itself, a test wants to read them.</summary>
internal sealed class WitnessedAction(IPostLoginAction action) : IContinuePostLoginAction
{
    private readonly AsyncLocal<Thrown?> thrown = new();

    /// <summary>Where the exception of the run that begins here is put.</summary>
    public Thrown Witness() => thrown.Value = new();

    public bool AppliesTo(PostLoginEvent login) => action.AppliesTo(login);

    public string? Reads(PostLoginEvent login) => action.Reads(login);

    public Task ExecuteAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken) =>
        WitnessedAsync(() => action.ExecuteAsync(login, api, cancellationToken));

    public Task ContinueAsync(PostLoginEvent login, PostLoginApi api, CancellationToken cancellationToken) =>
        action is IContinuePostLoginAction continuing ? WitnessedAsync(() => continuing.ContinueAsync(login, api, cancellationToken)) : Task.CompletedTask;

    private async Task WitnessedAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception fault)
        {
            if (thrown.Value is { } seen)
                seen.Exception = fault;
            throw;
        }
    }

    public sealed class Thrown
    {
        public Exception? Exception { get; set; }
    }
}
