namespace Assay.Community.Querying;

/// <summary>Says for a person what is wrong with a query.</summary>
public sealed class QueryException(string message, int position) : Exception(message)
{
    /// <summary>The character of the query that it is about, from 0.</summary>
    public int Position { get; } = position;
}
