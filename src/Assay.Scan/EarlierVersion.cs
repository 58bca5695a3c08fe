using Assay.Model;

namespace Assay.Scan;

/// <summary>Says which version of a package is the one before another.</summary>
public static class EarlierVersion
{
    /// <summary>Chooses among versions: before a release the release before it where there is one, else whatever is before it. Unlisted ones count only where nothing else is.</summary>
    public static string? Choose(IReadOnlyList<ReportedVersion> versions, string version)
    {
        if (PackageVersion.Parse(version) is not { } own)
        {
            return null;
        }

        return versions.Select(known => (known.Version, known.Listed, Parsed: PackageVersion.Parse(known.Version)))
            .Where(known => known.Parsed is not null && known.Parsed.CompareWith(own) < 0)
            .OrderByDescending(known => known.Listed is not false)
            .ThenByDescending(known => own.Prerelease.Length > 0 || known.Parsed!.Prerelease.Length == 0)
            .ThenByDescending(known => known.Parsed, Comparer<PackageVersion?>.Create(static (left, right) => left!.CompareWith(right!)))
            .Select(known => known.Version).FirstOrDefault();
    }
}
