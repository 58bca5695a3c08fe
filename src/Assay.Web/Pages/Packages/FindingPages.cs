using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Packages;

/// <summary>The pages of a version that list all of something.</summary>
internal static class FindingPages
{
    /// <summary>All issues, or those of a category.</summary>
    public static SitePage Issues(VersionContext context, string? category)
    {
        var issues = context.Report.OpenIssues();
        return VersionFrame.Page(context, "issues", "Issues of ", html =>
        {
            using (html.Element("div.page.single"))
            {
                using (html.Element("div.column"))
                using (Section.Open(html, "issues", "Issues", issues.Count == 0 ? null : Quantity.Of(issues.Count, "issue")))
                {
                    if (issues.Count == 0)
                    {
                        FindingView.WriteNone(html, context.Report.Coverage);
                        return;
                    }

                    WriteFilter(html, $"{context.Address}/issues", category, issues.Select(issue => issue.Category));
                    WriteWhyNone(html, issues.Select(issue => issue.Prevalence));
                    IssueView.WriteList(context.Report, issues.Where(issue => category is null || issue.Category == category), html);
                }
            }
        }) with
        { Links = context.Links([]) };
    }

    /// <summary>All behaviors, or those of a category.</summary>
    public static SitePage Behaviors(VersionContext context, string? category)
    {
        var behaviors = context.Report.Behaviors;
        var shown = behaviors.Where(behavior => category is null || behavior.Category == category).ToArray();
        return VersionFrame.Page(context, "behaviors", "Behaviors of ", html =>
        {
            using (html.Element("div.page.single"))
            {
                using (html.Element("div.column"))
                using (Section.Open(html, "behaviors", "Behaviors", behaviors.Count == 0 ? null : Quantity.Of(behaviors.Count, "behavior")))
                {
                    if (behaviors.Count == 0)
                    {
                        FindingView.WriteNone(html, context.Report.Coverage);
                        return;
                    }

                    WriteFilter(html, $"{context.Address}/behaviors", category, behaviors.Select(behavior => behavior.Category));
                    WriteWhyNone(html, behaviors.Select(behavior => behavior.Prevalence));
                    BehaviorView.WriteList(context.Report, shown, html);
                }
            }
        }) with
        { Links = context.Links(shown) };
    }

    /// <summary>All vulnerabilities.</summary>
    public static SitePage Vulnerabilities(VersionContext context) => ListPage(context, "vulnerabilities", "Vulnerabilities of ", html => VulnerabilityView.Write(context.Report, html));

    /// <summary>All dependencies and components.</summary>
    public static SitePage Dependencies(VersionContext context) => ListPage(context, "dependencies", "Dependencies of ", html => DependencyView.Write(context.Report, html));

    /// <summary>All files.</summary>
    public static SitePage Files(VersionContext context) => ListPage(context, "files", "Files of ", html =>
    {
        ContentsTree.Write(context, html);
        FileView.Write(context.Report, html, "hashes");
        CoverageView.Write(context.Report, html);
    });

    private static SitePage ListPage(VersionContext context, string tab, string title, Action<HtmlWriter> write) => VersionFrame.Page(context, tab, title, html =>
    {
        using (html.Element("div.page.single"))
        using (html.Element("div.column"))
        {
            write(html);
        }
    }) with
    { Links = context.Links([]) };

    private static void WriteFilter(HtmlWriter html, string address, string? category, IEnumerable<string> categories)
    {
        var counts = categories.CountBy(name => name, StringComparer.Ordinal).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        using (html.Element("nav.filter", ("aria-label", "Categories")))
        using (html.Element("ul"))
        {
            Filter("All", null, counts.Sum(entry => entry.Value));
            foreach (var (name, count) in counts)
            {
                Filter(Section.Words(name), name, count);
            }
        }

        if (category is not null && counts.All(entry => entry.Key != category))
        {
            html.Element("p.none", "None of this category.");
        }

        void Filter(string text, string? name, int count)
        {
            using (html.Element("li"))
            using (html.Element("a", ("href", name is null ? address : $"{address}?category={PackageAddress.Part(name)}"), ("aria-current", name == category ? "true" : null)))
            {
                html.Text(text + " ").Element("span.count", $"{count:N0}");
            }
        }
    }

    private static void WriteWhyNone(HtmlWriter html, IEnumerable<Prevalence> prevalence)
    {
        if (PrevalenceView.WhyNone(prevalence) is { } reason)
        {
            html.Element("p.note", reason);
        }
    }
}
