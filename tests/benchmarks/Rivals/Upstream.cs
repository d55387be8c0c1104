using System.Buffers;

namespace ActionsFunctions.Benchmarks.Rivals;

/// <summary>Graph, two backends and a token endpoint, each answering after the same time.</summary>
/// <param name="delay">The time.</param>
/// <param name="faults">True: of 200 calls two hang, one is cut off and one is answered 503; spread, and the same in every run.</param>
internal sealed class Upstream(TimeSpan delay, bool faults)
{
    private int calls;

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (faults && path != "/token")
        {
            switch (((Interlocked.Increment(ref calls) * 2654435761L) >> 8) % 200)
            {
                case 0 or 1:
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return;
                case 2:
                    context.Abort();
                    return;
                case 3:
                    context.Response.StatusCode = 503;
                    return;
            }
        }

        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, TimeProvider.System, context.RequestAborted);
        var body = path switch
        {
            "/token" => """{"access_token":"t","token_type":"Bearer","expires_in":3600}"""u8,
            _ when path.StartsWith("/people/", StringComparison.Ordinal) => """{"tier":"gold","since":2019}"""u8,
            _ when path.StartsWith("/plans/", StringComparison.Ordinal) => """{"plan":"team","seats":12}"""u8,
            _ => """{"value":[{"id":"1","displayName":"Finance","securityEnabled":true},{"id":"2","displayName":"Engineering","securityEnabled":true},{"id":"3","displayName":"All Staff","securityEnabled":true}]}"""u8,
        };
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        context.Response.BodyWriter.Write(body);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
