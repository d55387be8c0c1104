using ActionsFunctions.Setup.Steps;
using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Commands;

/// <summary>A fault in words: what, and what to do about it.</summary>
internal static class Remedy
{
    public static string Of(TenantFault fault, Right needs, string doing)
    {
        var remedy = fault.Kind switch
        {
            TenantFaultKind.Forbidden => $"it takes the permission {needs.Permission} of Microsoft Graph, with consent, and the directory role {needs.Role} or one above it",
            TenantFaultKind.SignIn => "sign in to this tenant (--sign-in), with an account that may",
            TenantFaultKind.NotFound => "the directory does not know it, or not yet: run the same command again in a few minutes",
            TenantFaultKind.Refused => "the directory does not take it; run the same command again in a few minutes, since it may be behind",
            TenantFaultKind.Throttled => "too many calls: run the same command again later",
            _ => "no answer: run the same command again",
        };
        var correlation = fault.CorrelationId is { } id ? $", request {id}" : "";
        return $"{doing}: {remedy} ({fault.Code}: {fault.Message}{correlation})";
    }
}
