using ActionsFunctions.Receiving;

namespace ActionsFunctions.Hosting;

/// <summary>
/// <c>GET /openapi.json</c> and <c>GET /schema/flow.json</c>: what <c>POST /actions/{type}</c> and the flow file look like. The same for every
/// instance and every flow; behind the function key all the same, since nobody without it has a use for them.
/// </summary>
/// <param name="gate">Knows the function key.</param>
public sealed class DocumentEndpoint(RequestGate gate)
{
    /// <summary>The description of <c>POST /actions/{type}</c>: OpenAPI 3.1.</summary>
    public const string OpenApi = "openapi.json";

    /// <summary>The schema of the flow file: JSON Schema 2020-12, the <c>actions.schema.json</c> of the build.</summary>
    public const string FlowSchema = "flow.schema.json";

    private static readonly Dictionary<string, Lazy<ReadOnlyMemory<byte>>> Documents = new(StringComparer.Ordinal)
    {
        [OpenApi] = new(() => Read(OpenApi)),
        [FlowSchema] = new(() => Read(FlowSchema)),
    };

    /// <summary>Answers with a document.</summary>
    public WebhookResponse Handle(string document, WebhookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Method is not ("GET" or "HEAD"))
            return FaultAnswers.Neutral(Fault.MethodNotAllowed, request.CorrelationId) with { Headers = [new("Allow", "GET, HEAD")] };
        return gate.HasFunctionKey(request)
            ? new(200, Documents[document].Value)
            : FaultAnswers.Neutral(Fault.Unauthorized, request.CorrelationId);
    }

    private static ReadOnlyMemory<byte> Read(string name)
    {
        using var stream = typeof(DocumentEndpoint).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in this build");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
