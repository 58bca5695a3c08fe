using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

/// <summary>Holds the V3 side of <see cref="FeedServer"/> against the client that everybody uses.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly FeedServer _server = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-restore-").FullName;

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("1.*", "1.10.0")]
    public async Task dotnet_restore_takes_packages_from_the_server(string asked, string restored)
    {
        Assert.SkipUnless(DotnetCommand.Missing is null || Checkout.IsContinuousIntegration, DotnetCommand.Missing ?? "");
        foreach (var version in new[] { "1.2.3", "1.10.0", "2.0.0-rc" })
        {
            _server.Add(new ServedPackage("Assay.Sample.Served", version, new NupkgBuilder(NupkgBuilder.Manifest("Assay.Sample.Served", version)).Add("lib/net10.0/_._", "").Build()));
        }

        Write("nuget.config", $"""<configuration><packageSources><clear /><add key="served" value="{_server.Index}" protocolVersion="3" allowInsecureConnections="true" /></packageSources></configuration>""");
        Write("Sample.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <ItemGroup><PackageReference Include="Assay.Sample.Served" Version="{asked}" /></ItemGroup>
            </Project>
            """);

        var (exitCode, output) = await RestoreAsync();

        Assert.True(exitCode == 0, output);
        Assert.True(File.Exists(Path.Combine(_folder, "packages", "assay.sample.served", restored, $"assay.sample.served.{restored}.nupkg")), output);
        Assert.Contains(_server.Requests, request => request.Place.EndsWith($"assay.sample.served.{restored}.nupkg", StringComparison.Ordinal));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private Task<(int ExitCode, string Output)> RestoreAsync() =>
        new DotnetCommand { Folder = _folder }.RunAsync(TestContext.Current.CancellationToken, "restore", "Sample.csproj", "--configfile", "nuget.config", "-nologo");
}
