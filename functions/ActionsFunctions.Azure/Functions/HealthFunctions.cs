using Microsoft.Azure.Functions.Worker;

namespace ActionsFunctions.Azure.Functions;

/// <summary>Probes for the platform, which sends no key.</summary>
public sealed class HealthFunctions(HttpModel http)
{
    [Function("health-live")]
    public Task<FunctionResponse> Live([HttpTrigger(AuthorizationLevel.Anonymous, Route = "health/live")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("health-ready")]
    public Task<FunctionResponse> Ready([HttpTrigger(AuthorizationLevel.Anonymous, Route = "health/ready")] FunctionRequest request) =>
        http.AnswerAsync(request);
}
