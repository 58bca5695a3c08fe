using Assay.Model;
using Spectre.Console;

namespace Assay.Reports;

/// <summary>Shows the comparison of two packages to a person at a terminal.</summary>
public static class DifferenceReport
{
    /// <summary>Writes the comparison at the width of the console, at most 120 columns.</summary>
    public static void Write(VersionComparison comparison, IAnsiConsole console, ConsoleReportOptions options)
    {
        var lines = new LineWriter(console);
        var (before, after, changes) = (comparison.Before, comparison.After, comparison.Changes);
        var (sign, word, style) = lines.Symbols.Of(after.Verdict);
        var (signBefore, wordBefore, styleBefore) = lines.Symbols.Of(before.Verdict);
        lines.Write(new TextLine().Whole(signBefore, styleBefore).Whole(wordBefore.ToUpperInvariant(), styleBefore, gap: 1).Whole(lines.Symbols.Arrow, Palette.Faint, gap: 1).Whole(sign, style, gap: 1).Whole(word.ToUpperInvariant(), style, gap: 1)
            .Whole(ChangeText.Names(before, after, lines.Symbols.Arrow), Palette.Strong).Whole(ChangeText.Step(changes.Step) is { } step ? $"({step})" : null, Palette.Faint, gap: 1), hang: 2);
        WriteVerdict(changes, lines);
        var sections = new ChangeSections(changes, lines, options);
        sections.WriteOrigin();
        sections.WriteBehaviors();
        sections.WriteIssues();
        sections.WriteSurfaces();
        sections.WriteHosts();
        sections.WriteDependencies();
        sections.WriteFiles();
        sections.WriteApi();
        sections.WriteSizes();
        lines.Heading("About this comparison");
        lines.Write(new TextLine().Joined(lines.Symbols.Dot,
        [
            $"{comparison.Tool.Name} {comparison.Tool.Version}", $"rules {comparison.Inputs.RulePack.Version}", comparison.Inputs.AsOf is null ? null : $"as of {comparison.Inputs.AsOf}",
        ]), indent: 2);
        lines.Write(new TextLine().Whole($"before sha256 {before.Sha256}", Palette.Faint), indent: 2);
        lines.Write(new TextLine().Whole($"after  sha256 {after.Sha256}", Palette.Faint), indent: 2);
        lines.Write(new TextLine().Joined(lines.Symbols.Dot, [options.All ? null : "--all shows every file and place", "--format markdown writes a table for a review", "-o html=difference.html writes a page"], Palette.Faint), indent: 2);
    }

    private static void WriteVerdict(VersionChanges changes, LineWriter lines)
    {
        foreach (var reason in changes.Verdict.NewReasons)
        {
            lines.Write(new TextLine().Prose(reason), indent: 2);
        }

        foreach (var limit in ChangeText.Limits(changes.Comparability))
        {
            lines.Write(new TextLine().Prose(limit, Palette.Open), indent: 2);
        }

        foreach (var limit in changes.Comparability.Limits.Take(5))
        {
            lines.Write(new TextLine().Prose($"{limit.Side}: {limit.Artifact} {limit.Text}", Palette.Faint), indent: 4);
        }

        if (changes.IsEmpty())
        {
            lines.Write(new TextLine().Prose(ChangeText.None(changes.Comparability, "Nothing differs.")), indent: 2);
        }
    }
}
