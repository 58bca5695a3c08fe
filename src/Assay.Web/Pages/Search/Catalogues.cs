using System.Collections.Concurrent;
using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Web.Communities;
using Assay.Web.Reports;

namespace Assay.Web.Pages.Search;

/// <summary>What was counted of each community, read once for all readers. Thread-safe.</summary>
internal sealed class Catalogues(PortalCommunities communities, Judging judging)
{
    private readonly ConcurrentDictionary<string, SearchCatalogue> _catalogues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (long Generation, CommunityStatistics Statistics)> _statistics = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>The communities that somebody asks for: one, or those with an index.</summary>
    public IEnumerable<PortalCommunity> Of(string? community) => communities.All.Where(known => known.Exists && (community is null || known.Name == community));

    /// <summary>Looks something up in one state of an index and its catalogue; null while nothing is counted.</summary>
    public T? Look<T>(PortalCommunity community, Func<CatalogueLook, T> look)
        where T : class =>
        community.Read(
            reader => reader.AtOneState(() => StoredPrevalence.Newest(reader.Database, PrevalenceScope.Usual) is { Packages: > 0 } stored && For(community, reader, stored) is { } catalogue
                ? look(new CatalogueLook(community, reader, catalogue, stored))
                : null),
            null);

    /// <summary>What an index holds. Counting it reads whole tables: once for each state.</summary>
    public CommunityStatistics Statistics(CatalogueLook look)
    {
        var generation = IndexGeneration.Of(look.Reader.Database);
        if (_statistics.TryGetValue(look.Community.Name, out var kept) && kept.Generation == generation)
        {
            return kept.Statistics;
        }

        lock (_lock)
        {
            if (!_statistics.TryGetValue(look.Community.Name, out kept) || kept.Generation != generation)
            {
                kept = (generation, CommunityStatistics.Of(look.Reader.Database));
                _statistics[look.Community.Name] = kept;
            }

            return kept.Statistics;
        }
    }

    private SearchCatalogue? For(PortalCommunity community, IndexReader reader, StoredPrevalence stored)
    {
        if (_catalogues.TryGetValue(community.Name, out var kept) && kept.IsOf(stored))
        {
            return kept;
        }

        lock (_lock)
        {
            if (_catalogues.TryGetValue(community.Name, out kept) && kept.IsOf(stored))
            {
                return kept;
            }

            if (SearchCatalogue.Load(reader.Database, judging.Rules, community.Name) is { } loaded)
            {
                _catalogues[community.Name] = loaded;
                return loaded;
            }

            return null;
        }
    }
}

/// <summary>One state of an index, for one reader.</summary>
/// <param name="Community">The community.</param>
/// <param name="Reader">Its index.</param>
/// <param name="Catalogue">What was counted, in memory.</param>
/// <param name="Stored">The same counts in the index.</param>
internal sealed record CatalogueLook(PortalCommunity Community, IndexReader Reader, SearchCatalogue Catalogue, StoredPrevalence Stored);
