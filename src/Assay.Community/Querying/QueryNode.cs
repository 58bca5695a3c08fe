namespace Assay.Community.Querying;

/// <summary>A part of a query.</summary>
internal abstract record QueryNode;

/// <summary>All parts hold.</summary>
internal sealed record AllOf(IReadOnlyList<QueryNode> Parts) : QueryNode;

/// <summary>At least one part holds.</summary>
internal sealed record AnyOf(IReadOnlyList<QueryNode> Parts) : QueryNode;

/// <summary>The part does not hold.</summary>
internal sealed record NotThis(QueryNode Part) : QueryNode;

/// <summary>A field has a value, or one below or above it.</summary>
internal sealed record QueryTerm(string Field, QueryComparison Comparison, string Value, int Position, int ValuePosition) : QueryNode;

/// <summary>How a field is compared with a value.</summary>
internal enum QueryComparison
{
    Is,
    Less,
    AtMost,
    AtLeast,
    More,
}
