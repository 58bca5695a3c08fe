using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Assay.Cli.Tests;

/// <summary>Runs the program with its real engine and rules.</summary>
public sealed class WholeProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-whole-").FullName;

    [Fact]
    public async Task A_package_with_nothing_but_a_manifest_passes()
    {
        var path = Path.Combine(_folder, "Tiny.1.0.0.nupkg");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var manifest = new StreamWriter(archive.CreateEntry("Tiny.nuspec").Open());
            manifest.Write("""
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata><id>Tiny</id><version>1.0.0</version><authors>Somebody</authors><description>Nothing.</description></metadata>
                </package>
                """);
        }

        var (exitCode, output, error) = await RunAsync("scan", path, "--format", "json");

        Assert.True(exitCode == 0, error);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("pass", json.RootElement.GetProperty("verdict").GetProperty("status").GetString());
        Assert.Equal(Program.Version, json.RootElement.GetProperty("tool").GetProperty("version").GetString());
    }

    [Fact]
    public async Task The_rules_of_this_build_are_listed()
    {
        var (exitCode, output, error) = await RunAsync("rules", "list", "--format", "json");

        Assert.True(exitCode == 0, error);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(JsonValueKind.Array, json.RootElement.ValueKind);
    }

    [Fact]
    public async Task The_version_is_one_line() => Assert.Equal((0, Program.Version + Environment.NewLine, ""), await RunAsync("--version"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var exitCode = await Program.RunAsync(args, output, error, cancellation: TestContext.Current.CancellationToken);
        return (exitCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
