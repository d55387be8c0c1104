using Microsoft.Azure.Functions.Worker;

namespace ActionsFunctions.Azure.Functions;

/// <summary>The action login-count alone.</summary>
public sealed class LoginCountFunction(HttpModel http)
{
    [Function("login-count")]
    public Task<FunctionResponse> LoginCount([HttpTrigger(AuthorizationLevel.Function, Route = "actions/login-count")] FunctionRequest request) =>
        http.AnswerAsync(request);
}
