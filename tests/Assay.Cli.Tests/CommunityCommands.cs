using System.Text;
using System.Text.Json;
using Assay.Packages;

namespace Assay.Cli.Tests;

/// <summary>Runs commands against feeds on this machine; lists, configuration and cache are those of a folder of the test.</summary>
internal static class CommunityCommands
{
    /// <summary>Runs a command that must succeed and gives its output.</summary>
    public static async Task<string> ExpectAsync(string folder, string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var engine = new Engine
        {
            // The user's own lists and cache stay out of it.
            OpenCatalog = (options, cancellation) => FeedCatalogs.OpenAsync(options with { CacheFolder = Path.Combine(folder, "cache"), ConfigurationFolder = folder, PowerShellFolder = folder }, cancellation),
        };
        var exitCode = await Program.RunAsync(args, output, error, new Host { Engine = engine }, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, $"{exitCode}: {Encoding.UTF8.GetString(error.ToArray())}");
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Scans a package that listens with a snapshot and gives how many of how many packages do that too.</summary>
    public static async Task<string> FiguresAsync(string folder, byte[] package, string snapshot)
    {
        var sample = Path.Combine(folder, "sample.zip");
        await File.WriteAllBytesAsync(sample, package, TestContext.Current.CancellationToken);
        var report = JsonDocument.Parse(await ExpectAsync(folder, ["scan", sample, "--community", snapshot, "--format", "json"])).RootElement;
        var community = report.GetProperty("behaviors").EnumerateArray().Single(behavior => behavior.GetProperty("id").GetString() == "opens-listening-socket").GetProperty("prevalence").GetProperty("community");
        return $"{community.GetProperty("count")} of {community.GetProperty("of")}";
    }
}
