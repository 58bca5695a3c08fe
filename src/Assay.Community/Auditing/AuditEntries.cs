using Assay.Model;

namespace Assay.Community;

/// <summary>Turns what is known of packages into entries of a vulnerability index.</summary>
public static class AuditEntries
{
    /// <summary>Severity of a package whose verdict is <c>fail</c>, and of one that is known to be malicious.</summary>
    public const int Critical = 3;

    private const int High = 2;
    private const int Moderate = 1;
    private const int Low = 0;

    /// <summary>Gives the entries of a vulnerability: one for each span of versions of each NuGet package that some source names. Nothing for one without a page, since NuGet shows nothing else.</summary>
    public static IEnumerable<AuditEntry> Of(Vulnerability vulnerability)
    {
        if (PageOf(vulnerability) is not { } url)
        {
            yield break;
        }

        var severity = SeverityOf(vulnerability.Statements.Max(statement => statement.Severity));
        var packages = vulnerability.Statements.SelectMany(statement => statement.Affected).Where(affected => affected.Community == "nuget").GroupBy(affected => affected.Package, StringComparer.OrdinalIgnoreCase);
        foreach (var package in packages)
        {
            foreach (var versions in VersionCover.Of(package))
            {
                yield return new AuditEntry(package.Key, versions, severity, url);
            }
        }
    }

    /// <summary>Gives the entries of a package that is known to be malicious.</summary>
    /// <param name="package">What a record says.</param>
    /// <param name="page">Gives the page of a record.</param>
    public static IEnumerable<AuditEntry> Of(MaliciousPackage package, Func<string, string> page) => package.Community != "nuget" || package.Package.Length == 0 ? []
        : VersionCover.Of([new AffectedPackage(package.Community, package.Package, package.Ranges, package.Versions)]).Select(versions => new AuditEntry(package.Package, versions, Critical, page(package.Record)));

    /// <summary>Gives the entry of a package that was judged; null when its verdict is neither <c>fail</c> nor <c>review</c>, or it is no NuGet package.</summary>
    /// <param name="package">The package of a report.</param>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="url">The page about it.</param>
    public static AuditEntry? Of(ReportedPackage package, VerdictStatus verdict, string url) => package is { Community: "nuget", Version: { } version } && verdict is VerdictStatus.Fail or VerdictStatus.Review
        ? new AuditEntry(package.Id, $"[{version}]", verdict == VerdictStatus.Fail ? Critical : Moderate, url)
        : null;

    // The page that NuGet's own sources name: an advisory that was suppressed by its address stays so, and two sources that name it give one warning.
    private static string? PageOf(Vulnerability vulnerability) => vulnerability.Statements.Where(statement => IsPage(statement.Url))
        .OrderBy(statement => statement.Source is "github" || statement.Source.StartsWith("nuget:", StringComparison.Ordinal) ? 0 : 1).Select(statement => statement.Url).FirstOrDefault();

    private static bool IsPage(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    // NuGet knows no "unknown": it would refuse the number.
    private static int SeverityOf(VulnerabilitySeverity severity) => severity switch
    {
        VulnerabilitySeverity.Critical => Critical,
        VulnerabilitySeverity.High => High,
        VulnerabilitySeverity.Low or VulnerabilitySeverity.None => Low,
        _ => Moderate,
    };
}
