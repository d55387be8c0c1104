using System.Net;
using System.Net.Sockets;

namespace ActionsFunctions.Upstreams;

/// <summary>
/// Which addresses may be connected to. A name in the configuration says who is trusted, not where its DNS points today: an answer that leads to the
/// platform's metadata service (169.254.169.254 gives out the app's own tokens) or to this machine is refused.
/// </summary>
internal static class ReachableAddress
{
    // Azure's platform endpoint, Alibaba's and Amazon's metadata services: outside the ranges that are refused as a whole.
    private static readonly IPAddress[] Metadata = [IPAddress.Parse("168.63.129.16"), IPAddress.Parse("100.100.100.200"), IPAddress.Parse("fd00:ec2::254")];

    // RFC 6052 section 2.1: an IPv4 address in the last four bytes.
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork ThisNetwork = IPNetwork.Parse("0.0.0.0/8");
    private static readonly IPNetwork LinkLocal = IPNetwork.Parse("169.254.0.0/16");
    private static readonly IPNetwork Multicast = IPNetwork.Parse("224.0.0.0/3");

    /// <summary>True where <paramref name="address"/> may be connected to for <paramref name="host"/>. Loopback only where the host says loopback itself.</summary>
    public static bool Allows(string host, IPAddress address)
    {
        var plain = Unwrap(address);
        if (IPAddress.IsLoopback(plain))
            return IsLoopbackName(host);
        return !Metadata.Contains(plain) && (plain.AddressFamily == AddressFamily.InterNetwork
            ? !ThisNetwork.Contains(plain) && !LinkLocal.Contains(plain) && !Multicast.Contains(plain)
            : !plain.IsIPv6LinkLocal && !plain.IsIPv6Multicast && !plain.IsIPv6SiteLocal && !plain.Equals(IPAddress.IPv6Any));
    }

    private static bool IsLoopbackName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var literal) && IPAddress.IsLoopback(literal));

    // An IPv4 address in IPv6 clothes reaches the same machine.
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address) ? new(address.GetAddressBytes().AsSpan(12)) : address;
    }
}
