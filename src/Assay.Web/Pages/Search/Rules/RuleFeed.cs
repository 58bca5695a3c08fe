using Assay.Community.Index;
using Assay.Model;
using Assay.Reports;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>Versions that newly have a finding as news.</summary>
internal static class RuleFeed
{
    /// <summary>Makes the feed.</summary>
    /// <param name="site">The address under which people reach the site, without a slash at its end.</param>
    /// <param name="name">What the site is called.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="arrivals">Versions that have the finding where the version before does not.</param>
    public static AtomFeed Of(string site, string name, Rule rule, IReadOnlyList<(PortalCommunity Community, VersionEntry Version)> arrivals)
    {
        var page = site + SiteAddress.Rule(rule.Id);
        return new AtomFeed
        {
            Id = page + "/feed.atom",
            Title = $"Newly: {rule.Title.TrimEnd('.')}",
            Author = name,
            Address = page + "/feed.atom",
            Page = page,
            Entries = [.. arrivals.Select(arrival => Entry(site, rule, arrival.Community, arrival.Version))],
        };
    }

    private static AtomEntry Entry(string site, Rule rule, PortalCommunity community, VersionEntry version)
    {
        var page = site + SiteAddress.Package(community.Name, version.Id, version.Version);
        var verdict = version.Verdict is { } known ? ReportNamingPolicy.Instance.ConvertName(known.ToString()) : "unknown";
        return new AtomEntry(
            $"{page}#{rule.Id}", $"{version.Id} {version.Version}", AtomFeed.Moment(version), page,
            $"{version.Id} {version.Version} of {community.Title} has a finding that the version before does not have: {rule.Title} Verdict: {verdict}.");
    }
}
