using System.Net;
using Assay.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Assay.Web.Access;

/// <summary>Says what those may do who show no token.</summary>
internal sealed class AnonymousAccess(IOptions<PortalOptions> options, IServer server)
{
    private bool? _listensLocally;

    public PortalRole RoleOf(HttpContext context) => !options.Value.AnonymousRead ? PortalRole.None : MaySubmit(context) ? PortalRole.Submit : PortalRole.Read;

    private bool MaySubmit(HttpContext context) => options.Value.AnonymousSubmit ?? (ListensLocally() && IsOfThisMachine(context));

    private bool ListensLocally()
    {
        if (_listensLocally is null && server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses)
        {
            _listensLocally = options.Value.KnownProxies.Count == 0 && addresses.All(address => IsLoopback(BindingAddress.Parse(address).Host));
        }

        return _listensLocally == true;
    }

    // A proxy on this machine passes strangers on, and a name that somebody points at 127.0.0.1 lets a foreign page speak with this server: neither asks for "localhost".
    private static bool IsOfThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && IsLoopback(context.Request.Host.Host)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
