using System.Globalization;
using Assay.Model;

namespace Assay.Reports;

/// <summary>Sentences and names that several formats have.</summary>
internal static class FormatText
{
    /// <summary><c>Newtonsoft.Json@13.0.1</c>; the id alone where no version is known. Not encoded.</summary>
    public static string Name(CheckedPackage package) => package.Package.Version is { } version ? $"{package.Package.Id}@{version}" : package.Package.Id;

    /// <summary>The name that reports give a value.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => ReportNamingPolicy.Instance.ConvertName(value.ToString());

    /// <summary>The severity as a word of a sentence.</summary>
    public static string Severity(VulnerabilitySeverity severity) => severity == VulnerabilitySeverity.Unknown ? "severity unknown" : Word(severity);

    /// <summary>What is known of vulnerabilities of all packages: found, with whose records they are, none found in the database of a day, or not checked.</summary>
    public static string Vulnerabilities(CheckReport report)
    {
        var open = report.Packages.Count(package => package.Vulnerabilities.Status == VulnerabilityStatus.NotChecked);
        var database = report.Packages.Select(package => package.Vulnerabilities.Database).FirstOrDefault(database => database is not null);
        var source = database is null ? "" : $" in {database.Id} of {database.Date}";
        return report.Vulnerabilities switch
        {
            VulnerabilityStatus.Found => $"Known vulnerabilities: {Quantity.Of(report.Packages.Sum(package => package.Vulnerabilities.Items.Count), "match", "matches")}{source}.{Unchecked(open)}{(VulnerabilityText.Attribution(report.Packages.SelectMany(package => package.Vulnerabilities.Items)) is { } attribution ? " " + attribution : "")}",
            VulnerabilityStatus.NoneFound => $"Known vulnerabilities: none found{source}.{Unchecked(open)}",
            _ => open == report.Packages.Count ? "Known vulnerabilities: not checked, no advisory database was given. That is not \"none\"."
                : $"Known vulnerabilities: none found{source} in {Quantity.Of(report.Packages.Count - open, "package")}.{Unchecked(open)}",
        };
    }

    /// <summary>Why somebody should look at a package: what was not analysed, the first reason or issue, and its vulnerabilities.</summary>
    public static string Why(CheckedPackage package)
    {
        var failing = OpenIssues(package).Where(issue => issue.Status == AssessmentStatus.Fail).ToArray();
        var reason = NotAnalysed(package) ?? (package.Verdict is { Status: not VerdictStatus.Pass, Reasons: [var first, ..] } ? first : null) ?? (failing is [var issue, ..] ? issue.Title : null);
        var vulnerabilities = package.Vulnerabilities.Items;
        var known = vulnerabilities.Count == 0 ? null : $"{Quantity.Of(vulnerabilities.Count, "known vulnerability", "known vulnerabilities")}, the worst {Severity(vulnerabilities.Max(item => item.Severity))}";
        return string.Join("; ", new[] { reason?.TrimEnd('.'), known }.Where(part => part is not null));
    }

    /// <summary>What to do about a vulnerability.</summary>
    public static string Fix(ReportedVulnerability vulnerability)
    {
        var component = $"{vulnerability.Affected.Component} {vulnerability.Affected.Version}";
        var isEmbedded = vulnerability.Affected.Artifacts.Count > 0;
        return (vulnerability.SafeUpgrade, vulnerability.Fixed) switch
        {
            ({ } safe, _) when !isEmbedded => $"Upgrade to {safe}: the smallest later version without a known vulnerability.",
            ({ } safe, _) => $"Use a version of the package whose {vulnerability.Affected.Component} is {safe} or later: it holds {component}.",
            (null, [_, ..] versions) when !isEmbedded => $"Fixed in {string.Join(", ", versions)}.",
            (null, [_, ..] versions) => $"Fixed in {vulnerability.Affected.Component} {string.Join(", ", versions)}: the package holds {component}.",
            _ => "No fixed version is known.",
        };
    }

    /// <summary>Why a package was not analysed; null for one that was.</summary>
    public static string? NotAnalysed(CheckedPackage package) => package.Status == CheckedStatus.Analysed ? null : package.Status switch
    {
        CheckedStatus.Missing => "Not found",
        CheckedStatus.Unreadable => "Cannot be read",
        CheckedStatus.Unresolved => "No version can be told",
        _ => "The content is not that of the lock file",
    } + (package.StatusText is { Length: > 0 } text ? ": " + text : ".");

    /// <summary>The issues that count: not suppressed.</summary>
    public static IEnumerable<Issue> OpenIssues(CheckedPackage package) => package.Issues.Where(issue => !issue.IsSuppressed());

    /// <summary>True when somebody should look at the package: its verdict is not pass, it was not analysed, an issue fails its assessment, or a vulnerability is known.</summary>
    public static bool NeedsAttention(CheckedPackage package) =>
        package.Verdict.Status != VerdictStatus.Pass || package.Status != CheckedStatus.Analysed || package.Vulnerabilities.Items.Count > 0 || OpenIssues(package).Any(issue => issue.Status == AssessmentStatus.Fail);

    /// <summary>The way by which a package came in, shortest first: <c>App.csproj: A@1.0.0 > B@2.0.0</c>; null for one without.</summary>
    public static string? IntroducedBy(CheckedPackage package, string arrow)
    {
        if (package.IntroducedBy is not [var first, ..])
        {
            return null;
        }

        var others = Math.Max(package.IntroducedByTotal, package.IntroducedBy.Count) - 1;
        var way = first.Packages.Count > 1 ? $"{first.Project}: {string.Join($" {arrow} ", first.Packages)}" : first.Project;
        return others > 0 ? string.Create(CultureInfo.InvariantCulture, $"{way} and {others:N0} more") : way;
    }

    private static string Unchecked(int count) => count == 0 ? "" : $" Not checked: {Quantity.Of(count, "package")}.";
}
