using Microsoft.Azure.Functions.Worker;

namespace ActionsFunctions.Azure.Functions;

/// <summary>Every other route, so that an unknown action gets the product's own 404 instead of the host's empty one.</summary>
public sealed class NoSuchRouteFunction(HttpModel http)
{
    /// <summary>The host tries routes in the order of function names, so this one must sort after all others.</summary>
    public const string Name = "zz-no-such-route";

    [Function(Name)]
    public Task<FunctionResponse> Refuse([HttpTrigger(AuthorizationLevel.Function, Route = "{*path}")] FunctionRequest request) =>
        http.AnswerAsync(request);
}
