using System.Globalization;
using ActionsFunctions.Setup.Tenants;
using Azure.Identity;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace ActionsFunctions.Setup.MicrosoftGraph;

/// <summary>Makes calls, and turns every way in which they fail into a <see cref="TenantFault"/>.</summary>
internal static class GraphCall
{
    public static async Task<T> RunAsync<T>(Task<T> call)
    {
        try
        {
            return await call;
        }
        catch (Exception failed) when (FaultOf(failed) is { } fault)
        {
            throw new TenantFaultException(fault, failed);
        }
    }

    public static async Task RunAsync(Task call) => await RunAsync(Completed(call));

    /// <summary>The same, where "not found" is an answer.</summary>
    public static async Task<T?> FindAsync<T>(Task<T?> call)
        where T : class
    {
        try
        {
            return await RunAsync(call);
        }
        catch (TenantFaultException absent) when (absent.Fault.Kind == TenantFaultKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>What an exception means; null: a bug, or Ctrl-C.</summary>
    public static TenantFault? FaultOf(Exception failed) => failed switch
    {
        ODataError error => Of(error, error.Error?.Code ?? "", error.Error?.Message ?? "") with { CorrelationId = error.Error?.InnerError?.RequestId },
        ApiException error => Of(error, $"HTTP {error.ResponseStatusCode}", error.Message),
        // The SDK's own retries are used up; it packs the answers together.
        AggregateException { InnerException: ApiException last } => FaultOf(last),
        AuthenticationFailedException error => new(TenantFaultKind.SignIn, error.GetType().Name, FirstLine(error.Message)),
        HttpRequestException error => new(TenantFaultKind.Unavailable, error.HttpRequestError.ToString(), error.Message),
        TaskCanceledException { InnerException: TimeoutException timeout } => new(TenantFaultKind.Unavailable, "Timeout", timeout.Message),
        _ => null,
    };

    private static TenantFault Of(ApiException error, string code, string message) => new(KindOf(error.ResponseStatusCode), code, FirstLine(message)) { RetryAfter = RetryAfter(error) };

    private static TenantFaultKind KindOf(int status) => status switch
    {
        401 => TenantFaultKind.SignIn,
        403 => TenantFaultKind.Forbidden,
        404 => TenantFaultKind.NotFound,
        429 => TenantFaultKind.Throttled,
        >= 500 or 0 => TenantFaultKind.Unavailable,
        _ => TenantFaultKind.Refused,
    };

    private static TimeSpan? RetryAfter(ApiException error) =>
        error.ResponseHeaders.TryGetValue("Retry-After", out var values)
        && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd('\r', ' ');

    private static async Task<bool> Completed(Task call)
    {
        await call;
        return true;
    }
}
