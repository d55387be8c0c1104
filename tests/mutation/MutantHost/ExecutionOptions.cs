using Xunit.Abstractions;

namespace ActionsFunctions.Mutation;

/// <summary>One test after another: what a test reaches would otherwise be that of its neighbour. A theory is one test.</summary>
internal sealed class ExecutionOptions : ITestFrameworkExecutionOptions, ITestFrameworkDiscoveryOptions
{
    private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal)
    {
        ["xunit.execution.DisableParallelization"] = true,
        ["xunit.execution.SynchronousMessageReporting"] = true,
        ["xunit.discovery.PreEnumerateTheories"] = false,
    };

    public TValue GetValue<TValue>(string name) => values.GetValueOrDefault(name) is TValue value ? value : default!;

    public void SetValue<TValue>(string name, TValue value) => values[name] = value;
}
