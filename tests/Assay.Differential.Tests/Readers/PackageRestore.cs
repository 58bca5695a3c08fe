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
        // A solution would end with the first package that the client does not expect; here each project has a restore of its own.
        await File.WriteAllTextAsync(Path.Combine(folder, "All.proj"), """
            <Project DefaultTargets="All">
              <ItemGroup><Restored Include="*/restored.*.csproj" /></ItemGroup>
              <Target Name="All"><MSBuild Projects="@(Restored)" Targets="Restore" BuildInParallel="true" ContinueOnError="true" Properties="RestoreConfigFile=$(MSBuildThisFileDirectory)nuget.config" /></Target>
            </Project>
            """, cancellation);
        var (_, output) = await new DotnetCommand { Folder = folder }.RunAsync(cancellation, "msbuild", "All.proj", "-nologo", "-maxcpucount:2", "-verbosity:minimal");
        var words = Failure().Matches(output).DistinctBy(match => match.Groups["id"].Value, StringComparer.Ordinal).ToDictionary(match => match.Groups["id"].Value, match => match.Groups["text"].Value.Trim(), StringComparer.Ordinal);
        var readings = new Dictionary<string, Reading>(StringComparer.Ordinal);
        foreach (var id in packages.Keys)
        {
            readings[id] = await ReadInstalledAsync(id, Path.Combine(folder, "packages", id, Version), words.GetValueOrDefault(id), output, cancellation);
        }

        return readings;
    }

    private static async Task<Reading> ReadInstalledAsync(string id, string folder, string? failure, string output, CancellationToken cancellation)
    {
        // Packages without files for the framework of the project are installed and then found of no use.
        if (!File.Exists(Path.Combine(folder, ".nupkg.metadata")))
        {
            Assert.True(failure is not null, $"{id} is neither installed nor refused.\n{output}");
            return Reading.Refused(Name, failure);
        }

        var archive = string.Create(CultureInfo.InvariantCulture, $"{id}.{Version}.nupkg");
        return Reading.Of(Name, (await Reading.BelowAsync(folder, cancellation)).Where(file => file.Name is not ".nupkg.metadata" && file.Name != archive && file.Name != archive + ".sha512"));
    }

    // The client's own errors name the project in front, those that it does not expect behind.
    [GeneratedRegex(@"restored\.(?<id>case[0-9a-z]+)\.csproj : (error|warning) (?<text>[^\[\n]+)|targets\([0-9,]+\): (error|warning) [A-Z0-9]*: (?<text>[^\[\n]+)\[[^\]\n]*restored\.(?<id>case[0-9a-z]+)\.csproj\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Failure();
}
