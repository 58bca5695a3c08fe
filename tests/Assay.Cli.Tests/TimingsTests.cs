using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Model;
using Assay.Reports;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary><c>--timings</c>, with the real engine and rules.</summary>
public sealed class TimingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-timings-").FullName;

    [Fact]
    public async Task Every_stage_of_a_scan_is_in_the_table_and_their_sum_is_no_more_than_went_by()
    {
        Write("A");
        Write("B");

        var (output, error) = await ScanAsync(_folder, "--format", "json", "--parallel", "2", "--timings");

        using var json = JsonDocument.Parse(output);
        Assert.Equal(2, json.RootElement.GetArrayLength());
        var costs = Regex.Matches(error, @"^(?<name>[a-z-]+) +(?<wall>[0-9]+\.[0-9]{3})", RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5))
            .ToLookup(match => match.Groups["name"].Value, match => double.Parse(match.Groups["wall"].ValueSpan, CultureInfo.InvariantCulture), StringComparer.Ordinal);

        // Public members are read for comparisons alone.
        Assert.DoesNotContain(Enum.GetValues<Stage>(), stage => stage != Stage.AssemblyMembers && !costs.Contains(StageTable.Name(stage)));
        Assert.True(costs.Contains("managed-assembly"), error);
        Assert.StartsWith("2 packages: ", error, StringComparison.Ordinal);
        var elapsed = double.Parse(Regex.Match(error, @"(?<elapsed>\d+\.\d+) s elapsed", RegexOptions.None, TimeSpan.FromSeconds(5)).Groups["elapsed"].ValueSpan, CultureInfo.InvariantCulture);
        var sum = Enum.GetValues<Stage>().Sum(stage => costs[StageTable.Name(stage)].FirstOrDefault());
        // Two threads scan, and the one that writes may be a third; each figure is rounded.
        Assert.InRange(sum, 0.001, (3 * elapsed) + 0.05);
    }

    [Fact]
    public async Task Nothing_is_said_when_nobody_asks()
    {
        Write("A");

        var (output, error) = await ScanAsync(Path.Combine(_folder, "A.1.0.0.nupkg"), "--format", "json");

        Assert.Equal("", error);
        Assert.Equal(JsonDocument.Parse(output).RootElement.GetRawText(), JsonDocument.Parse((await ScanAsync(Path.Combine(_folder, "A.1.0.0.nupkg"), "--format", "json", "--timings")).Output).RootElement.GetRawText());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<(string Output, string Error)> ScanAsync(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var exitCode = await Program.RunAsync(["scan", .. args, "--exit-zero"], output, error, new Host { Start = ProgramStart.Read() }, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, Encoding.UTF8.GetString(error.ToArray()));
        return (Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    private void Write(string id)
    {
        var assembly = typeof(NupkgBuilder).Assembly.Location;
        var package = new NupkgBuilder(NupkgBuilder.Manifest(id))
            .Add("lib/net10.0/a.dll", File.ReadAllBytes(assembly))
            .Add("lib/net10.0/a.pdb", File.ReadAllBytes(Path.ChangeExtension(assembly, ".pdb")))
            .Add("build/A.targets", "<Project><Target Name='A' /></Project>")
            .Add("content/a.cs", "class A { }")
            .Add("tools/install.ps1", "Write-Host 'a'")
            .Add("tools/a.sh", "#!/bin/sh\necho a\n")
            .Add("LICENSE", "MIT License")
            .Add("readme.txt", "https://example.com");
        File.WriteAllBytes(Path.Combine(_folder, id + ".1.0.0.nupkg"), package.Build());
    }
}
