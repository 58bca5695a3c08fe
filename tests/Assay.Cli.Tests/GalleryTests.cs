using System.Text;
using System.Text.Json;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>Runs the program with its real engine and rules on packages of the PowerShell Gallery.</summary>
public sealed class GalleryTests : IDisposable
{
    private static readonly byte[] Listener = CSharpSample.CompileStatements("new TcpListener(IPAddress.Any, 8080).Start();");
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-gallery-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_module_has_the_figures_of_its_own_community_and_none_of_another()
    {
        var packages = Directory.CreateDirectory(Path.Combine(_folder, "packages")).FullName;
        Write("packages/door.1.2.0.nupkg", GalleryModule.Build("Door").Add("bin/Door.dll", Listener).Build());
        Write("packages/quiet.1.2.0.nupkg", GalleryModule.Build("Quiet").Build());
        Write("packages/other.1.2.0.nupkg", GalleryModule.BuildScript("Other").Build());
        Write("packages/library.1.0.0.nupkg", new NupkgBuilder(NupkgBuilder.Manifest("Library")).Build());
        var package = Write("Sample.1.2.0.nupkg", GalleryModule.Build().Add("bin/Sample.dll", Listener).Build());
        var snapshot = Path.Combine(_folder, "gallery.json");

        var (built, _, said) = await AssayAsync("community", "build", "--from", packages, "--name", "gallery-sample", "--as-of", "2026-01-31", "-o", snapshot);

        Assert.Equal(4, built);
        Assert.Contains("library.1.0.0.nupkg: It belongs to nuget, not to psgallery.", said, StringComparison.Ordinal);
        Assert.Contains("3 packages of psgallery", said, StringComparison.Ordinal);
        Assert.Equal(("known", "1 of 3"), await FiguresAsync(package, "--community", snapshot));
        Assert.Equal(("other-community", null), await FiguresAsync(package));
        Assert.Equal(("no-snapshot", null), await FiguresAsync(package, "--no-community"));
    }

    [Fact]
    public async Task A_module_is_identified_the_same_as_a_package_and_its_community_is_said()
    {
        var (exitCode, output, error) = await AssayAsync("scan", Write("a.nupkg", GalleryModule.Build("Sample.Module").Build()), "--format", "json");

        Assert.True(exitCode == 0, error);
        var package = JsonDocument.Parse(output).RootElement.GetProperty("package");
        Assert.Equal(("pkg:psgallery/sample.module@1.2.0", "psgallery"), (package.GetProperty("purl").GetString(), package.GetProperty("community").GetString()));
        Assert.Contains("PSModule", package.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!));
    }

    [Fact]
    public async Task A_module_folder_is_scanned_where_it_lies()
    {
        Write("Sample/Sample.psd1", "@{ RootModule = 'Sample.psm1'; ModuleVersion = '1.2.0' }"u8.ToArray());
        Write("Sample/Sample.psm1", "function Get-Sample { 1 }\nSet-Alias sample Get-Sample"u8.ToArray());
        Write("Sample/.git/config", "[core]"u8.ToArray());

        var (exitCode, output, error) = await AssayAsync("scan", Path.Combine(_folder, "Sample"), "--format", "json");

        Assert.True(exitCode == 0, error);
        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal(["Sample", "Sample!Sample.psd1", "Sample!Sample.psm1"], report.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()!));
        Assert.Equal(("Sample", "psgallery"), (report.GetProperty("package").GetProperty("id").GetString(), report.GetProperty("package").GetProperty("community").GetString()));
        Assert.Equal(2, report.GetProperty("contents").GetProperty("surfaces").GetProperty("import").GetInt32());
        Assert.Contains("folder-part-left-out", report.GetProperty("coverage").GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("id").GetString()!));
    }

    private async Task<(string Status, string? Figures)> FiguresAsync(string package, params string[] options)
    {
        var (exitCode, output, error) = await AssayAsync(["scan", package, "--format", "json", .. options]);
        Assert.True(exitCode == 0, error);
        var prevalence = JsonDocument.Parse(output).RootElement.GetProperty("behaviors").EnumerateArray().Single(behavior => behavior.GetProperty("id").GetString() == "opens-listening-socket").GetProperty("prevalence");
        var community = prevalence.GetProperty("community");
        Assert.True(community.ValueKind == JsonValueKind.Object || prevalence.GetProperty("sentence").GetString()!.StartsWith("No prevalence information", StringComparison.Ordinal));
        return (prevalence.GetProperty("status").GetString()!, community.ValueKind == JsonValueKind.Object ? $"{community.GetProperty("count")} of {community.GetProperty("of")}" : null);
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static async Task<(int ExitCode, string Output, string Error)> AssayAsync(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var exitCode = await Program.RunAsync(args, output, error, cancellation: TestContext.Current.CancellationToken);
        return (exitCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
