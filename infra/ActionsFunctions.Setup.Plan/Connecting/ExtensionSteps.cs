using ActionsFunctions.Setup.Steps;
using ActionsFunctions.Setup.Tenants;

namespace ActionsFunctions.Setup.Connecting;

/// <summary>The custom authentication extension: where Entra calls, as whom, for how long, and which claims it may expect.</summary>
internal sealed class ExtensionSteps(Tenant tenant, ConnectRequest request, TenantState state, ConnectedIds ids)
{
    private readonly Connection connection = request.Connection;

    public Step Extension()
    {
        var what = $"extension \"{Connection.DisplayName}\": {connection.TargetAddress}, {Connection.TimeoutMilliseconds} ms, {Connection.Retries} retry, {request.Claims.Count} claims";
        if (state.Extension is not { } there)
        {
            return request.FunctionKey is null
                ? new("extension", StepKind.Blocked, "the extension cannot be made without the key of the function post-login: set ACTIONS_FUNCTION_KEY")
                : new("extension", StepKind.Create, what)
                {
                    Needs = Right.Extensions,
                    ApplyAsync = async cancellationToken => ids.ExtensionId = await tenant.Extensions.CreateAsync(Wanted(), cancellationToken),
                };
        }

        if (request.FunctionKey is null && !connection.IsTarget(there.TargetUrl))
            return new("extension", StepKind.Blocked, "the extension leads to another address, and the key of the function post-login is not known: set ACTIONS_FUNCTION_KEY");
        return IsRight(there)
            ? new("extension", StepKind.Unchanged, what)
            : new("extension", StepKind.Change, what)
            {
                Needs = Right.Extensions,
                ApplyAsync = cancellationToken => tenant.Extensions.UpdateAsync(there.Id, Wanted(), cancellationToken),
            };
    }

    /// <summary>Entra's own check, before a user finds out: identifier URI, service principals, consent.</summary>
    public Step Check() => new("check", StepKind.Check, "Entra checks the extension's authentication")
    {
        Needs = Right.Extensions,
        ApplyAsync = async cancellationToken =>
        {
            var faults = await tenant.Extensions.ValidateAsync(ids.ExtensionId!, cancellationToken);
            if (faults.Count > 0)
                throw new TenantFaultException(new(TenantFaultKind.Refused, "validateAuthenticationConfiguration", string.Join("; ", faults)));
        },
    };

    private bool IsRight(Extension there) =>
        there.TargetUrl == (request.FunctionKey is { } key ? connection.TargetUrl(key) : there.TargetUrl)
        && there.ResourceId == connection.IdentifierUri(ids.AppId ?? "")
        && there is { TimeoutMilliseconds: Connection.TimeoutMilliseconds, Retries: Connection.Retries }
        && request.Claims.ToHashSet(StringComparer.Ordinal).SetEquals(there.Claims);

    private Extension Wanted() => new("", Connection.DisplayName, connection.Mark)
    {
        TargetUrl = request.FunctionKey is { } key ? connection.TargetUrl(key) : state.Extension!.TargetUrl,
        ResourceId = connection.IdentifierUri(ids.AppId!),
        Claims = request.Claims,
        TimeoutMilliseconds = Connection.TimeoutMilliseconds,
        Retries = Connection.Retries,
    };
}
