using Assay.Community.Index;
using Assay.Reports;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Packages;

/// <summary>The versions of a package as news, the newest first.</summary>
internal static class PackageFeed
{
    private const int Entries = 50;

    /// <summary>Makes the feed.</summary>
    /// <param name="site">The address under which people reach the site, without a slash at its end.</param>
    /// <param name="name">What the site is called.</param>
    /// <param name="community">The community.</param>
    /// <param name="versions">The versions, the highest first; at least one.</param>
    /// <param name="rules">The rules that are named.</param>
    public static AtomFeed Of(string site, string name, PortalCommunity community, IReadOnlyList<VersionEntry> versions, ShownRules rules)
    {
        var id = versions[0].Id;
        var page = site + PackageAddress.Of(community.Name, id);
        return new AtomFeed
        {
            Id = Name(community, id, null),
            Title = $"{id}: versions and verdicts",
            Author = name,
            Address = page + "/feed.atom",
            Page = page,
            Entries =
            [
                .. versions.OrderByDescending(AtomFeed.Moment, StringComparer.Ordinal).ThenByDescending(entry => entry.Number).Take(Entries).Select(version => new AtomEntry(
                    Name(community, id, version.Version),
                    $"{id} {version.Version}: {VersionTable.VerdictOf(version).Word}",
                    AtomFeed.Moment(version),
                    site + PackageAddress.Of(community.Name, id, version.Version),
                    Summary(VersionChange.Against(versions, version, rules)))),
            ],
        };
    }

    // A package URL names the same thing for ever, whatever the site is called.
    private static string Name(PortalCommunity community, string id, string? version) =>
        $"pkg:{community.Name}/{PackageAddress.Part(id)}{(version is null ? "" : "@" + PackageAddress.Part(version))}";

    private static string Summary(VersionChange? change) => change switch
    {
        null => "Nothing before it to compare with.",
        { IsEmpty: true } => $"Does what {change.Before.Version} does, with the same issues.",
        _ => $"Against {change.Before.Version}: {Quantity.Of(change.NewBehaviors.Count, "new behavior")}, {change.GoneBehaviors.Count} gone; {Quantity.Of(change.NewIssues.Count, "new issue")}, {change.GoneIssues.Count} gone.",
    };
}
