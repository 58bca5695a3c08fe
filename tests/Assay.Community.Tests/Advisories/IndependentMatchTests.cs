using System.Text.Json;
using Assay.Model;
using Assay.Packages.Tests;
using NuGet.Versioning;

namespace Assay.Community.Tests.Advisories;

/// <summary>Compares what the database says of real packages with a computation of its own: straight from the JSON, with NuGet's versions and ranges.</summary>
public sealed class IndependentMatchTests
{
    [Fact]
    public void Every_match_and_every_non_match_of_real_records_is_that_of_NuGets_own_versions()
    {
        var folder = SharedFolder.Find("corpus/advisories");
        var packages = Packages();
        var database = AdvisoryImport.Run(null, [folder], null, AdvisoryFolder.Today, null, TestContext.Current.CancellationToken).Database;

        var expected = Independent(folder, packages);
        var actual = new SortedSet<string>(packages.SelectMany(package => database.Of("nuget", package.Id).SelectMany(vulnerability => vulnerability.Statements)
            .Where(statement => statement.Affected.Any(affected => affected.Package.Equals(package.Id, StringComparison.OrdinalIgnoreCase) && affected.Names(PackageVersion.Parse(package.Version)!)))
            .Select(statement => $"{statement.Record} {package.Id} {package.Version}")), StringComparer.Ordinal);

        Assert.Equal(524, packages.Count);
        Assert.Equal(38, Directory.GetFiles(folder, "*.json").Length);
        Assert.Equal(expected, actual);
        Assert.Equal((32, 17, 21), (actual.Count, actual.Select(match => match.Split(' ')[0]).Distinct(StringComparer.Ordinal).Count(), actual.Select(match => match[(match.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public void Every_vector_of_real_records_has_the_severity_that_its_source_says()
    {
        var folder = SharedFolder.Find("corpus/advisories");
        var database = AdvisoryImport.Run(null, [folder], null, AdvisoryFolder.Today, null, TestContext.Current.CancellationToken).Database;
        var words = Directory.GetFiles(folder, "*.json").Select(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement)
            .ToDictionary(record => record.GetProperty("id").GetString()!, record => record.GetProperty("database_specific").GetProperty("severity").GetString()!, StringComparer.Ordinal);
        var compared = 0;
        foreach (var statement in database.All().SelectMany(vulnerability => vulnerability.Statements).DistinctBy(statement => statement.Record, StringComparer.Ordinal))
        {
            var vectors = statement.Cvss.Where(score => score.Version.StartsWith('3')).ToArray();
            compared += vectors.Length;
            Assert.All(vectors, score => Assert.Equal(SeverityWords.Read(words[statement.Record]), CvssVector.SeverityOf(score)));
        }

        Assert.True(compared >= 30, $"{compared}");
    }

    private static List<(string Id, string Version)> Packages() =>
        [.. File.ReadLines(SharedFolder.Find("corpus/resolved.tsv")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Select(fields => (fields[0], fields[1]))];

    private static SortedSet<string> Independent(string folder, List<(string Id, string Version)> packages)
    {
        var matches = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder, "*.json"))
        {
            using var record = JsonDocument.Parse(File.ReadAllBytes(file));
            var id = record.RootElement.GetProperty("id").GetString();
            foreach (var affected in record.RootElement.GetProperty("affected").EnumerateArray())
            {
                var named = affected.GetProperty("package");
                if (named.GetProperty("ecosystem").GetString() != "NuGet")
                {
                    continue;
                }

                var ranges = affected.TryGetProperty("ranges", out var all) ? all.EnumerateArray().SelectMany(Ranges).ToArray() : [];
                NuGetVersion[] versions = affected.TryGetProperty("versions", out var list) ? [.. list.EnumerateArray().Select(version => NuGetVersion.Parse(version.GetString()!))] : [];
                foreach (var package in packages.Where(package => string.Equals(package.Id, named.GetProperty("name").GetString(), StringComparison.OrdinalIgnoreCase)))
                {
                    var version = NuGetVersion.Parse(package.Version);
                    if (versions.Contains(version) || Array.Exists(ranges, range => range.Satisfies(version)))
                    {
                        matches.Add($"{id} {package.Id} {package.Version}");
                    }
                }
            }
        }

        return matches;
    }

    // [introduced, fixed) or [introduced, last]: the records have their events in order.
    private static IEnumerable<NuGet.Versioning.VersionRange> Ranges(JsonElement range)
    {
        NuGetVersion? from = null;
        var isOpen = false;
        foreach (var item in range.GetProperty("events").EnumerateArray().SelectMany(item => item.EnumerateObject()))
        {
            var version = NuGetVersion.Parse(item.Value.GetString()!);
            switch (item.Name)
            {
                case "introduced":
                    (from, isOpen) = (item.Value.GetString() == "0" ? null : version, true);
                    break;
                default:
                    yield return new NuGet.Versioning.VersionRange(from, includeMinVersion: true, version, includeMaxVersion: item.Name == "last_affected");
                    isOpen = false;
                    break;
            }
        }

        if (isOpen)
        {
            yield return new NuGet.Versioning.VersionRange(from, includeMinVersion: true);
        }
    }
}
