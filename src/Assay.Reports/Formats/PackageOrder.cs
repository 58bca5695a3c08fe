using Assay.Model;

namespace Assay.Reports;

/// <summary>The order of packages in a report: community, id, version as galleries order versions, hash.</summary>
internal sealed class PackageOrder : IComparer<CheckedPackage>
{
    public static PackageOrder Instance { get; } = new();

    public int Compare(CheckedPackage? left, CheckedPackage? right)
    {
        var (first, second) = (left!.Package, right!.Package);
        var order = string.CompareOrdinal(first.Community, second.Community);
        order = order != 0 ? order : string.Compare(first.Id, second.Id, StringComparison.OrdinalIgnoreCase);
        order = order != 0 ? order : string.CompareOrdinal(first.Id, second.Id);
        order = order != 0 ? order : CompareVersions(first.Version, second.Version);
        return order != 0 ? order : string.CompareOrdinal(first.Sha256, second.Sha256);
    }

    private static int CompareVersions(string? left, string? right)
    {
        var order = (PackageVersion.Parse(left), PackageVersion.Parse(right)) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            var (first, second) => first.CompareWith(second),
        };
        return order != 0 ? order : string.CompareOrdinal(left, right);
    }
}
