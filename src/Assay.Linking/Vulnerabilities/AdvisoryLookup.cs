using Assay.Linking.Components;
using Assay.Model;

namespace Assay.Linking.Vulnerabilities;

/// <summary>Finds the vulnerabilities of a component's version in a database.</summary>
/// <param name="advisories">The database.</param>
internal sealed class AdvisoryLookup(IAdvisories advisories)
{
    /// <summary>Gives the vulnerabilities of which some source names the version; of several possible versions all of them.</summary>
    /// <param name="community">Community of the package.</param>
    /// <param name="package">Its id.</param>
    /// <param name="versions">The version, or all that it may be.</param>
    /// <param name="affected">What is said of the component.</param>
    /// <param name="known">Versions that the package is known to have, besides those that the database names.</param>
    public IEnumerable<ReportedVulnerability> Find(string community, string package, IReadOnlyList<PackageVersion> versions, AffectedComponent affected, IReadOnlyList<PackageVersion> known)
    {
        if (versions.Count == 0)
        {
            yield break;
        }

        var all = advisories.Of(community, package);
        string? upgrade = null;
        foreach (var vulnerability in all)
        {
            var statements = PackageStatement.Of(vulnerability, community, package, versions);
            if (statements.Exists(statement => statement.Affects))
            {
                upgrade ??= SafeUpgrades.Of(versions[0], all, community, package, known) ?? "";
                yield return Report(vulnerability, statements, affected, versions[0], upgrade.Length == 0 ? null : upgrade);
            }
        }
    }

    private static ReportedVulnerability Report(Vulnerability vulnerability, List<PackageStatement> statements, AffectedComponent affected, PackageVersion version, string? upgrade)
    {
        var affecting = statements.Where(statement => statement.Affects).ToArray();
        var worst = affecting.MaxBy(statement => (statement.Statement.Severity, statement.Score ?? -1))!;
        return new ReportedVulnerability
        {
            Id = vulnerability.Id,
            Aliases = vulnerability.Aliases,
            Summary = affecting.Select(statement => statement.Statement.Summary).FirstOrDefault(summary => summary.Length > 0) ?? "",
            Severity = worst.Statement.Severity,
            Cvss = worst.Statement.Cvss is [var score, ..] ? score : null,
            Sources = [.. statements.Select(statement => statement.Report())],
            Disagreements = [.. Disagreement.Of(statements, version)],
            Cwes = [.. affecting.SelectMany(statement => statement.Statement.Cwes).Distinct(StringComparer.Ordinal).OrderBy(Number).ThenBy(cwe => cwe, StringComparer.Ordinal)],
            Epss = vulnerability.Epss,
            EpssPercentile = vulnerability.EpssPercentile,
            KnownExploited = vulnerability.Exploited,
            Affected = affected,
            Fixed = [.. PackageStatement.Ordered(affecting.SelectMany(statement => statement.Ends))],
            SafeUpgrade = upgrade,
            Url = affecting.Select(statement => statement.Statement.Url).FirstOrDefault(url => url is not null),
        };
    }

    // CWE-79 before CWE-502.
    private static int Number(string cwe) => int.TryParse(cwe.AsSpan(cwe.LastIndexOf('-') + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}
