namespace ActionsFunctions.Local.Commands.Doctor;

/// <summary>Runs checks side by side, each for a bounded time.</summary>
/// <param name="clock">The clock of the limit.</param>
internal sealed class Checkup(TimeProvider clock)
{
    /// <summary>Longer than any caller waits for a login: what takes that long is broken.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(15);

    /// <summary>The results, in the order of the checks; those with nothing to look at are left out. Throws only for the caller's cancellation.</summary>
    public async Task<IReadOnlyList<Diagnosis>> RunAsync<T>(IReadOnlyList<ICheck<T>> checks, T subject, CancellationToken cancellationToken) =>
        await Task.WhenAll(checks.Where(check => check.Applies(subject)).Select(check => DiagnoseAsync(check, subject, cancellationToken)));

    private async Task<Diagnosis> DiagnoseAsync<T>(ICheck<T> check, T subject, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // On the pool: one that blocks must not hold up the others, nor the limit.
            var findings = await Task.Run(() => check.RunAsync(subject, both.Token), both.Token).WaitAsync(both.Token);
            return new(check.Id, check.About, findings);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new(check.Id, check.About, [Finding.Fail($"{check.About}: no result within {Limit.TotalSeconds:0} s. Look for a firewall, a proxy or a name that DNS does not know.")]);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Its type only: the text of an exception can hold anything.
            return new(check.Id, check.About, [Finding.Fail($"{check.About}: could not be looked at ({fault.GetType().Name}). Please report this.")]);
        }
    }
}
