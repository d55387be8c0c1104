namespace ActionsFunctions.Model;

/// <summary>
/// Collects what one run of one action says. Sealed when the run is over: an abandoned action that goes on is told so
/// with <see cref="OperationCanceledException"/> and reaches nothing.
/// </summary>
internal sealed class CommandRecorder
{
    private readonly Lock gate = new();
    private readonly List<Command> commands = [];
    private bool over;

    /// <summary>The reason of the first <see cref="PostLoginApi.Fail"/>, or null.</summary>
    public string? Failure { get; private set; }

    public void Record(Command command)
    {
        lock (gate)
        {
            ThrowIfOver();
            commands.Add(command);
        }
    }

    /// <summary>What was said so far by one method.</summary>
    public IReadOnlyList<Command> Of(string method)
    {
        lock (gate)
            return [.. commands.Where(command => command.Method == method)];
    }

    public void Fail(string reason)
    {
        lock (gate)
        {
            ThrowIfOver();
            Failure ??= reason;
        }
    }

    /// <summary>Ends the recording and gives what was said.</summary>
    public IReadOnlyList<Command> Seal()
    {
        lock (gate)
        {
            over = true;
            return commands;
        }
    }

    private void ThrowIfOver()
    {
        if (over)
            throw new OperationCanceledException("The action's time is over: what it says now is not heard.");
    }
}
