using Microsoft.Azure.Functions.Worker;

namespace ActionsFunctions.Azure.Functions;

/// <summary>What can be sent to an action, and what can stand in a flow file.</summary>
public sealed class DocumentFunctions(HttpModel http)
{
    [Function("openapi")]
    public Task<FunctionResponse> OpenApi([HttpTrigger(AuthorizationLevel.Function, Route = "openapi.json")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("schema-flow")]
    public Task<FunctionResponse> FlowSchema([HttpTrigger(AuthorizationLevel.Function, Route = "schema/flow.json")] FunctionRequest request) =>
        http.AnswerAsync(request);
}
