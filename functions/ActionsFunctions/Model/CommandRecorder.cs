namespace ActionsFunctions.Model;

/// <summary>
/// Collects what one run of one action says. Sealed when the run is over: an abandoned action that goes on is told so
/// with <see cref="OperationCanceledException"/> and reaches nothing.
/// </summary>
internal sealed class CommandRecorder
{
    /// <summary>The code an action fails with that says more than it may.</summary>
    public const string TooMuchSaid = "too-much-said";

    // An action that says things in an endless loop would fill the memory of every login within its time. No provider's answer holds a hundredth of this.
    private const int MaxBytes = 32 * 1024 * 1024;
    private const int BytesPerCommand = 128;

    private readonly Lock gate = new();
    private readonly List<Command> commands = [];
    private long bytes;
    private bool over;

    /// <summary>The reason of the first <see cref="PostLoginApi.Fail"/>, or null.</summary>
    public string? Failure { get; private set; }

    public void Record(Command command)
    {
        lock (gate)
        {
            ThrowIfOver();
            bytes += BytesPerCommand;
            for (var i = 0; i < command.Args.Count; i++)
                bytes += command.Args[i].Json.Length;
            if (bytes > MaxBytes)
            {
                // Noted as well as thrown: an action that swallows the exception must not pass for one that was heard.
                Failure ??= TooMuchSaid;
                throw new InvalidOperationException("The action says more than it may.");
            }

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
