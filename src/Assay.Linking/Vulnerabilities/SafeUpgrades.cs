using Assay.Model;

namespace Assay.Linking.Vulnerabilities;

/// <summary>Finds the nearest version that no known vulnerability names.</summary>
internal static class SafeUpgrades
{
    private const int MaximumCandidates = 5_000;

    /// <summary>Gives the smallest version above <paramref name="current"/>, which is one of the same major version where there is one; null where none is known.</summary>
    /// <param name="current">The version now.</param>
    /// <param name="all">All vulnerabilities of the package.</param>
    /// <param name="community">Community of the package.</param>
    /// <param name="package">Its id.</param>
    /// <param name="known">Versions that the package is known to have. The versions with which vulnerabilities end are known, too.</param>
    public static string? Of(PackageVersion current, IReadOnlyList<Vulnerability> all, string community, string package, IReadOnlyList<PackageVersion> known)
    {
        var entries = all.SelectMany(vulnerability => vulnerability.Statements).SelectMany(statement => statement.Affected)
            .Where(entry => entry.Community == community && entry.Package.Equals(package, StringComparison.OrdinalIgnoreCase)).ToArray();
        // What is stable is not replaced by what is not.
        var candidates = PackageStatement.Ordered(entries.SelectMany(entry => entry.Ranges).Select(span => span.Before).OfType<string>().Concat(known.Select(version => version.ToString())))
            .Select(text => (Text: text, Version: PackageVersion.ParseUpstream(text)!))
            .Where(entry => entry.Version.CompareWith(current) > 0 && (entry.Version.Prerelease.Length == 0 || current.Prerelease.Length > 0))
            .Take(MaximumCandidates);
        return candidates.FirstOrDefault(entry => !Array.Exists(entries, affected => affected.Names(entry.Version))).Text;
    }
}
