using System.Reflection;
using System.Runtime.Loader;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ActionsFunctions.Mutation;

/// <summary>A copy of the product and of its tests of its own, so that nothing static is shared with another. Everything else is loaded once.</summary>
internal sealed class Generation() : AssemblyLoadContext(null, isCollectible: false)
{
    private const string Own = "ActionsFunctions";

    // What makes types out of ours keeps them by name.
    private static readonly string[] WithTypesOfOurs = ["Moq", "Castle.Core"];
    private static readonly ExecutionOptions Options = new();
    private readonly Dictionary<string, IXunitTestCase[]> cases = new(StringComparer.Ordinal);
    private Assembly? tests;
    private IAssemblyInfo? info;

    public static Generation Load()
    {
        var generation = new Generation();
        generation.tests = generation.LoadFromAssemblyPath(PathOf("ActionsFunctions.Tests"));
        generation.info = Reflector.Wrap(generation.tests);
        generation.Mutants = MutantControl.Of(generation.LoadFromAssemblyPath(PathOf(Own)));
        return generation;
    }

    /// <summary>The switch that Stryker compiled in; null before it has.</summary>
    public MutantControl? Mutants { get; private set; }

    /// <summary>Every class that holds tests.</summary>
    public IEnumerable<string> Classes() => tests!.GetTypes()
        .Where(type => type is { IsAbstract: false, IsClass: true } && type.GetMethods().Any(method => method.GetCustomAttributes<FactAttribute>().Any()))
        .Select(type => type.FullName!)
        .Order(StringComparer.Ordinal);

    /// <summary>The test methods of a class; the rows of a theory count as one.</summary>
    public IReadOnlyList<IXunitTestCase> CasesOf(string name)
    {
        if (!cases.TryGetValue(name, out var found))
        {
            using var discovery = new Discovery();
            using var discoverer = new XunitTestFrameworkDiscoverer(info, discovery, new NullMessageSink());
            discoverer.Find(name, includeSourceInformation: false, discovery, Options);
            cases[name] = found = [.. discovery.Wait()];
        }

        return found;
    }

    public async Task RunAsync(IEnumerable<IXunitTestCase> chosen, IMessageSink sink)
    {
        using var runner = new XunitTestAssemblyRunner(new TestAssembly(info), chosen, new NullMessageSink(), sink, Options);
        await runner.RunAsync();
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is { } name && (name.StartsWith(Own, StringComparison.Ordinal) || WithTypesOfOurs.Contains(name, StringComparer.Ordinal)) && File.Exists(PathOf(name))
            ? LoadFromAssemblyPath(PathOf(name))
            : null;

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
}
