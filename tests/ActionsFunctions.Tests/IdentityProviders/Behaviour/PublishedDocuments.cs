using ActionsFunctions.Local.Tenant;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionsFunctions.Tests.IdentityProviders.Behaviour;

/// <summary>What providers publish for those whom they call, such as signing keys: served over HTTP by one local tenant for the whole suite.</summary>
internal static class PublishedDocuments
{
    private static readonly Lazy<LocalTenant> Tenant = new(() =>
        LocalTenant.StartAsync(TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None).GetAwaiter().GetResult());

    public static Uri Address => Tenant.Value.Address;
}
