using System.Reflection;

namespace ActionsFunctions.Mutation;

/// <summary>The class of that name that Stryker compiles into the product, in a namespace that differs from run to run.</summary>
internal sealed class MutantControl(Type type)
{
    private readonly FieldInfo capture = type.GetField("CaptureCoverage")!;
    private readonly MethodInfo taken = type.GetMethod("GetCoverageData")!;

    public static MutantControl? Of(Assembly product) =>
        Array.Find(product.GetTypes(), type => type.Name == "MutantControl" && type.GetField("CaptureCoverage") is not null) is { } found ? new(found) : null;

    /// <summary>While it is so, no mutant is active, and what is reached is noted.</summary>
    public bool Captures { set => capture.SetValue(null, value); }

    /// <summary>The mutants reached since the last call. Which of them are static is told beside them, and not of all: a trial finds out by itself.</summary>
    public IReadOnlyList<int> Take() => [.. ((IList<int>[])taken.Invoke(null, null)!)[0]];
}
