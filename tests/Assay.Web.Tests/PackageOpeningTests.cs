using Assay.Model;
using Assay.Web.Communities;
using Assay.Web.Hosting;
using Assay.Web.Isolation;
using Assay.Web.Reports;
using Assay.Web.Reports.Opening;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Assay.Web.Tests;

public sealed class PackageOpeningTests(PortalServer server) : IClassFixture<PortalServer>
{
    [Fact]
    public async Task What_takes_too_long_is_stopped_and_not_kept()
    {
        var community = server.Services.GetRequiredService<PortalCommunities>().Find("nuget")!;
        var version = community.Read(reader => reader.Find("sample.server", "2.0.0"), null)!;
        var report = server.Services.GetRequiredService<ReportLibrary>().Find(community, version)!;
        var file = report.Files.Single(file => file.Kind == ArtifactKind.ManagedAssembly);
        var path = file.Path[(report.Files[0].Path.Length + 1)..];
        var (files, isolated) = (server.Services.GetRequiredService<PackageFiles>(), server.Services.GetRequiredService<IsolatedRun>());
        var options = server.Services.GetRequiredService<IOptions<PortalOptions>>();

        using var impatient = new PackageContents(files, isolated, options) { Time = TimeSpan.FromMilliseconds(1) };
        var stopped = await impatient.CodeAsync(version, path, file, new CodePlace("Server", "Open", null, null));
        using var patient = new PackageContents(files, isolated, options) { Time = TimeSpan.FromMinutes(2) };
        var shown = await patient.CodeAsync(version, path, file, new CodePlace("Server", "Open", null, null));

        Assert.Equal(OpenedState.Failed, stopped.State);
        Assert.True(stopped.TookTooLong);
        Assert.Equal(OpenedState.Found, shown.State);
        Assert.Contains("TcpListener", shown.Text, StringComparison.Ordinal);
    }
}
