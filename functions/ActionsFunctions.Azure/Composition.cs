using ActionsFunctions.Azure.Redis;
using ActionsFunctions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActionsFunctions.Azure;

/// <summary>What the functions are made of: the product, and the adapter of the HTTP model that this build uses.</summary>
public static class Composition
{
    /// <summary>Adds the product, its warm-up and the adapter. Resolving <see cref="WebhookApp"/> reports every fault of the configuration.</summary>
    public static IServiceCollection AddWebhookApp(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(provider => WebhookApp.Create(configuration, new()
        {
            Clock = provider.GetRequiredService<TimeProvider>(),
            Log = provider.GetRequiredService<ILoggerFactory>(),
            // The front end of App Service and Functions writes X-ARR-ClientCert; whether it counts is TrustClientCertificateHeader.
            ForwardsClientCertificates = true,
            Redis = static settings => new RedisSharedCache(settings),
        }))
        .AddSingleton<WebhookHandler>(provider => provider.GetRequiredService<WebhookApp>().HandleAsync)
        .AddSingleton<HttpModel>()
        .AddHostedService<WarmUpService>();
}
