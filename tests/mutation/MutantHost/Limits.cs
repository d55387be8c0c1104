using System.Globalization;

namespace ActionsFunctions.Mutation;

/// <summary>What a run may leave out: all mutants but every so-manieth, and those that are not reached by a moment (seconds since 1970).</summary>
internal sealed class Limits
{
    private readonly long every = Number("MUTATION_EVERY") ?? 1;
    private readonly long? until = Number("MUTATION_UNTIL");

    public bool LeaveOut(int mutant) => mutant % every != 0 || TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() >= until;

    private static long? Number(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}
