using Assay.Community.Index;
using Assay.Model;
using Assay.Reports.Html;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Packages;

/// <summary>Two versions of a package side by side.</summary>
internal static class ComparePage
{
    /// <summary>Makes the page.</summary>
    /// <param name="community">The community.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="before">The earlier version.</param>
    /// <param name="after">The later version.</param>
    /// <param name="versions">Versions that can be compared, the highest first.</param>
    public static SitePage Of(PortalCommunity community, VersionComparison comparison, VersionEntry before, VersionEntry after, IReadOnlyList<VersionEntry> versions)
    {
        var address = PackageAddress.Of(community.Name, after.Id);
        return new SitePage($"{before.Version} to {after.Version}: {after.Id}", html =>
        {
            using (html.Element("main.version-page", ("id", "content")))
            {
                DifferenceHeader.Write(comparison, html);
                using (html.Element("div.page"))
                {
                    HtmlDifference.WriteLinks(comparison.Changes, html);
                    using (html.Element("div.column"))
                    {
                        using (html.Element("section"))
                        {
                            VersionPicker.Write(address, [.. versions.Where(entry => entry.State == VersionState.Read).Select(entry => entry.Version)], before.Version, after.Version, html);
                            using (html.Element("p.remarks"))
                            {
                                Link(before.Version, PackageAddress.Of(community.Name, before.Id, before.Version));
                                Link(after.Version, PackageAddress.Of(community.Name, after.Id, after.Version));
                                Link("the other way round", PackageAddress.Compare(community.Name, after.Id, after.Version, before.Version));
                                Link("all versions", address);
                            }
                        }

                        HtmlDifference.WriteSections(comparison, html);
                        html.Element("p.note", "Made from what the index keeps, without the files of the packages. Public members are not kept there: assay diff compares them too.");
                    }
                }
            }

            void Link(string text, string target)
            {
                using (html.Element("span.remark"))
                {
                    html.Element("a", text, ("href", target));
                }
            }
        })
        {
            Alternates = [MachineForm.Alternate(PackageAddress.Compare(community.Name, after.Id, before.Version, after.Version))],
            Links = new SiteLinks(community.Name, PackageAddress.Of(community.Name, after.Id, after.Version)),
        };
    }
}
