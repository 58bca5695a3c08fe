using System.Net;
using System.Net.Sockets;

namespace Assay.Packages.Feeds;

/// <summary>Opens connections, after looking at where a name leads: what <see cref="AddressRule"/> forbids as an address is forbidden behind a name too.</summary>
/// <remarks>The address that was looked at is the one that is connected to: a name that changes its mind in between gains nothing.</remarks>
internal sealed class FeedConnector(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>The source that a request is made for.</summary>
    public static readonly HttpRequestOptionsKey<FeedSource> Source = new("assay.source");

    public static FeedConnector Default { get; } = new(static (host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation));

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var place = context.DnsEndPoint;
        var addresses = await resolve(place.Host, cancellation);
        var request = context.InitialRequestMessage;

        // Of a proxy the user decides, and of a source's own name too.
        if (request.Options.TryGetValue(Source, out var source)
            && string.Equals(request.RequestUri?.IdnHost, place.Host, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(source.Index?.IdnHost, place.Host, StringComparison.OrdinalIgnoreCase)
            && source.Index is { IsLoopback: false }
            && addresses.FirstOrDefault(address => IPAddress.IsLoopback(AddressRule.Plain(address)) || AddressRule.IsLinkLocal(address)) is { } forbidden)
        {
            throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' cannot be used: {place.Host} leads to {forbidden}, which is this machine or its local link.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, place.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
