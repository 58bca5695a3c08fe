using Assay.TestInputs;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Assay.Cli.Tests;

/// <summary>Packs the program, installs it from a folder as a user would, and runs it.</summary>
[Collection(PackedProducts.Name)]
public sealed class ToolPackageTests(PackedProducts products) : IDisposable
{
    // shared/Microsoft.NETCore.App/10.0.x below it is where this test runs from.
    private static readonly string DotnetRoot = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-tool-").FullName;

    [Fact]
    public void The_tool_installs_from_a_folder_and_tells_its_version()
    {
        // The only source is the folder: the test needs no network and cannot find another package of this name.
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"<configuration><packageSources><clear /><add key=\"folder\" value=\"{products.Feed}\" /></packageSources></configuration>");
        Dotnet(_folder, "tool", "install", "Assay.Cli", "--version", Program.Version, "--tool-path", Path.Combine(_folder, "tools"), "--add-source", products.Feed, "--configfile", Path.Combine(_folder, "nuget.config"));

        var version = Start(_folder, Path.Combine(_folder, "tools", OperatingSystem.IsWindows() ? "assay.exe" : "assay"), "--version");

        Assert.Equal(Program.Version, version.Trim());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Dotnet(string folder, params string[] arguments) => Start(folder, Path.Combine(DotnetRoot, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), arguments);

    private static string Start(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ROOT"] = DotnetRoot;
        if (arguments is ["tool", ..])
        {
            // A package of the same version from an earlier run must not be taken from the cache.
            start.Environment["NUGET_PACKAGES"] = Path.Combine(folder, "packages");
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}\n{errors.Result}");
        return output;
    }
}
