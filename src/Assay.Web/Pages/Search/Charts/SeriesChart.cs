using System.Globalization;
using Assay.Community.Index;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Search.Charts;

/// <summary>Weekly shares of packages with a finding: a small drawing for each tier, all of one scale of weeks, with the weeks in which the rule was another one marked, and the figures as a table.</summary>
internal static class SeriesChart
{
    private const double Width = 320, Height = 130, Left = 38, Right = 10, Top = 22, Bottom = 22;

    private static readonly (string Name, Func<PrevalencePoint, (int? Count, int Of)> Figures)[] Tiers =
    [
        ("Top 100", point => (point.Counts.Top100, 100)),
        ("Top 1,000", point => (point.Counts.Top1k, 1_000)),
        ("Top 10,000", point => (point.Counts.Top10k, 10_000)),
        ("Community", point => (point.Counts.Community, point.Packages)),
    ];

    /// <summary>Writes drawings and table.</summary>
    /// <param name="html">Takes them.</param>
    /// <param name="points">The oldest first; at least one.</param>
    /// <param name="title">Names the community.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<PrevalencePoint> points, string title)
    {
        using (html.Element("div.series"))
        {
            foreach (var (name, figures) in Tiers.Where(tier => points.Any(point => tier.Figures(point).Count is not null)))
            {
                WriteDrawing(html, points, $"{title}, {name}", name, figures);
            }
        }

        using (html.Element("details.more"))
        {
            html.Element("summary", "Figures of the weeks");
            Table.Write(html, $"{title}: packages with the finding, by week", ["Week", "Counted on", .. Tiers.Select(tier => tier.Name), "Of", "Rule"], points.Reverse().Select(point => (IReadOnlyList<string?>)
            [
                point.Week, point.Date, .. Tiers.Select(tier => tier.Figures(point).Count is { } count ? $"{count.ToString("N0", CultureInfo.InvariantCulture)} ({Percent(Share(tier.Figures(point)))})" : "–"),
                point.Packages.ToString("N0", CultureInfo.InvariantCulture), point.IsRuleChanged ? "changed" : "",
            ]));
        }
    }

    private static void WriteDrawing(HtmlWriter html, IReadOnlyList<PrevalencePoint> points, string name, string heading, Func<PrevalencePoint, (int? Count, int Of)> figures)
    {
        var known = points.Index().Where(entry => figures(entry.Item).Count is not null).Select(entry => (Place: entry.Index, Share: Share(figures(entry.Item)))).ToArray();
        var top = Ceiling(known.Max(entry => entry.Share));
        var changes = points.Index().Where(entry => entry.Item.IsRuleChanged).Select(entry => entry.Index).ToArray();
        var text = $"{name}: from {Percent(known[0].Share)} in {points[known[0].Place].Week} to {Percent(known[^1].Share)} in {points[known[^1].Place].Week}{(changes.Length == 0 ? "" : $"; the rule changed in {string.Join(", ", changes.Select(place => points[place].Week))}")}";
        using (html.Element("figure"))
        {
            html.Element("figcaption", heading);
            using (html.Element("svg.line", ("role", "img"), ("aria-label", text), ("viewBox", $"0 0 {Number(Width)} {Number(Height)}")))
            {
                WriteAxes(html, points, top);
                foreach (var place in changes)
                {
                    html.Element("path.change", "", ("d", $"M{Number(X(place, points.Count))} {Number(Top - 8)}V{Number(Height - Bottom)}"));
                    html.Element("text", "rule changed", ("x", Number(X(place, points.Count))), ("y", Number(Top - 11)), ("text-anchor", X(place, points.Count) > Width / 2 ? "end" : "start"));
                }

                // A step where the rule changed says nothing of the packages: the line is broken there.
                var start = 0;
                for (var i = 1; i <= known.Length; i++)
                {
                    if (i == known.Length || changes.Any(change => change > known[i - 1].Place && change <= known[i].Place))
                    {
                        html.Element("path.course", "", ("d", "M" + string.Join('L', known[start..i].Select(entry => $"{Number(X(entry.Place, points.Count))} {Number(Y(entry.Share, top))}"))));
                        start = i;
                    }
                }

                foreach (var (place, share) in known.Length <= 60 ? known : known[^1..])
                {
                    html.Element("circle", "", ("cx", Number(X(place, points.Count))), ("cy", Number(Y(share, top))), ("r", "2.5"));
                }
            }
        }
    }

    private static void WriteAxes(HtmlWriter html, IReadOnlyList<PrevalencePoint> points, double top)
    {
        html.Element("path.axis", "", ("d", $"M{Number(Left)} {Number(Top)}H{Number(Width - Right)}M{Number(Left)} {Number(Height - Bottom)}H{Number(Width - Right)}"));
        html.Element("text", Percent(top), ("x", Number(Left - 4)), ("y", Number(Top + 4)), ("text-anchor", "end"));
        html.Element("text", "0", ("x", Number(Left - 4)), ("y", Number(Height - Bottom + 4)), ("text-anchor", "end"));
        html.Element("text", points[0].Week, ("x", Number(points.Count == 1 ? X(0, 1) : Left)), ("y", Number(Height - 6)), ("text-anchor", points.Count == 1 ? "middle" : "start"));
        if (points.Count > 1)
        {
            html.Element("text", points[^1].Week, ("x", Number(Width - Right)), ("y", Number(Height - 6)), ("text-anchor", "end"));
        }
    }

    private static double X(int place, int count) => count == 1 ? (Left + Width - Right) / 2 : Left + ((Width - Left - Right) * place / (count - 1));

    private static double Y(double share, double top) => Height - Bottom - ((Height - Top - Bottom) * share / top);

    private static double Share((int? Count, int Of) figures) => figures.Of == 0 ? 0 : (double)(figures.Count ?? 0) / figures.Of;

    // The next of 1, 2 or 5 times a power of ten.
    private static double Ceiling(double share)
    {
        if (share <= 0.0001)
        {
            return 0.0001;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(share)));
        return Math.Min(1, ((double[])[1, 2, 5, 10]).Select(step => step * power).First(step => step >= share * 0.999999));
    }

    private static string Percent(double share) => (share * 100) switch
    {
        >= 10 and var percent => string.Create(CultureInfo.InvariantCulture, $"{percent:0} %"),
        var percent => string.Create(CultureInfo.InvariantCulture, $"{percent:0.##} %"),
    };

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
