using Assay.Community.Index;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Packages;

/// <summary>Versions of a package, one row each: verdict, day, size, and what changed against the version before.</summary>
internal static class VersionTable
{
    /// <summary>Writes some of the versions.</summary>
    /// <param name="community">The community.</param>
    /// <param name="shown">The rows.</param>
    /// <param name="all">All versions, the highest first.</param>
    /// <param name="rules">The rules that are named.</param>
    /// <param name="present">The version that the page is about; null for none.</param>
    /// <param name="html">Takes the table.</param>
    public static void Write(string community, IReadOnlyList<VersionEntry> shown, IReadOnlyList<VersionEntry> all, ShownRules rules, VersionEntry? present, HtmlWriter html)
    {
        using (html.Element("section.scroll", ("aria-label", "Versions"), ("tabindex", "0")))
        using (html.Element("table.plain.versions"))
        {
            html.Element("caption", "Versions, the highest first, each compared with the one before it");
            using (html.Element("thead"))
            using (html.Element("tr"))
            {
                foreach (var column in (string[])["Version", "Verdict", "Published", "Size", "Behaviors", "Issues", "Compare"])
                {
                    html.Element("th", column, ("scope", "col"));
                }
            }

            using (html.Element("tbody"))
            {
                foreach (var entry in shown)
                {
                    WriteRow(community, entry, VersionChange.Against(all, entry, rules), entry.Number == present?.Number, html);
                }
            }
        }
    }

    private static void WriteRow(string community, VersionEntry entry, VersionChange? change, bool isPresent, HtmlWriter html)
    {
        using (html.Element(isPresent ? "tr.present" : "tr"))
        {
            using (html.Element("th", ("scope", "row")))
            using (html.Element("a", ("href", PackageAddress.Of(community, entry.Id, entry.Version)), ("aria-current", isPresent ? "true" : null)))
            {
                CodeText.Write(html, "span", entry.Version);
            }

            using (html.Element("td"))
            {
                VerdictOf(entry).Write(html);
            }

            html.Element("td", entry.Published is { Length: >= 10 } published ? published[..10] : $"read {entry.Added}");
            html.Element("td", Quantity.Bytes(entry.Size));
            var address = change is null ? null : PackageAddress.Compare(community, entry.Id, change.Before.Version, change.After.Version);
            Count(html, change?.NewBehaviors.Count, change?.GoneBehaviors.Count, address + "#behaviors", "behavior");
            Count(html, change?.NewIssues.Count, change?.GoneIssues.Count, address + "#issues", "issue");
            using (html.Element("td"))
            {
                if (change is null)
                {
                    html.Text(entry.State == VersionState.Read ? "nothing before it" : "–");
                }
                else
                {
                    html.Element("a", $"with {change.Before.Version}", ("href", address));
                }
            }
        }
    }

    /// <summary>The verdict as the index has it.</summary>
    public static Mark VerdictOf(VersionEntry entry) => entry switch
    {
        { State: VersionState.Unreadable } => new Mark(Icon.Question, "Not read", "open"),
        { State: VersionState.NotCounted } => new Mark(Icon.Question, "Not counted", "open"),
        { Verdict: { } verdict } => Mark.Of(verdict),
        _ => new Mark(Icon.Question, "Not judged", "open"),
    };

    private static void Count(HtmlWriter html, int? added, int? gone, string address, string noun)
    {
        using (html.Element("td"))
        {
            if (added is null)
            {
                html.Text("–");
            }
            else if (added + gone == 0)
            {
                html.Text("the same");
            }
            else
            {
                using (html.Element("a", ("href", address), ("aria-label", $"{Quantity.Of(added.Value, "new " + noun)}, {gone:N0} gone")))
                {
                    html.Text(added > 0 && gone > 0 ? $"+{added:N0} −{gone:N0}" : added > 0 ? $"+{added:N0}" : $"−{gone:N0}");
                }
            }
        }
    }
}
