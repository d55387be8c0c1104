using ActionsFunctions.Settings;
using ActionsFunctions.Upstreams;
using Microsoft.Extensions.Configuration;

namespace ActionsFunctions.Testing.Upstreams;

/// <summary>Clients for actions that call nobody.</summary>
public static class NoUpstreams
{
    /// <summary>Clients without a setting.</summary>
    public static UpstreamClients Create(UpstreamOptions? options = null) =>
        UpstreamClients.Create(new(new ConfigurationBuilder().Build(), "", new SettingFaults()), LiteralSecrets.Instance, options);
}
