using System.Collections.Concurrent;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ActionsFunctions.Mutation;

/// <summary>How a run of some tests ended: all passed, or the first that did not.</summary>
internal readonly record struct Ending(string? Failed, bool Hangs, string? Why);

/// <summary>Runs tests of one class one after another, up to the first that fails or hangs.</summary>
/// <param name="patience">How long a test may be silent, by its name.</param>
internal sealed class TestRun(Generation generation, Func<string, TimeSpan> patience) : LongLivedMarshalByRefObject, IMessageSink
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private readonly ConcurrentQueue<(string Method, string Why)> failures = new();
    private Action<string, TimeSpan>? finished;
    private volatile string current = "";
    private Task running = Task.CompletedTask;
    private int looks;

    /// <summary>Called after every test, within the run.</summary>
    public TestRun WhenFinished(Action<string, TimeSpan> then)
    {
        finished = then;
        return this;
    }

    public async Task<Ending> RunAsync(string testClass, IReadOnlyCollection<string> methods)
    {
        var chosen = generation.CasesOf(testClass).Where(one => methods.Contains(one.TestMethod.Method.Name)).ToArray();
        current = chosen[0].TestMethod.Method.Name;
        running = Task.Run(() => generation.RunAsync(chosen, this));
        while (await Task.WhenAny(running, Task.Delay(Look, TimeProvider.System)) != running)
        {
            // Looks are counted, not time: on a busy machine they come as late as the test does.
            if (Interlocked.Increment(ref looks) * Look > patience(current))
                return new(current, true, null);
        }

        await running;
        return failures.TryPeek(out var first) ? new(first.Method, false, first.Why) : default;
    }

    /// <summary>Whether what hangs comes to an end after all, soon.</summary>
    public async Task<bool> EndsAsync() => await Task.WhenAny(running, Task.Delay(Soon, TimeProvider.System)) == running;

    public bool OnMessage(IMessageSinkMessage message)
    {
        Interlocked.Exchange(ref looks, 0);
        switch (message)
        {
            case ITestCaseStarting starting:
                current = starting.TestCase.TestMethod.Method.Name;
                break;
            case IFailureInformation failure:
                failures.Enqueue((current, $"{failure.ExceptionTypes[0]}: {failure.Messages[0]}"));
                break;
            case ITestCaseFinished end:
                finished?.Invoke(end.TestCase.TestMethod.Method.Name, TimeSpan.FromSeconds((double)end.ExecutionTime));
                break;
        }

        // False ends the run.
        return failures.IsEmpty;
    }
}
