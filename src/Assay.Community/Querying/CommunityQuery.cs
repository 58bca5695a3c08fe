using Assay.Community.Index;
using Assay.Model;

namespace Assay.Community.Querying;

/// <summary>A question about the packages of a community: <c>behavior:opens-listening-socket and not tier:top1k</c> (docs/community.md has the grammar).</summary>
public sealed class CommunityQuery
{
    private readonly QueryNode _query;

    private CommunityQuery(QueryNode query) => _query = query;

    /// <summary>Reads a query; throws <see cref="QueryException"/> with the place of the first defect.</summary>
    public static CommunityQuery Parse(string text) => new(QueryParser.Parse(text));

    /// <summary>Asks counts that an index keeps. The answer reads from the index until it is used up.</summary>
    /// <param name="stored">The counts.</param>
    /// <param name="name">Name of the index, for a person.</param>
    /// <param name="pack">Categories and risks of rules, and what has changed since.</param>
    public QueryAnswer Ask(StoredPrevalence stored, string name, RulePack pack) => Ask(new IndexQuerySource(stored, name), pack);

    /// <summary>Asks a snapshot.</summary>
    public QueryAnswer Ask(CommunitySnapshot snapshot, RulePack pack) => Ask(new SnapshotQuerySource(snapshot), pack);

    private QueryAnswer Ask(IQuerySource source, RulePack pack)
    {
        var evaluator = new QueryEvaluator(source, pack);
        return new QueryAnswer(source, evaluator.Evaluate(_query), [.. evaluator.Changed]);
    }
}
