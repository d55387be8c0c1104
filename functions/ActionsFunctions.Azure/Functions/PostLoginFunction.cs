using Microsoft.Azure.Functions.Worker;

namespace ActionsFunctions.Azure.Functions;

/// <summary>The orchestrator: the webhook that an identity provider calls.</summary>
public sealed class PostLoginFunction(HttpModel http)
{
    // Every method is accepted here and below: to a trigger with a method list the host itself answers 404 where the contract has 405.
    [Function("post-login")]
    public Task<FunctionResponse> PostLogin([HttpTrigger(AuthorizationLevel.Function, Route = "post-login/{provider}")] FunctionRequest request) =>
        http.AnswerAsync(request);
}
