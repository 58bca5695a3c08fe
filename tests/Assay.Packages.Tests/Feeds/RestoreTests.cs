using System.Diagnostics;
using System.Runtime.InteropServices;
using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

/// <summary>Holds the V3 side of <see cref="FeedServer"/> against the client that everybody uses.</summary>
public sealed class RestoreTests : IDisposable
{
    private const int Patience = 120_000;

    // shared/Microsoft.NETCore.App/10.0.x below it is where this test runs from.
    private static readonly string DotnetRoot = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

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
        Assert.SkipUnless(Directory.Exists(Path.Combine(DotnetRoot, "sdk")) || Environment.GetEnvironmentVariable("CI") == "true", $"There is no .NET SDK in {DotnetRoot}.");
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

    private async Task<(int ExitCode, string Output)> RestoreAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(DotnetRoot, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), ["restore", "Sample.csproj", "--configfile", "nuget.config", "-nodeReuse:false", "-nologo"])
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ROOT"] = DotnetRoot;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["NO_PROXY"] = "127.0.0.1";

        // Neither packages nor answers of an earlier run may stand in for the server.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder, "packages");
        start.Environment["NUGET_HTTP_CACHE_PATH"] = Path.Combine(_folder, "answers");

        // What the test host was started with is not for another program.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
