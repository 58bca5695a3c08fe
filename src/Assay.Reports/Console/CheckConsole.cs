using System.Globalization;
using Assay.Model;
using Spectre.Console;

namespace Assay.Reports;

/// <summary>What the table of a check shows.</summary>
/// <param name="All">Packages without findings, and every finding.</param>
/// <param name="Brief">One line for each package.</param>
public sealed record CheckConsoleOptions(bool All, bool Brief);

/// <summary>Shows the report of a check: packages with findings, the worst first, with the ways by which they came in; then totals.</summary>
public static class CheckConsole
{
    private const int Indent = 14;
    private const int IssuesShown = 3;
    private const int VulnerabilitiesShown = 3;
    private const int WaysShown = 2;
    private const int ProblemsShown = 20;

    /// <summary>Writes all of it.</summary>
    public static void Write(CheckReport report, IAnsiConsole console, CheckConsoleOptions options)
    {
        var lines = new LineWriter(console);
        CheckedPackage[] shown = [.. report.Packages.Where(package => options.All || IsShown(package)).Order(WorstFirst.Instance)];
        foreach (var package in shown)
        {
            Write(package, lines, options);
        }

        WriteProblems(report, lines, options);
        if (!options.Brief)
        {
            WriteTotals(report, shown, lines);
        }
    }

    // Open issues of low severity without a failed assessment are most of what is found in well-known packages.
    private static bool IsShown(CheckedPackage package) => FormatText.NeedsAttention(package) || FormatText.OpenIssues(package).Any(issue => issue.Severity == Severity.High);

    private static void Write(CheckedPackage package, LineWriter lines, CheckConsoleOptions options)
    {
        var (sign, word, style) = lines.Symbols.Of(package.Verdict.Status);
        var head = new TextLine().Whole(sign, style).Column(package.Status is CheckedStatus.Analysed or CheckedStatus.HashMismatch ? word : StatusWord(package.Status), 10, style, gap: 1)
            .Whole(package.Package.Id, Palette.Strong).Whole(package.Package.Version, gap: 1);
        if (package.Status == CheckedStatus.Analysed)
        {
            var open = FormatText.OpenIssues(package).Count();
            head.Prose($"{Quantity.Of(open, "issue")}, {VulnerabilityWord(package)}", Palette.Faint, gap: 2);
        }

        head.Prose(package.Development ? "development" : null, Palette.Faint, gap: 2);
        lines.Write(head, hang: Indent);
        if (options.Brief)
        {
            return;
        }

        if (package.Status != CheckedStatus.Analysed)
        {
            lines.Write(new TextLine().Prose(package.StatusText), indent: Indent);
        }
        else if (package.Verdict.Status != VerdictStatus.Pass && package.Verdict.Reasons is [var reason, ..])
        {
            lines.Write(new TextLine().Prose(reason), indent: Indent);
        }

        WriteFindings(package, lines, options);
        WriteWays(package, lines, options);
    }

    private static void WriteFindings(CheckedPackage package, LineWriter lines, CheckConsoleOptions options)
    {
        foreach (var vulnerability in package.Vulnerabilities.Items.Take(options.All ? int.MaxValue : VulnerabilitiesShown))
        {
            lines.Write(new TextLine().Whole(lines.Symbols.High, Palette.Bad).Prose(FormatText.Severity(vulnerability.Severity), Palette.Bad).Whole(vulnerability.Id, Palette.Strong)
                .Prose(vulnerability.Affected.Artifacts.Count > 0 ? $"in {vulnerability.Affected.Component} {vulnerability.Affected.Version} inside." : null, gap: 2).Prose(FormatText.Fix(vulnerability), Palette.Faint), indent: Indent, hang: Indent + 4);
        }

        More(package.Vulnerabilities.Items.Count, options.All ? int.MaxValue : VulnerabilitiesShown, "known vulnerability", "known vulnerabilities", lines);
        Issue[] issues = [.. FormatText.OpenIssues(package).Where(issue => issue.Assessment != AssessmentKind.Vulnerabilities || package.Vulnerabilities.Items.Count == 0)];
        foreach (var issue in issues.Take(options.All ? int.MaxValue : IssuesShown))
        {
            var (sign, word, style) = lines.Symbols.Of(issue.Severity);
            lines.Write(new TextLine().Whole(sign, style).Whole(word, style, gap: 1).Prose(issue.Title, gap: 2).Whole(issue.Id, Palette.Faint), indent: Indent, hang: Indent + 4);
        }

        More(issues.Length, options.All ? int.MaxValue : IssuesShown, "issue", "issues", lines);
    }

    private static void WriteWays(CheckedPackage package, LineWriter lines, CheckConsoleOptions options)
    {
        var ways = options.All ? package.IntroducedBy.Count : Math.Min(WaysShown, package.IntroducedBy.Count);
        foreach (var way in package.IntroducedBy.Take(ways))
        {
            lines.Write(new TextLine().Prose("introduced by", Palette.Faint).Whole(way.Project, Palette.Place, gap: 1).Joined(lines.Symbols.Arrow, way.Packages.Count > 1 ? way.Packages.SkipLast(1) : [], Palette.Plain), indent: Indent, hang: Indent + 4);
        }

        if (package.IntroducedByTotal > ways)
        {
            lines.Write(new TextLine().Prose($"and by {Quantity.Of(package.IntroducedByTotal - ways, "other project")}", Palette.Faint), indent: Indent);
        }
    }

    private static void WriteProblems(CheckReport report, LineWriter lines, CheckConsoleOptions options)
    {
        CheckProblem[] problems = [.. report.Problems.Where(problem => !options.Brief || !problem.Notice)];
        foreach (var problem in problems.Take(options.All ? int.MaxValue : ProblemsShown))
        {
            lines.Write(new TextLine().Whole(problem.Notice ? lines.Symbols.Note : lines.Symbols.Unknown, problem.Notice ? Palette.Faint : Palette.Open).Column(problem.Notice ? "notice" : "not read", 10, problem.Notice ? Palette.Faint : Palette.Open, gap: 1)
                .Whole(problem.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{problem.Path}:{line}") : problem.Path, Palette.Place).Prose(problem.Text), hang: Indent);
        }

        More(problems.Length, options.All ? int.MaxValue : ProblemsShown, "problem", "problems", lines);
    }

    private static void WriteTotals(CheckReport report, CheckedPackage[] shown, LineWriter lines)
    {
        var packages = report.Packages;
        lines.Blank();
        var parts = new List<string>();
        foreach (var status in (ReadOnlySpan<VerdictStatus>)[VerdictStatus.Fail, VerdictStatus.Unknown, VerdictStatus.Review, VerdictStatus.Pass])
        {
            var count = packages.Count(package => package.Verdict.Status == status);
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {lines.Symbols.Of(status).Word}"));
            }
        }

        var declared = report.Projects.Count(project => project.Resolution == "declared");
        lines.Write(new TextLine().Prose($"{Quantity.Of(packages.Count, "package")} of {Quantity.Of(report.Projects.Count, "source")}{(parts.Count == 0 ? "" : ": " + string.Join(", ", parts))}.", Palette.Strong));
        lines.Write(new TextLine().Prose(FormatText.Vulnerabilities(report)));
        if (declared > 0)
        {
            lines.Write(new TextLine().Prose($"{Quantity.Of(declared, "source")} without a restore or lock file: what {(declared == 1 ? "it needs" : "they need")} was worked out from the lowest versions that {(declared == 1 ? "it allows" : "they allow")}.", Palette.Faint));
        }

        var missing = packages.Count(package => package.Status is CheckedStatus.Missing or CheckedStatus.Unreadable or CheckedStatus.Unresolved);
        if (missing > 0)
        {
            lines.Write(new TextLine().Prose($"{Quantity.Of(missing, "package")} not analysed.", Palette.Open));
        }

        if (packages.Count > shown.Length)
        {
            lines.Write(new TextLine().Prose($"{Quantity.Of(packages.Count - shown.Length, "package")} without findings to look at; --all shows {(packages.Count - shown.Length == 1 ? "it" : "them")}.", Palette.Faint));
        }
    }

    private static void More(int count, int shown, string one, string many, LineWriter lines)
    {
        if (count > shown)
        {
            lines.Write(new TextLine().Prose($"and {Quantity.Of(count - shown, "more " + one, "more " + many)}", Palette.Faint), indent: Indent);
        }
    }

    private static string VulnerabilityWord(CheckedPackage package) => package.Vulnerabilities.Status switch
    {
        VulnerabilityStatus.Found => Quantity.Of(package.Vulnerabilities.Items.Count, "known vulnerability", "known vulnerabilities"),
        VulnerabilityStatus.NoneFound => "no known vulnerability",
        _ => "vulnerabilities not checked",
    };

    private static string StatusWord(CheckedStatus status) => status switch
    {
        CheckedStatus.Missing => "missing",
        CheckedStatus.Unreadable => "unreadable",
        CheckedStatus.Unresolved => "unresolved",
        _ => "changed",
    };
}
