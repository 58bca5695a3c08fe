using System.Globalization;
using Assay.Model;
using Spectre.Console;

namespace Assay.Reports;

/// <summary>Shows many packages: one line each, the worst verdict and the rarest finding first, and totals.</summary>
public sealed class SummaryReport(IAnsiConsole console, bool brief = false)
{
    private const int Indent = 14;
    private readonly LineWriter _lines = new(console);
    private readonly List<Row> _rows = [];
    private readonly Dictionary<VerdictStatus, int> _verdicts = [];
    private int _unreadable;

    /// <summary>Takes a package up.</summary>
    public void Add(PackageReport report)
    {
        Count(report.Verdict.Status);
        var rarest = Rarest(report);
        _rows.Add(new Row(Rank(report.Verdict.Status), rarest.Share ?? double.MaxValue, report.Package.Id, report.Package.Version ?? "", () => Write(report, rarest.Title, rarest.Prevalence)));
    }

    /// <summary>Counts a package whose report is shown elsewhere.</summary>
    public void Count(VerdictStatus status) => _verdicts[status] = _verdicts.GetValueOrDefault(status) + 1;

    /// <summary>Takes up a package that could not be opened.</summary>
    public void AddUnreadable(string name, string message)
    {
        _unreadable++;
        _rows.Add(new Row(Rank(VerdictStatus.Unknown), 0, name, "", () =>
        {
            _lines.Write(Begin(_lines.Symbols.Unknown, "unreadable", Palette.Open).Whole(name, Palette.Strong), hang: Indent);
            if (!brief)
            {
                _lines.Write(new TextLine().Prose(message), indent: Indent);
            }
        }));
    }

    /// <summary>Writes a line for each package; below it the first reason of a verdict that is not pass, and the rarest finding, unless brief.</summary>
    public void WriteLines()
    {
        foreach (var row in _rows.OrderBy(row => row.Rank).ThenBy(row => row.Share).ThenBy(row => row.Id, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Version, StringComparer.Ordinal))
        {
            row.Write();
        }
    }

    /// <summary>Writes the totals.</summary>
    public void WriteTotals()
    {
        var total = _verdicts.Values.Sum() + _unreadable;
        var parts = new[] { VerdictStatus.Fail, VerdictStatus.Unknown, VerdictStatus.Review, VerdictStatus.Pass }
            .Where(status => _verdicts.GetValueOrDefault(status) > 0)
            .Select(status => string.Create(CultureInfo.InvariantCulture, $"{_verdicts[status]:N0} {_lines.Symbols.Of(status).Word}"));
        if (_unreadable > 0)
        {
            parts = parts.Prepend(string.Create(CultureInfo.InvariantCulture, $"{_unreadable:N0} unreadable"));
        }

        _lines.Blank();
        _lines.Write(new TextLine().Prose($"{Quantity.Of(total, "package")}: {string.Join(", ", parts)}.", Palette.Strong));
    }

    private void Write(PackageReport report, string? rarest, PrevalenceTier? prevalence)
    {
        var (sign, word, style) = _lines.Symbols.Of(report.Verdict.Status);
        _lines.Write(Begin(sign, word, style).Whole(report.Package.Id, Palette.Strong).Whole(report.Package.Version, gap: 1)
            .Prose($"{Quantity.Of(report.OpenIssues().Count, "issue")}, {Quantity.Of(report.Behaviors.Count, "behavior")}{Vulnerabilities(report)}{Suppressed(report)}", Palette.Faint, gap: 2), hang: Indent);
        if (brief)
        {
            return;
        }

        if (report.Verdict.Status != VerdictStatus.Pass && report.Verdict.Reasons is [var reason, ..])
        {
            _lines.Write(new TextLine().Prose(reason), indent: Indent);
        }

        if (rarest is not null && prevalence is not null)
        {
            _lines.Write(new TextLine().Prose(string.Create(CultureInfo.InvariantCulture, $"rarest: {rarest.TrimEnd('.')} ({prevalence.Count:N0} of {prevalence.Of:N0} other packages)"), Palette.Faint), indent: Indent);
        }
    }

    // Each of many packages saying that nothing was looked up would say nothing.
    private static string Vulnerabilities(PackageReport report) => report.Vulnerabilities.Status == VulnerabilityStatus.NotChecked ? ""
        : $", {Quantity.Of(report.Vulnerabilities.Total, "known vulnerability", "known vulnerabilities")}";

    private static string Suppressed(PackageReport report)
    {
        var suppressed = report.Suppressed is { } totals ? totals.Issues + totals.Places + totals.Behaviors.Count : 0;
        return suppressed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {suppressed:N0} suppressed");
    }

    // The finding that the fewest packages of the community have; nothing without figures.
    private static (double? Share, string? Title, PrevalenceTier? Prevalence) Rarest(PackageReport report)
    {
        var rarest = report.OpenIssues().Select(issue => (issue.Title, issue.Prevalence))
            .Concat(report.Behaviors.Select(behavior => (behavior.Title, behavior.Prevalence)))
            .Where(finding => finding.Prevalence is { Status: PrevalenceStatus.Known, Community: not null })
            .OrderBy(finding => finding.Prevalence.Community!.Share)
            .ThenBy(finding => finding.Title, StringComparer.Ordinal)
            .FirstOrDefault();
        return rarest.Prevalence is null ? default : (rarest.Prevalence.Community!.Share, rarest.Title, rarest.Prevalence.Community);
    }

    private static int Rank(VerdictStatus status) => status switch
    {
        VerdictStatus.Fail => 0,
        VerdictStatus.Unknown => 1,
        VerdictStatus.Review => 2,
        _ => 3,
    };

    private static TextLine Begin(string sign, string word, Style style) => new TextLine().Whole(sign, style).Column(word, 10, style, gap: 1);

    private sealed record Row(int Rank, double Share, string Id, string Version, Action Write);
}
