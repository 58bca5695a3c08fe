using Assay.Model;

namespace Assay.Scan.Comparing;

/// <summary>Compares two analysed packages: their facts and what was judged of them, never the texts of reports.</summary>
public static class VersionComparer
{
    /// <summary>Says what differs. The result depends on nothing but the two packages; a package compared with itself differs in nothing.</summary>
    public static VersionChanges Compare(ScannedPackage before, ScannedPackage after) => new()
    {
        Step = VersionStep.Of(before.Facts.Manifest, after.Facts.Manifest),
        Comparability = ReadParts.Compare(before, after),
        Verdict = FindingComparer.CompareVerdicts(before.Report, after.Report),
        Origin = OriginComparer.Compare(before.Report, after.Report),
        Behaviors = FindingComparer.CompareBehaviors(before.Report, after.Report),
        Issues = FindingComparer.CompareIssues(before.Report, after.Report),
        Surfaces = SurfaceComparer.Compare(before, after),
        Hosts = HostComparer.Compare(before, after),
        Dependencies = DependencyComparer.Compare(before.Report, after.Report),
        Files = FileComparer.Compare(before, after),
        Api = ApiComparer.Compare(before.Facts, after.Facts),
        Sizes = SizeComparer.Compare(before.Facts, after.Facts),
    };

    /// <summary>Names one side.</summary>
    public static ComparedPackage Describe(PackageReport report) => new()
    {
        Purl = report.Package.Purl,
        Community = report.Package.Community,
        Id = report.Package.Id,
        Version = report.Package.Version,
        Published = report.Package.Published,
        Sha256 = report.Package.Sha256,
        ContentHash = report.Package.ContentHash,
        Verdict = report.Verdict.Status,
    };

    /// <summary>Puts what differs together with what was compared.</summary>
    public static VersionComparison Describe(PackageReport before, PackageReport after, VersionChanges changes) => new()
    {
        Tool = after.Tool,
        Inputs = after.Inputs,
        Before = Describe(before),
        After = Describe(after),
        Changes = changes,
    };
}
