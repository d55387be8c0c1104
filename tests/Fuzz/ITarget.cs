namespace ActionsFunctions.Fuzz;

/// <summary>One surface that reads what others wrote.</summary>
internal interface ITarget : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Of a hundred cases, how many go here.</summary>
    int Share { get; }

    /// <summary>Plays one case. Null where everything is as promised, else what is not; an exception is never as promised.</summary>
    Task<string?> PlayAsync(Chance chance);
}
