namespace Assay.Model;

/// <summary>Tells which versions a statement of an advisory means.</summary>
public static class AffectedVersions
{
    /// <summary>True when the version lies in one of the spans or is named; no span and no name is every version.</summary>
    public static bool Names(this AffectedPackage affected, PackageVersion version) =>
        affected is { Ranges: [], Versions: [] }
        || affected.Ranges.Any(span => span.Contains(version))
        || affected.Versions.Any(text => PackageVersion.ParseUpstream(text) is { } named && named.CompareWith(version) == 0);

    /// <summary>True when the version lies in the span. A border that is no version bounds nothing that could be told: then it does not.</summary>
    public static bool Contains(this VersionSpan span, PackageVersion version) =>
        // OSV: "introduced": "0" is before every version.
        (span.From is null or "0" || PackageVersion.ParseUpstream(span.From)?.CompareWith(version) <= 0)
        && (span.After is null || PackageVersion.ParseUpstream(span.After)?.CompareWith(version) < 0)
        && (span.Before is null || PackageVersion.ParseUpstream(span.Before)?.CompareWith(version) > 0)
        && (span.Last is null || PackageVersion.ParseUpstream(span.Last)?.CompareWith(version) >= 0);
}
