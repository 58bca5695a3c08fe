using System.Net;

namespace Assay.Packages.Feeds;

/// <summary>Says which addresses a source may send the program to, by its documents or by redirects.</summary>
internal static class AddressRule
{
    /// <summary>Throws when an address must not be asked.</summary>
    public static void Check(Uri address, FeedSource source)
    {
        if (Refusal(address, source) is { } reason)
        {
            throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' cannot be used: {reason}");
        }
    }

    /// <summary>Says why an address must not be asked; null when it may.</summary>
    public static string? Refusal(Uri address, FeedSource source)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            return $"{address} is no http or https address.";
        }

        var index = source.Index!;
        if (address.Scheme == Uri.UriSchemeHttp && index.Scheme == Uri.UriSchemeHttps)
        {
            return $"{address.Host} would be asked without encryption.";
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !source.AllowInsecure)
        {
            return $"plain HTTP to {address.Host} is not allowed; the NuGet configuration can allow it (allowInsecureConnections).";
        }

        if (IsLinkLocal(address) && !IsLinkLocal(index))
        {
            return $"{address.Host} is an address of the local link.";
        }

        // What listens on this machine trusts its callers: a feed elsewhere must not reach it through us.
        return address.IsLoopback && !index.IsLoopback ? $"{address.Authority} is this machine." : null;
    }

    /// <summary>True for an address of the local link: services that hand out the credentials of a machine answer there.</summary>
    public static bool IsLinkLocal(IPAddress address)
    {
        // RFC 3927 and RFC 4291 section 2.5.6.
        var plain = Plain(address);
        var bytes = plain.GetAddressBytes();
        return plain.IsIPv6LinkLocal || (bytes.Length == 4 && bytes[0] == 169 && bytes[1] == 254);
    }

    /// <summary>Gives the IPv4 address that an IPv6 address stands for, else the address itself.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsLinkLocal(Uri address) => IPAddress.TryParse(address.DnsSafeHost, out var ip) && IsLinkLocal(ip);
}
