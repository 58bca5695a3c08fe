using System.Globalization;
using Assay.Model;
using Spectre.Console;

namespace Assay.Reports;

/// <summary>Shows many packages: one line each in the given order, totals at the end.</summary>
public sealed class SummaryReport(IAnsiConsole console)
{
    private readonly LineWriter _lines = new(console);
    private readonly Dictionary<VerdictStatus, int> _verdicts = [];
    private int _unreadable;

    /// <summary>Writes the line of a package, with the first reason below it where the verdict is not pass.</summary>
    public void Add(PackageReport report)
    {
        var (sign, word, style) = _lines.Symbols.Of(report.Verdict.Status);
        Count(report.Verdict.Status);
        _lines.Write(Begin(sign, word, style).Whole(report.Package.Id, Palette.Strong).Whole(report.Package.Version, gap: 1)
            .Prose($"{Quantity.Of(report.Issues.Count, "issue")}, {Quantity.Of(report.Behaviors.Count, "behavior")}", Palette.Faint, gap: 2), hang: 14);
        if (report.Verdict.Status != VerdictStatus.Pass && report.Verdict.Reasons is [var reason, ..])
        {
            _lines.Write(new TextLine().Prose(reason), indent: 14);
        }
    }

    /// <summary>Counts a package whose report is shown elsewhere.</summary>
    public void Count(VerdictStatus status) => _verdicts[status] = _verdicts.GetValueOrDefault(status) + 1;

    /// <summary>Writes the line of a package that could not be opened.</summary>
    public void AddUnreadable(string name, string message)
    {
        _unreadable++;
        _lines.Write(Begin(_lines.Symbols.Unknown, "unreadable", Palette.Open).Whole(name, Palette.Strong), hang: 14);
        _lines.Write(new TextLine().Prose(message), indent: 14);
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

    private static TextLine Begin(string sign, string word, Style style) => new TextLine().Whole(sign, style).Column(word, 10, style, gap: 1);
}
