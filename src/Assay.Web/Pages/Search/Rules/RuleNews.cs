using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>Versions that have a finding which the version before them does not have. Kept for as long as the index stays as it is. Thread-safe.</summary>
internal sealed class RuleNews(Catalogues catalogues)
{
    private const int Shown = 50;
    private const int KeptRules = 500;

    private readonly RecentlyUsed<string, IReadOnlyList<VersionEntry>> _kept = new(KeptRules, static _ => 1);

    /// <summary>Gives them over all communities, the one that was read last first.</summary>
    public IReadOnlyList<(PortalCommunity Community, VersionEntry Version)> Of(string rule) =>
    [
        .. catalogues.Of(null).SelectMany(community => community.Read(reader => Of(community.Name, reader, rule), []).Select(version => (Community: community, Version: version)))
            .OrderByDescending(entry => entry.Version.Added, StringComparer.Ordinal).ThenByDescending(entry => entry.Version.Number).Take(Shown),
    ];

    private IReadOnlyList<VersionEntry> Of(string community, IndexReader reader, string rule)
    {
        var key = $"{community} {IndexGeneration.Of(reader.Database)} {rule}";
        if (!_kept.TryGet(key, out var versions))
        {
            versions = reader.AtOneState(() => RuleArrivals.Newest(reader, rule, Shown));
            _kept.Keep(key, versions);
        }

        return versions;
    }
}
