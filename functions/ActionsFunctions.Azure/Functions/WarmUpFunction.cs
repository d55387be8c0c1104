using ActionsFunctions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace ActionsFunctions.Azure.Functions;

/// <summary>
/// Called by the platform on an instance added by scaling out, before requests are routed to it; not on the Consumption plan, and
/// not after a restart, which is why <see cref="WarmUpService"/> does the same. The platform knows the function by this very name.
/// </summary>
public sealed class WarmUpFunction(WebhookApp app)
{
    [Function("warmup")]
    public Task WarmUp([WarmupTrigger] object trigger, FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        ArgumentNullException.ThrowIfNull(context);
        return app.WarmUpAsync(context.CancellationToken);
    }
}
