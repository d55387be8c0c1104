using System.Globalization;

namespace ActionsFunctions.Local.Tenant.Faults;

/// <summary>The switches that make the local tenant misbehave as real ones do. All are off at first; each works from the next request on. Graph's 429 is <see cref="Graph.GraphThrottle"/>.</summary>
/// <param name="clock">The clock of delays and of the Date header.</param>
internal sealed class TenantFaults(TimeProvider clock)
{
    /// <summary>How far the tenant's clock is ahead of ours, as its Date header shows it; negative: behind.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>How long Graph takes before it begins to answer.</summary>
    public TimeSpan GraphDelay { get; set; }

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
        if (GraphDelay > TimeSpan.Zero && path.StartsWithSegments("/v1.0", StringComparison.Ordinal))
            await Task.Delay(GraphDelay, clock, context.RequestAborted);
        if (TokenEndpointDown && path.Value?.EndsWith("/token", StringComparison.Ordinal) is true)
            await JsonAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, JsonAnswer.Error("temporarily_unavailable"));
        else
            await next(context);
    }
}
