using System.Net;
using System.Net.Sockets;

namespace Assay.Text;

/// <summary>Says what network a host reaches that is written as a number.</summary>
internal static class HostAddress
{
    /// <summary>The network: <c>public</c>, <c>private</c>, <c>loopback</c>, <c>link-local</c>, <c>example</c> or <c>none</c>; null for a name.</summary>
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

    private static string OfVersion4(ReadOnlySpan<byte> bytes) => (bytes[0], bytes[1], bytes[2]) switch
    {
        (127, _, _) => "loopback",
        // RFC 1918, RFC 6598.
        (10, _, _) or (172, >= 16 and <= 31, _) or (192, 168, _) or (100, >= 64 and <= 127, _) => "private",
        // RFC 3927: the metadata services of clouds are here too.
        (169, 254, _) => "link-local",
        // RFC 5737.
        (192, 0, 2) or (198, 51, 100) or (203, 0, 113) => "example",
        // RFC 1122 3.2.1.3, RFC 5771, RFC 1112 section 4.
        (0, _, _) or ( >= 224, _, _) => "none",
        _ => "public",
    };

    private static string OfVersion6(IPAddress address, ReadOnlySpan<byte> bytes) => address switch
    {
        _ when IPAddress.IsLoopback(address) => "loopback",
        { IsIPv6UniqueLocal: true } or { IsIPv6SiteLocal: true } => "private",
        { IsIPv6LinkLocal: true } => "link-local",
        { IsIPv6Multicast: true } => "none",
        _ when address.Equals(IPAddress.IPv6Any) => "none",
        // RFC 3849.
        _ when bytes is [0x20, 0x01, 0x0D, 0xB8, ..] => "example",
        _ => "public",
    };
}
