using Microsoft.Azure.Functions.Worker;

namespace ActionsFunctions.Azure.Functions;

/// <summary>Forgets the kept answers of one user.</summary>
public sealed class CacheFunction(HttpModel http)
{
    [Function("cache-invalidate")]
    public Task<FunctionResponse> Invalidate([HttpTrigger(AuthorizationLevel.Function, Route = "cache/invalidate")] FunctionRequest request) =>
        http.AnswerAsync(request);
}
