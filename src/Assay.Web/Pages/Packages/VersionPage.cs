using System.Text.RegularExpressions;
using Assay.Community.Index;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Packages;

/// <summary>The first page of a version: the sections of the report with the first findings of each, and where the rest is.</summary>
internal static partial class VersionPage
{
    private const int FindingsShown = 5;
    private const int ChangesShown = 10;
    private const int NeighboursShown = 3;

    public static SitePage Of(VersionContext context) => VersionFrame.Page(context, "", $"{Mark.Of(context.Report.Verdict.Status).Word}: ", html => WriteBody(context, html)) with
    {
        Links = context.Links(context.Report.Behaviors.Take(FindingsShown), "issues", "behaviors", "vulnerabilities"),
    };

    private static void WriteBody(VersionContext context, HtmlWriter html)
    {
        var report = context.Report;
        using (html.Element("div.page"))
        {
            SectionLinks.Write(report, html);
            using (html.Element("div.column"))
            {
                VerdictView.Write(report, html);
                WriteChange(context, html);
                AssessmentView.Write(report.Assessments, html);
                SurfaceView.Write(report, html);
                IssueView.Write(report, html);
                BehaviorView.Write(report, html);
                ComparisonView.Write(report, html);
                NetworkView.Write(report, html);
                RecoveredCodeView.Write(report, html);
                VulnerabilityView.Write(report, html);
                PackageView.Write(report, html);
                DependencyView.Write(report, html);
                SignatureView.Write(report, html);
                ContentsTree.Write(context, html);
                WriteNeighbours(context, html);
                WriteForms(context, html);
                CoverageView.Write(report, html);
            }
        }

        OriginView.Write(report, html);
    }

    private static void WriteChange(VersionContext context, HtmlWriter html)
    {
        if (context.Change is not { } change)
        {
            return;
        }

        using (Section.Open(html, "new", "New in this version", $"against {change.Before.Version}"))
        {
            var address = PackageAddress.Compare(context.Community.Name, context.Version.Id, change.Before.Version, change.After.Version);
            if (change.IsEmpty)
            {
                html.Element("p.none", "It does what the version before does, and has the same issues.");
            }
            else
            {
                using (html.Element("ul.changes"))
                {
                    foreach (var (rules, word, anchor) in new[] { (change.NewIssues, "New issue", "issue"), (change.NewBehaviors, "New behavior", "behavior"), (change.GoneIssues, "Gone issue", ""), (change.GoneBehaviors, "Gone behavior", "") })
                    {
                        WriteRules(html, rules, word, anchor.Length > 0 ? $"{address}#{anchor}-" : null);
                    }
                }
            }

            using (html.Element("p"))
            {
                html.Element("a", $"Compare {change.Before.Version} with {change.After.Version}", ("href", address));
            }
        }
    }

    private static void WriteRules(HtmlWriter html, IReadOnlyList<Rule> rules, string word, string? address)
    {
        foreach (var rule in rules.Take(ChangesShown))
        {
            using (html.Element("li"))
            {
                html.Element("span.chip.plain", word).Text(" ");
                using (html.LinkTo(address is null ? SiteAddress.Rule(rule.Id) : address + rule.Id))
                {
                    html.Prose(rule.Title);
                }
            }
        }

        if (rules.Count > ChangesShown)
        {
            html.Element("li", $"{word}s: {rules.Count - ChangesShown:N0} more");
        }
    }

    private static void WriteNeighbours(VersionContext context, HtmlWriter html)
    {
        var place = context.Versions.TakeWhile(entry => entry.Number != context.Version.Number).Count();
        var near = context.Versions.Skip(Math.Max(0, place - NeighboursShown)).Take((2 * NeighboursShown) + 1).ToArray();
        using (Section.Open(html, "versions", "Versions", near.Length < context.Versions.Count ? $"{near.Length} of {context.Versions.Count:N0}" : null))
        {
            VersionTable.Write(context.Community.Name, near, context.Versions, context.Rules, context.Version, html);
            using (html.Element("p.all"))
            {
                html.Element("a", "All versions", ("href", context.PackageAddress));
            }
        }
    }

    private static void WriteForms(VersionContext context, HtmlWriter html)
    {
        var (id, version) = (context.Version.Id, context.Version.Version);
        using (Section.Open(html, "forms", "Use it elsewhere"))
        using (html.Element("div.halves"))
        {
            using (html.Element("div"))
            {
                html.Element("h3", "Install");
                WriteInstall(context, html);
            }

            using (html.Element("div"))
            {
                html.Element("h3", "For programs");
                using (html.Element("dl"))
                {
                    Entry("Report", context.Address + ".json", context.Address + ".json");
                    Entry("News of this package", context.PackageAddress + "/feed.atom", context.PackageAddress + "/feed.atom");
                    Entry("Badge of this version", context.Address + "/badge.svg", context.Address + "/badge.svg");
                    Entry("Badge of the latest version", context.PackageAddress + "/badge.svg", context.PackageAddress + "/badge.svg");
                    Entry("Package URL", context.Report.Package.Purl ?? "none", null);
                    Entry("On the command line", $"assay scan {id}@{version}", null);
                }
            }
        }

        void Entry(string name, string text, string? address)
        {
            html.Element("dt", name);
            using (html.Element("dd"))
            using (html.LinkTo(address))
            {
                CodeText.Write(html, "code", text);
            }
        }
    }

    // A line that somebody copies into a shell holds nothing that a shell obeys.
    private static void WriteInstall(VersionContext context, HtmlWriter html)
    {
        var (id, version) = (context.Version.Id, context.Version.Version);
        if (context.Report.Verdict.Status == VerdictStatus.Fail)
        {
            html.Element("p.none", "No command is shown for a package that should not be used.");
        }
        else if (!Plain().IsMatch(id) || !Plain().IsMatch(version))
        {
            html.Element("p.none", "No command is shown: the id holds characters that a shell could obey.");
        }
        else
        {
            foreach (var (name, line) in context.Community.Name == "psgallery"
                ? [("PSResourceGet", $"Install-PSResource -Name {id} -Version {version}"), ("To look at it first", $"Save-PSResource -Name {id} -Version {version} -Path .")]
                : new[] { ("Command line", $"dotnet add package {id} --version {version}"), ("Project file", $"<PackageReference Include=\"{id}\" Version=\"{version}\" />") })
            {
                html.Element("h4", name);
                using (html.Element("p.snippet"))
                {
                    html.Element("code", line);
                }
            }
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Plain();
}
