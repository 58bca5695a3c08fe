using Assay.Community.Building;
using Assay.Community.Index;
using Assay.Model;
using Assay.Packages.Manifest;
using Assay.Scan;
using NuGet.Versioning;

namespace Assay.Community;

/// <summary>Judges packages for an index as a build of the same day would. Costly to make, made once for many packages and indexes. Thread-safe.</summary>
public sealed class PackageJudging
{
    /// <summary>Prepares to judge.</summary>
    /// <param name="rules">The rules, drafts included.</param>
    /// <param name="day">The day that ages count to.</param>
    public PackageJudging(RulePack rules, DateOnly day)
    {
        Options = new CommunityBuildOptions { Rules = rules, Name = "", Date = day };
        Scanner = VersionReader.CreateScanner(Options);
    }

    /// <summary>The day that ages count to.</summary>
    public DateOnly Day => Options.Date;

    /// <summary>What must have read a package.</summary>
    public string Extractor => Scanner.Extractor;

    internal CommunityBuildOptions Options { get; }

    internal Scanner Scanner { get; }

    /// <summary>Judges a package; null when its manifest, id or version cannot be read: nothing can be kept under its name then.</summary>
    /// <param name="reading">What was read of it.</param>
    /// <param name="feed">What the feed says of it; null for a file of no feed.</param>
    /// <param name="sha512">SHA-512 of the file when it is from a feed.</param>
    /// <param name="source">Where it is from, for the alarm when other bytes are pinned under its name.</param>
    public JudgedPackage? Judge(PackageReading reading, FeedPackageInfo? feed, byte[]? sha512, string source)
    {
        reading = reading with { Package = reading.Package with { Feed = feed } };
        var facts = Scanner.Complete(reading);
        if (facts is not { Manifest: { } manifest, Community: { } community } || PackageIdentity.DefectOfId(manifest.Id) is not null || !NuGetVersion.TryParse(manifest.Version, out var version))
        {
            return null;
        }

        var row = new IndexedVersion
        {
            Id = manifest.Id,
            Version = version.ToNormalizedString(),
            Sha256 = Convert.FromHexString(reading.Package.Sha256),
            Sha512 = sha512,
            Size = reading.Package.Size,
            Published = feed?.Published,
            Listed = feed?.Listed,
            Deprecated = feed?.Deprecated,
            Added = Day,
            Source = source,
        };
        return new JudgedPackage(community, VersionReader.Judge(row, facts, Scanner), reading, facts);
    }
}

/// <summary>A package that was judged and is in no index yet.</summary>
public sealed class JudgedPackage
{
    internal JudgedPackage(string community, IndexedVersion row, PackageReading reading, PackageFacts facts) => (Community, Row, Reading, Facts) = (community, row, reading, facts);

    /// <summary><c>nuget</c> or <c>psgallery</c>.</summary>
    public string Community { get; }

    /// <summary>Package id as its manifest writes it.</summary>
    public string Id => Row.Id;

    /// <summary>Normalised version.</summary>
    public string Version => Row.Version;

    internal IndexedVersion Row { get; }

    internal PackageReading Reading { get; }

    internal PackageFacts Facts { get; }
}
