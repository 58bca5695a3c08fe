using System.Net;
using System.Net.Sockets;

namespace Assay.Text;

/// <summary>Says what network a host reaches that is written as a number.</summary>
internal static class HostAddress
{
    /// <summary>The network: <c>public</c>, <c>private</c>, <c>loopback</c>, <c>link-local</c> or <c>none</c>; null for a name.</summary>
    public static string? NetworkOf(string host)
    {
        var isCandidate = host.Contains(':', StringComparison.Ordinal) || (host.Length is > 6 and < 16 && char.IsAsciiDigit(host[0]) && char.IsAsciiDigit(host[^1]));
        if (!isCandidate || !IPAddress.TryParse(host, out var address))
        {
            return null;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return address.AddressFamily == AddressFamily.InterNetwork ? OfVersion4(bytes[..length]) : OfVersion6(address, bytes[..length]);
    }

    private static string OfVersion4(ReadOnlySpan<byte> bytes) => (bytes[0], bytes[1]) switch
    {
        (127, _) => "loopback",
        // RFC 1918, RFC 6598.
        (10, _) or (172, >= 16 and <= 31) or (192, 168) or (100, >= 64 and <= 127) => "private",
        // RFC 3927: the metadata services of clouds are here too.
        (169, 254) => "link-local",
        // RFC 1122 3.2.1.3, RFC 5771, RFC 1112 section 4.
        (0 or >= 224, _) => "none",
        _ => "public",
    };

    private static string OfVersion6(IPAddress address, ReadOnlySpan<byte> bytes) => address switch
    {
        _ when IPAddress.IsLoopback(address) => "loopback",
        // fd00:ec2::/32: services that a cloud offers to its own machines, as 169.254.0.0/16 does.
        _ when bytes is [0xFD, 0x00, 0x0E, 0xC2, ..] => "link-local",
        { IsIPv6UniqueLocal: true } or { IsIPv6SiteLocal: true } => "private",
        { IsIPv6LinkLocal: true } => "link-local",
        { IsIPv6Multicast: true } => "none",
        _ when address.Equals(IPAddress.IPv6Any) => "none",
        _ => "public",
    };
}
