using Assay.Community;
using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Linking;
using Assay.Scan;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search;

/// <summary>Answers searches over the communities. Thread-safe.</summary>
internal sealed class PackageSearch(Catalogues catalogues, RuleFinder rules)
{
    private const long BytesOfKeptAnswers = 32 << 20;
    private const int MostSuggestions = 8;

    private readonly RecentlyUsed<string, CatalogueAnswer> _answers = new(BytesOfKeptAnswers, static answer => answer.Bytes);
    private readonly Lazy<LookAlikeIndex[]> _popular = new(() => [.. EmbeddedLists.Load().Popular.Select(list => new LookAlikeIndex(list))]);

    /// <summary>Answers; throws <see cref="QueryException"/> with the place of what is wrong with the query.</summary>
    public SearchAnswer Find(SearchRequest request)
    {
        var query = request.Query.Length == 0 ? null : CommunityQuery.Parse(request.Query, QueryOptions.Site);
        var parts = catalogues.Of(request.Community).Select(community => catalogues.Look(community, look => Ask(look, request, query))).OfType<Part>().ToArray();
        if (parts.Length > 0 && parts.All(part => part.Refusal is not null))
        {
            throw parts[0].Refusal!;
        }

        var asked = parts.Select(part => new AskedCommunity(part.Community, part.Population, part.IsCurrent, part.Answer?.Count ?? 0, part.Refusal?.Message)).ToArray();
        var answer = new SearchAnswer
        {
            Request = request,
            Asked = asked,
            Packages = [],
            Facets = [.. parts.SelectMany(part => part.Facets).GroupBy(facet => (facet.Field, facet.Value)).Select(group => new CatalogueFacet(group.Key.Field, group.Key.Value, group.Sum(facet => facet.Count))).Where(facet => facet.Count > 0)],
            ChangedRules = [.. parts.SelectMany(part => part.Answer?.ChangedRules ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
        answer = answer with { Request = request with { Page = Math.Min(request.Page, answer.Pages) } };
        var page = Page(parts, answer.Request);
        return WithHelp(answer with { Packages = page }, query);
    }

    private Part Ask(CatalogueLook look, SearchRequest request, CommunityQuery? query)
    {
        var catalogue = look.Catalogue;
        var part = new Part(look.Community, catalogue.Info, look.Stored.IsCurrent);
        try
        {
            var key = $"{look.Community.Name} {catalogue.Snapshot} {catalogue.Generation} {request.Query}";
            if (!_answers.TryGet(key, out var answer))
            {
                answer = query is null ? CatalogueAnswer.All(catalogue) : query.Find(catalogue, look.Stored);
                _answers.Keep(key, answer);
            }

            part = part with { Answer = answer, Facets = answer.Facets() };
        }
        catch (QueryException exception)
        {
            return part with { Refusal = exception };
        }

        // The page is known when all communities have answered: of several, the first rows of each up to its end may be on it.
        var pages = Math.Max(1, (part.Answer.Count + SearchRequest.PageSize - 1) / SearchRequest.PageSize);
        var isAlone = request.Community is not null || catalogues.Of(null).Take(2).Count() == 1;
        var skip = isAlone ? (Math.Min(request.Page, pages) - 1) * SearchRequest.PageSize : 0;
        var take = SearchRequest.PageSize * (isAlone ? 1 : Math.Min(request.Page, SearchRequest.MostMergedPages));
        var packages = part.Answer.Take(request.Order, skip, take);
        return part with
        {
            Candidates = [.. packages.Select(package => new Candidate(package, catalogue.Rank(package) ?? int.MaxValue, catalogue.IdOf(package), catalogue.FirstSeenOn(package)))],
            IsCut = isAlone,
        };
    }

    // One community has cut the page already; of several it is cut here, and only its rows are read.
    private FoundPackage[] Page(Part[] parts, SearchRequest request)
    {
        var candidates = parts.SelectMany(part => part.Candidates.Select(candidate => (Part: part, Candidate: candidate)));
        if (parts is not [{ IsCut: true }])
        {
            candidates = (request.Order switch
            {
                CatalogueOrder.Id => candidates.OrderBy(entry => entry.Candidate.Id, StringComparer.Ordinal),
                CatalogueOrder.FirstSeen => candidates.OrderByDescending(entry => entry.Candidate.FirstSeen, StringComparer.Ordinal).ThenBy(entry => entry.Candidate.Id, StringComparer.Ordinal),
                _ => candidates.OrderBy(entry => entry.Candidate.Rank).ThenBy(entry => entry.Part.Community.Name, StringComparer.Ordinal).ThenBy(entry => entry.Candidate.Id, StringComparer.Ordinal),
            }).Skip((request.Page - 1) * SearchRequest.PageSize).Take(SearchRequest.PageSize);
        }

        var chosen = candidates.ToArray();
        var versions = chosen.GroupBy(entry => entry.Part.Community).ToDictionary(
            group => group.Key,
            group => group.Key.Read(reader => reader.AtOneState(() => group.Select(entry => (entry.Candidate.Package, Version: reader.Standing(entry.Candidate.Package))).ToDictionary(entry => entry.Package, entry => entry.Version)), []));
        return
        [
            .. from entry in chosen
               let version = versions[entry.Part.Community].GetValueOrDefault(entry.Candidate.Package)
               where version is not null
               select new FoundPackage(entry.Part.Community, version, entry.Candidate.Rank == int.MaxValue ? null : entry.Candidate.Rank, entry.Candidate.FirstSeen, FindingCounts.Of(version.Rules, rules)),
        ];
    }

    // A name that is looked for may be a slip, or made to be taken for another one.
    private SearchAnswer WithHelp(SearchAnswer answer, CommunityQuery? query)
    {
        if (query?.Words is not [var word, ..] || answer.Request.Page > 1)
        {
            return answer;
        }

        var isOne = query.Words.Count == 1 && !word.Contains('*', StringComparison.Ordinal);
        var exact = isOne ? catalogues.Of(answer.Request.Community).SelectMany(community => Newest(community, word)).ToArray() : [];
        return answer with
        {
            Exact = exact,
            NearlyPopular = isOne ? Popular(answer.Request.Community, word) : null,
            Suggestions = answer.Count > 0 || exact.Length > 0 ? [] : [.. catalogues.Of(answer.Request.Community).SelectMany(community => Suggest(community, query.Words)).Take(MostSuggestions)],
        };
    }

    private static IEnumerable<(PortalCommunity, VersionEntry)> Newest(PortalCommunity community, string id) =>
        community.Read<IReadOnlyList<VersionEntry>>(reader => reader.Versions(id), []).Take(1).Select(version => (community, version));

    private string? Popular(string? community, string word) =>
        _popular.Value.Where(list => community is null || list.Popular.Community == community).Select(list => list.Find(word)).FirstOrDefault(found => found is { IsClose: true })?.Of;

    private (PortalCommunity, VersionEntry)[] Suggest(PortalCommunity community, IReadOnlyList<string> words) =>
        catalogues.Look(community, look => words.Append(string.Join('.', words)).Distinct(StringComparer.Ordinal)
            .SelectMany(word => look.Catalogue.Near(word.Replace("*", "", StringComparison.Ordinal), MostSuggestions)).Distinct().Take(MostSuggestions)
            .Select(look.Reader.Standing).OfType<VersionEntry>().Select(version => (community, version)).ToArray()) ?? [];

    private sealed record Candidate(int Package, int Rank, string Id, string FirstSeen);

    private sealed record Part(PortalCommunity Community, Model.SnapshotInfo Population, bool IsCurrent)
    {
        public CatalogueAnswer? Answer { get; init; }
        public IReadOnlyList<CatalogueFacet> Facets { get; init; } = [];
        public IReadOnlyList<Candidate> Candidates { get; init; } = [];
        public bool IsCut { get; init; }
        public QueryException? Refusal { get; init; }
    }
}
