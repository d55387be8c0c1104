using Microsoft.Azure.Functions.Worker;

namespace ActionsFunctions.Azure.Tests;

/// <summary>An invocation, as far as the adapter looks at it.</summary>
internal sealed class FakeInvocation(CancellationToken cancellationToken = default) : FunctionContext
{
    public override string InvocationId => "11111111-2222-3333-4444-555555555555";

    public override CancellationToken CancellationToken => cancellationToken;

    public override string FunctionId => throw new NotSupportedException();

    public override TraceContext TraceContext => throw new NotSupportedException();

    public override BindingContext BindingContext => throw new NotSupportedException();

    public override RetryContext RetryContext => throw new NotSupportedException();

    public override IServiceProvider InstanceServices
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override FunctionDefinition FunctionDefinition => throw new NotSupportedException();

    public override IDictionary<object, object> Items
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override IInvocationFeatures Features => throw new NotSupportedException();
}
