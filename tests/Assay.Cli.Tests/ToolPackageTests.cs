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

    private string Tool => Path.Combine(_folder, "tools", OperatingSystem.IsWindows() ? "assay.exe" : "assay");

    [Fact]
    public void The_tool_installs_from_a_folder_and_tells_its_version()
    {
        Install();

        Assert.Equal(Program.Version, Start(_folder, Tool, "--version").Trim());
    }

    [Fact]
    public async Task The_installed_tool_serves_the_portal_and_ends_it()
    {
        Install();
        var start = new ProcessStartInfo(Tool, ["serve", "--data", Path.Combine(_folder, "data"), "--port", "0"]) { WorkingDirectory = _folder, UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["DOTNET_ROOT"] = DotnetRoot;
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        try
        {
            var address = "";
            while (address.Length == 0 && await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                address = line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is >= 0 and var place ? line[place..].Trim() : "";
            }

            using var client = new HttpClient();
            Assert.Contains("What packages do", await client.GetStringAsync(new Uri(address), limit.Token), StringComparison.Ordinal);

            // However the program ends, the server ends with it.
            process.Kill();
            await process.WaitForExitAsync(limit.Token);
            while (await IsThereAsync(client, new Uri(address), limit.Token))
            {
                await Task.Delay(100, limit.Token);
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<bool> IsThereAsync(HttpClient client, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(address, cancellation);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Install()
    {
        // The only source is the folder: the test needs no network and cannot find another package of this name.
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"<configuration><packageSources><clear /><add key=\"folder\" value=\"{products.Feed}\" /></packageSources></configuration>");
        Dotnet(_folder, "tool", "install", "Assay.Cli", "--version", Program.Version, "--tool-path", Path.Combine(_folder, "tools"), "--add-source", products.Feed, "--configfile", Path.Combine(_folder, "nuget.config"));
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
