using Assay.Community.Index;
using Assay.Model;

namespace Assay.Community.Querying;

/// <summary>A question about the packages of a community: <c>behavior:opens-listening-socket and not tier:top1k</c> (docs/community.md has the grammar).</summary>
public sealed class CommunityQuery
{
    private readonly QueryNode _query;
    private readonly QueryOptions _options;

    private CommunityQuery(QueryNode query, QueryOptions options) => (_query, _options) = (query, options);

    /// <summary>The words without a field that all have to be parts of an id, when the query is nothing else; none otherwise.</summary>
    public IReadOnlyList<string> Words => _query switch
    {
        QueryTerm { Field: QueryFields.Word } word => [word.Value],
        AllOf all when all.Parts.All(part => part is QueryTerm { Field: QueryFields.Word }) => [.. all.Parts.Cast<QueryTerm>().Select(word => word.Value)],
        _ => [],
    };

    /// <summary>Reads a query; throws <see cref="QueryException"/> with the place of the first defect.</summary>
    public static CommunityQuery Parse(string text, QueryOptions? options = null) => new(QueryParser.Parse(text, options ?? QueryOptions.Default), options ?? QueryOptions.Default);

    /// <summary>Asks counts that an index keeps. The answer reads from the index until it is used up.</summary>
    /// <param name="stored">The counts.</param>
    /// <param name="name">Name of the index, for a person.</param>
    /// <param name="pack">Categories and risks of rules, and what has changed since.</param>
    public QueryAnswer Ask(StoredPrevalence stored, string name, RulePack pack) => Ask(new IndexQuerySource(stored, name), pack);

    /// <summary>Asks a snapshot.</summary>
    public QueryAnswer Ask(CommunitySnapshot snapshot, RulePack pack) => Ask(new SnapshotQuerySource(snapshot), pack);

    private QueryAnswer Ask(IQuerySource source, RulePack pack)
    {
        var evaluator = new QueryEvaluator(source, pack, _options);
        return new QueryAnswer(source, evaluator.Evaluate(_query), [.. evaluator.Changed]);
    }

    /// <summary>Finds the packages in a catalogue. Throws <see cref="QueryException"/> for what cannot be answered or costs too much.</summary>
    /// <param name="catalogue">What was counted last.</param>
    /// <param name="stored">The same counts in the index.</param>
    public CatalogueAnswer Find(SearchCatalogue catalogue, StoredPrevalence stored)
    {
        var evaluator = new QueryEvaluator(new CatalogueQuerySource(catalogue, stored), catalogue.Pack, _options);
        var packages = evaluator.Evaluate(_query);
        return new CatalogueAnswer(catalogue, packages, [.. evaluator.Changed]);
    }
}
