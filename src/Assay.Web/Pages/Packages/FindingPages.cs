using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Packages;

/// <summary>The pages of a version that list all of something.</summary>
internal static class FindingPages
{
    /// <summary>All issues, or those of a category.</summary>
    public static SitePage Issues(VersionContext context, string? category) => ListPage(context, "issues", "Issues of ", html =>
        WriteFindings(html, context, "issue", category, context.Report.OpenIssues(), issue => (issue.Category, issue.Prevalence), shown => IssueView.WriteList(context.Report, shown, html)));

    /// <summary>All behaviors, or those of a category.</summary>
    public static SitePage Behaviors(VersionContext context, string? category) => ListPage(context, "behaviors", "Behaviors of ", html =>
        WriteFindings(html, context, "behavior", category, context.Report.Behaviors, behavior => (behavior.Category, behavior.Prevalence), shown => BehaviorView.WriteList(context.Report, [.. shown], html))) with
    {
        Links = context.Links(context.Report.Behaviors.Where(behavior => category is null || behavior.Category == category)),
    };

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

    private static void WriteFindings<T>(HtmlWriter html, VersionContext context, string word, string? category, IReadOnlyList<T> findings, Func<T, (string Category, Prevalence Prevalence)> of, Action<IEnumerable<T>> write)
    {
        var name = word + "s";
        using (Section.Open(html, name, Section.Words(name), findings.Count == 0 ? null : Quantity.Of(findings.Count, word)))
        {
            if (findings.Count == 0)
            {
                FindingView.WriteNone(html, context.Report.Coverage);
                return;
            }

            WriteFilter(html, $"{context.Address}/{name}", category, findings.Select(finding => of(finding).Category));
            WriteWhyNone(html, findings.Select(finding => of(finding).Prevalence));
            write(findings.Where(finding => category is null || of(finding).Category == category));
        }
    }

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
