using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ActionsFunctions.Mutation;

/// <summary>Collects the tests that a discoverer finds; none has a place in a file.</summary>
internal sealed class Discovery : LongLivedMarshalByRefObject, IMessageSink, ISourceInformationProvider
{
    private readonly ManualResetEventSlim done = new();
    private readonly List<IXunitTestCase> found = [];

    public IReadOnlyList<IXunitTestCase> Wait()
    {
        done.Wait();
        return found;
    }

    public bool OnMessage(IMessageSinkMessage message)
    {
        if (message is ITestCaseDiscoveryMessage { TestCase: IXunitTestCase one })
            found.Add(one);
        else if (message is IDiscoveryCompleteMessage)
            done.Set();
        return true;
    }

    public ISourceInformation GetSourceInformation(ITestCase testCase) => new SourceInformation();

    public void Dispose() => done.Dispose();
}
