using System.Globalization;
using ActionsFunctions.Local.Tenant.Graph;

namespace ActionsFunctions.Local.Tenant.Faults;

/// <summary>The switches that make the local tenant misbehave as real ones do. All are off at first; each works from the next request on. Graph's 429 is <see cref="GraphThrottle"/>.</summary>
/// <param name="clock">The clock of delays and of the Date header.</param>
internal sealed class TenantFaults(TimeProvider clock)
{
    /// <summary>How far the tenant's clock is ahead of ours, as its Date header shows it; negative: behind.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>How long Graph takes before it begins to answer.</summary>
    public TimeSpan GraphDelay { get; set; }

    /// <summary>True: Graph answers 429 to everything, where <see cref="GraphThrottle"/> counts.</summary>
    public bool GraphThrottles { get; set; }

    /// <summary>How long the backend takes before it begins to answer.</summary>
    public TimeSpan BackendDelay { get; set; }

    /// <summary>True: the backend answers 503.</summary>
    public bool BackendDown { get; set; }

    /// <summary>True: the token endpoint answers 503.</summary>
    public bool TokenEndpointDown { get; set; }

    /// <summary>True: the secrets of all clients have expired (AADSTS7000222).</summary>
    public bool SecretsExpired { get; set; }

    /// <summary>Stands before every endpoint of the tenant.</summary>
    public async Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (ClockSkew != TimeSpan.Zero)
            context.Response.Headers.Date = (clock.GetUtcNow() + ClockSkew).ToString("r", CultureInfo.InvariantCulture);
        var (graph, backend) = (path.StartsWithSegments("/v1.0", StringComparison.Ordinal), path.StartsWithSegments("/users", StringComparison.Ordinal));
        var delay = graph ? GraphDelay : backend ? BackendDelay : TimeSpan.Zero;
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, clock, context.RequestAborted);
        if (graph && GraphThrottles)
            await ThrottledAsync(context);
        else if ((backend && BackendDown) || (TokenEndpointDown && path.Value?.EndsWith("/token", StringComparison.Ordinal) is true))
            await JsonAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, JsonAnswer.Error("temporarily_unavailable"));
        else
            await next(context);
    }

    // Longer than any login waits: whoever honours it gives up.
    private Task ThrottledAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "60";
        return GraphError.Throttled.WriteAsync(context, clock.GetUtcNow());
    }
}
