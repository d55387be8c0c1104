using Microsoft.Azure.Functions.Worker;

namespace ActionsFunctions.Azure.Functions;

/// <summary>One function per action type, so that each can be called, keyed, monitored and switched off by itself.</summary>
public sealed class ActionFunctions(HttpModel http)
{
    [Function("account-status")]
    public Task<FunctionResponse> AccountStatus([HttpTrigger(AuthorizationLevel.Function, Route = "actions/account-status")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("app-roles")]
    public Task<FunctionResponse> AppRoles([HttpTrigger(AuthorizationLevel.Function, Route = "actions/app-roles")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("backend-profile")]
    public Task<FunctionResponse> BackendProfile([HttpTrigger(AuthorizationLevel.Function, Route = "actions/backend-profile")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("event-claims")]
    public Task<FunctionResponse> EventClaims([HttpTrigger(AuthorizationLevel.Function, Route = "actions/event-claims")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("graph-groups")]
    public Task<FunctionResponse> GraphGroups([HttpTrigger(AuthorizationLevel.Function, Route = "actions/graph-groups")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("login-counter")]
    public Task<FunctionResponse> LoginCounter([HttpTrigger(AuthorizationLevel.Function, Route = "actions/login-counter")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("organization-memberships")]
    public Task<FunctionResponse> OrganizationMemberships([HttpTrigger(AuthorizationLevel.Function, Route = "actions/organization-memberships")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("premium-flag")]
    public Task<FunctionResponse> PremiumFlag([HttpTrigger(AuthorizationLevel.Function, Route = "actions/premium-flag")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("remote")]
    public Task<FunctionResponse> Remote([HttpTrigger(AuthorizationLevel.Function, Route = "actions/remote")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("risk-signals")]
    public Task<FunctionResponse> RiskSignals([HttpTrigger(AuthorizationLevel.Function, Route = "actions/risk-signals")] FunctionRequest request) =>
        http.AnswerAsync(request);

    [Function("terms-of-service")]
    public Task<FunctionResponse> TermsOfService([HttpTrigger(AuthorizationLevel.Function, Route = "actions/terms-of-service")] FunctionRequest request) =>
        http.AnswerAsync(request);
}
