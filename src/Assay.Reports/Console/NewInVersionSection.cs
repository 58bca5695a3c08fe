using Assay.Model;

namespace Assay.Reports;

/// <summary>What is new in a package against the version before: of the report the part that is read first.</summary>
internal static class NewInVersionSection
{
    private const int Shown = 5;

    public static void Write(PackageReport report, LineWriter lines)
    {
        if (report.NewInVersion is not { } news)
        {
            return;
        }

        var changes = news.Changes;
        var against = $"against {(news.Before.Id == report.Package.Id && news.Before.Version is { } version ? version : ChangeText.Name(news.Before))}{(ChangeText.Step(changes.Step) is { } step ? $" ({step})" : "")}";
        lines.Heading("New in this version", against);
        foreach (var limit in ChangeText.Limits(changes.Comparability))
        {
            lines.Write(new TextLine().Prose(limit, Palette.Open), indent: 2);
        }

        var any = false;
        foreach (var (what, text) in NewLines.Of(news, lines.Symbols.Arrow, Shown))
        {
            lines.Write(new TextLine().Column(what, 14, Palette.Strong).Prose(text), indent: 2, hang: 18);
            any = true;
        }

        if (!any)
        {
            lines.Write(new TextLine().Prose(ChangeText.None(changes.Comparability, "Nothing that it does, contacts, depends on or is signed by.")), indent: 2);
        }
    }
}
