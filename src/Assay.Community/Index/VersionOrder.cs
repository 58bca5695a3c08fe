using NuGet.Versioning;

namespace Assay.Community.Index;

/// <summary>Which version stands for a package: stable before prerelease, then the highest.</summary>
internal static class VersionOrder
{
    /// <summary>Says whether a version comes before another one; any is better than none.</summary>
    public static bool IsBetter(string version, string? than) => than is null || Compare(version, than) > 0;

    /// <summary>Orders the better one higher; what is no version comes last.</summary>
    public static int Compare(string left, string right)
    {
        var isLeft = NuGetVersion.TryParse(left, out var one);
        var isRight = NuGetVersion.TryParse(right, out var other);
        return !isLeft || !isRight ? (isLeft ? 1 : isRight ? -1 : string.CompareOrdinal(left, right))
            : one!.IsPrerelease != other!.IsPrerelease ? (other.IsPrerelease ? 1 : -1)
            : one.CompareTo(other);
    }
}
