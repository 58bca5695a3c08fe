using Assay.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

/// <summary>The portal on a free loopback port, with a data folder of its own that goes with it.</summary>
public sealed class PortalServer : IAsyncLifetime
{
    private readonly List<string> _arguments = [];
    private WebApplication? _app;

    /// <summary>Prepares a server with a data folder of its own.</summary>
    public PortalServer()
        : this(Directory.CreateTempSubdirectory("assay-web-").FullName)
    {
    }

    private PortalServer(string data) => Data = data;

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>The address of the first page.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Asks the server; follows no redirect.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The parts of the server.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>Starts a server over a data folder that is there; the folder goes with it.</summary>
    public static async Task<PortalServer> StartOverAsync(string data)
    {
        var server = new PortalServer(data);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts a server with settings of its own, <c>Portal:Name=Value</c>.</summary>
    public static async Task<PortalServer> StartAsync(IReadOnlyDictionary<string, byte[]>? packages = null, params string[] settings)
    {
        var server = new PortalServer();
        server._arguments.AddRange(settings.Select(setting => "--" + setting));
        await SamplePackages.WriteAsync(server.Data, packages);
        await server.StartAsync();
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await SamplePackages.WriteAsync(Data);
        await StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(Data, recursive: true);
    }

    private async Task StartAsync()
    {
        _app = Portal.Build(["--Urls=http://127.0.0.1:0", "--Portal:Data=" + Data, "--Portal:PackageFolders:0=" + Path.Combine(Data, "files"), "--Logging:LogLevel:Default=Warning", .. _arguments]);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }
}
