using Assay.Model;

namespace Assay.Reports;

/// <summary>The lines that issues and behaviors have in common.</summary>
internal static class FindingLines
{
    public const int Shown = 5;
    public const int Indent = 5;

    public static string? Remark(int shown, int total) => total == 0 ? null : shown < total ? $"{shown} of {total}" : $"all {total}";

    public static void Title(LineWriter lines, int number, (string Sign, string Word, Spectre.Console.Style Style) rank, string title) =>
        lines.Write(new TextLine().Column($"{number}", 2, Palette.Faint).Whole(rank.Sign, rank.Style, gap: 1).Whole(rank.Word, rank.Style, gap: 1).Prose(title, Palette.Strong, gap: 2), indent: 2, hang: Indent);

    // Whole sentences up to the length of two lines, at least one.
    public static string InShort(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        while (end >= 0 && text.IndexOf(". ", end + 2, StringComparison.Ordinal) is var next && next is >= 0 and < 160)
        {
            end = next;
        }

        return end < 0 || text.Length <= 160 ? text : text[..(end + 1)];
    }

    // Without figures for any finding the reason is said once, at the end of the report.
    public static void Prevalence(LineWriter lines, Prevalence prevalence)
    {
        if (prevalence.Status is PrevalenceStatus.Known or PrevalenceStatus.RuleChanged)
        {
            lines.Write(new TextLine().Prose(Sentence(prevalence)), Indent);
        }
    }

    public static void Evidence(LineWriter lines, IReadOnlyList<Evidence> evidence, int total, int shown, RecoveredCode recovered)
    {
        foreach (var item in evidence.Take(shown))
        {
            lines.Write(EvidenceText.Line(item, lines.Symbols), Indent, Indent + 2);
            if (EvidenceText.Path(item, lines.Symbols) is { } path)
            {
                lines.Write(new TextLine().Prose($"(reached by {path})", Palette.Faint), Indent + 2);
            }

            if (recovered.At(item.Artifact) is { } layer)
            {
                lines.Write(new TextLine().Prose($"(in recovered code {layer.Number}, by {layer.Route(lines.Symbols.Arrow)})", Palette.Faint), Indent + 2);
            }
        }

        if (total > Math.Min(shown, evidence.Count))
        {
            lines.Write(new TextLine().Prose($"and {Quantity.Of(total - Math.Min(shown, evidence.Count), "more place")}", Palette.Faint), Indent);
        }
    }

    private static string Sentence(Prevalence prevalence) =>
        prevalence.Label is { } label && !prevalence.Sentence.StartsWith(label, StringComparison.OrdinalIgnoreCase) ? $"{label}: {prevalence.Sentence}" : prevalence.Sentence;
}
