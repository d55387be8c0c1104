using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Tests.Upstreams;

/// <summary>Clients for actions that call nobody.</summary>
internal static class NoUpstreams
{
    public static UpstreamClients Create(UpstreamOptions? options = null) =>
        UpstreamClients.Create(new(new ConfigurationBuilder().Build(), "", new SettingFaults()), LiteralSecrets.Instance, options);
}
