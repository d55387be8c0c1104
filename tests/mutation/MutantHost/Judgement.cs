namespace ActionsFunctions.Mutation;

internal enum Verdict
{
    /// <summary>No test noticed.</summary>
    Survived,

    /// <summary>A test fails because of it.</summary>
    Killed,

    /// <summary>A test does not end.</summary>
    Hangs,

    /// <summary>Not tested: one of those that a run with a limit leaves out.</summary>
    LeftOut,
}

internal sealed record Killer(string Class, string Method);

/// <summary>What came of a mutant.</summary>
/// <param name="Steps">How many runs of a class, or of some of its tests, it took.</param>
/// <param name="Fresh">Whether it was in a generation of its own.</param>
/// <param name="Cut">Whether not every test was asked.</param>
internal sealed record Judgement(Verdict Verdict, Killer? By, int Steps, bool Fresh, bool Cut)
{
    /// <summary>Something is still running and will never end.</summary>
    public bool Stuck { get; init; }
}
