using Assay.Model;

namespace Assay.Scan.Comparing;

/// <summary>Names how one version follows another.</summary>
internal static class VersionStep
{
    public static string? Of(PackageManifest? before, PackageManifest? after)
    {
        if (before is null || after is null)
        {
            return null;
        }

        if (!string.Equals(before.Id, after.Id, StringComparison.OrdinalIgnoreCase))
        {
            return "other-package";
        }

        return PackageVersion.Parse(before.NormalizedVersion) is { } earlier && PackageVersion.Parse(after.NormalizedVersion) is { } later ? Of(earlier, later) : null;
    }

    private static string Of(PackageVersion earlier, PackageVersion later)
    {
        var order = earlier.CompareWith(later);
        var sameNumbers = (earlier.Major, earlier.Minor, earlier.Patch, earlier.Revision) == (later.Major, later.Minor, later.Patch, later.Revision);
        return order == 0 ? "same"
            : order > 0 ? "lower"
            : later.Prerelease.Length > 0 ? "prerelease"
            : sameNumbers ? "release"
            : earlier.Major != later.Major ? "major"
            : earlier.Minor != later.Minor ? "minor"
            : earlier.Patch != later.Patch ? "patch"
            : "revision";
    }
}
