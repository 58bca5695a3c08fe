using Assay.Model;

namespace Assay.Reports;

/// <summary>What the code does: the first five with evidence, the others as a list when asked for.</summary>
internal static class BehaviorSection
{
    public static void Write(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        var behaviors = report.Behaviors;
        var recovered = RecoveredCode.Of(report);
        var shown = Math.Min(FindingLines.Shown, behaviors.Count);
        lines.Heading("Top behaviors", FindingLines.Remark(shown, behaviors.Count));
        if (shown == 0)
        {
            lines.Write(new TextLine().Prose(report.Coverage.Skipped + report.Coverage.Partial > 0 ? "None found in what could be read." : "None found."), indent: 2);
        }

        for (var index = 0; index < shown; index++)
        {
            if (index > 0)
            {
                lines.Blank();
            }

            Write(behaviors[index], index + 1, lines, recovered);
        }

        if (options.All && behaviors.Count > shown)
        {
            WriteOthers(behaviors.Skip(shown), lines);
        }
    }

    private static void Write(Behavior behavior, int number, LineWriter lines, RecoveredCode recovered)
    {
        FindingLines.Title(lines, number, lines.Symbols.Of(behavior.Risk), behavior.Title);
        lines.Write(new TextLine().Joined(lines.Symbols.Dot, [behavior.Id, behavior.Category, SurfaceText.Runs(behavior.Surfaces), Quantity.Of(behavior.Count, "file")], Palette.Faint), FindingLines.Indent);
        FindingLines.Prevalence(lines, behavior.Prevalence);
        FindingLines.Evidence(lines, behavior.Evidence, behavior.EvidenceTotal, shown: 2, recovered);
    }

    private static void WriteOthers(IEnumerable<Behavior> behaviors, LineWriter lines)
    {
        lines.Heading("Other behaviors");
        foreach (var behavior in behaviors)
        {
            var (sign, word, style) = lines.Symbols.Of(behavior.Risk);
            lines.Write(new TextLine().Whole(sign, style).Column(word, 10, style, gap: 1).Prose(behavior.Title, gap: 2)
                .Whole($"({string.Join(", ", (string?[])[Quantity.Of(behavior.Count, "file"), .. behavior.Surfaces, behavior.Prevalence.Label])})".Replace(", )", ")", StringComparison.Ordinal), Palette.Faint, gap: 1), indent: 2, hang: 15);
        }
    }
}
