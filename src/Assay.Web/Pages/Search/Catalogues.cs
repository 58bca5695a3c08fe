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
    // Whole tables are read for them, and every package that is handed in makes a new generation.
    private static readonly TimeSpan LifeOfStatistics = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, KeptStatistics> _statistics = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly Lock _statisticsLock = new();

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

    /// <summary>What an index holds, as it was at most ten minutes ago.</summary>
    public CommunityStatistics Statistics(CatalogueLook look)
    {
        var generation = IndexGeneration.Of(look.Reader.Database);
        if (Kept(look.Community.Name, generation) is { } kept)
        {
            return kept;
        }

        lock (_statisticsLock)
        {
            if (Kept(look.Community.Name, generation) is { } meanwhile)
            {
                return meanwhile;
            }

            var statistics = CommunityStatistics.Of(look.Reader.Database);
            _statistics[look.Community.Name] = new KeptStatistics(generation, Environment.TickCount64, statistics);
            return statistics;
        }
    }

    private CommunityStatistics? Kept(string community, long generation) =>
        _statistics.TryGetValue(community, out var kept) && (kept.Generation == generation || Environment.TickCount64 - kept.At < LifeOfStatistics.TotalMilliseconds) ? kept.Statistics : null;

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

    private sealed record KeptStatistics(long Generation, long At, CommunityStatistics Statistics);
}

/// <summary>One state of an index, for one reader.</summary>
/// <param name="Community">The community.</param>
/// <param name="Reader">Its index.</param>
/// <param name="Catalogue">What was counted, in memory.</param>
/// <param name="Stored">The same counts in the index.</param>
internal sealed record CatalogueLook(PortalCommunity Community, IndexReader Reader, SearchCatalogue Catalogue, StoredPrevalence Stored);
