using System.Globalization;
using System.Text.RegularExpressions;
using Assay.TestInputs;

namespace Assay.Differential.Tests.Readers;

/// <summary>Lets <c>dotnet restore</c> install packages from a feed on this machine: one project for each, so that a refused one hides no other.</summary>
internal static partial class PackageRestore
{
    public const string Name = "dotnet restore";

    private const string Version = "1.0.0";

    /// <summary>Gives what lies in the folder of each package afterwards, without what the client itself adds.</summary>
    public static async Task<IReadOnlyDictionary<string, Reading>> ReadAsync(IReadOnlyDictionary<string, byte[]> packages, string folder, CancellationToken cancellation)
    {
        using var feed = new LoopbackFeed();
        foreach (var (id, content) in packages)
        {
            feed.AddPackage(id, Version, content);
            var project = Directory.CreateDirectory(Path.Combine(folder, id));
            await File.WriteAllTextAsync(Path.Combine(project.FullName, $"restored.{id}.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
                  <ItemGroup><PackageReference Include="{id}" Version="[{Version}]" /></ItemGroup>
                </Project>
                """, cancellation);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""<configuration><packageSources><clear /><add key="served" value="{feed.Index}" protocolVersion="3" allowInsecureConnections="true" /></packageSources></configuration>""", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "All.slnx"), $"<Solution>{string.Concat(packages.Keys.Select(id => $"<Project Path=\"{id}/restored.{id}.csproj\" />"))}</Solution>", cancellation);
        var (_, output) = await new DotnetCommand { Folder = folder }.RunAsync(cancellation, "restore", "All.slnx", "--configfile", "nuget.config", "-nologo", "-p:RestoreUseStaticGraphEvaluation=true", "-maxcpucount:2");
        var words = Failure().Matches(output).DistinctBy(match => match.Groups["id"].Value, StringComparer.Ordinal).ToDictionary(match => match.Groups["id"].Value, match => match.Groups["text"].Value.Trim(), StringComparer.Ordinal);
        var readings = new Dictionary<string, Reading>(StringComparer.Ordinal);
        foreach (var id in packages.Keys)
        {
            readings[id] = await ReadInstalledAsync(id, Path.Combine(folder, "packages", id, Version), words.GetValueOrDefault(id), cancellation);
        }

        return readings;
    }

    private static async Task<Reading> ReadInstalledAsync(string id, string folder, string? failure, CancellationToken cancellation)
    {
        if (failure is not null || !File.Exists(Path.Combine(folder, ".nupkg.metadata")))
        {
            Assert.True(failure is not null, $"{id} is neither installed nor refused.");
            return Reading.Refused(Name, failure.Replace(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(folder)))!, "", StringComparison.Ordinal));
        }

        var archive = string.Create(CultureInfo.InvariantCulture, $"{id}.{Version}.nupkg");
        return Reading.Of(Name, (await Reading.BelowAsync(folder, cancellation)).Where(file => file.Name is not ".nupkg.metadata" && file.Name != archive && file.Name != archive + ".sha512"));
    }

    [GeneratedRegex(@"restored\.(?<id>case[0-9a-z]+)\.csproj : error (?<text>[^\n]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Failure();
}
