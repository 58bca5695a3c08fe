namespace Assay.Web.Pages.Search;

/// <summary>Adds terms to queries and takes them away, as text: what somebody wrote stays as it is.</summary>
internal static class QueryText
{
    private static readonly char[] Structure = ['(', ')', '"'];

    /// <summary>Whether the query asks for a term besides everything else.</summary>
    public static bool Has(string query, string term) => !HasStructure(query) && Words(query).Contains(term, StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a term.</summary>
    public static string With(string query, string term) =>
        query.Length == 0 ? term : Words(query).Any(IsOr) ? $"({query}) {term}" : $"{query} {term}";

    /// <summary>Takes a term away that <see cref="Has"/> has found.</summary>
    public static string Without(string query, string term) => string.Join(' ', Words(query).Where(word => !word.Equals(term, StringComparison.OrdinalIgnoreCase)));

    // With parentheses, "or" and "not" a term may mean something else than it says.
    private static bool HasStructure(string query) =>
        query.IndexOfAny(Structure) >= 0 || Words(query).Any(word => IsOr(word) || word.Equals("not", StringComparison.OrdinalIgnoreCase) || word.Equals("and", StringComparison.OrdinalIgnoreCase));

    private static bool IsOr(string word) => word.Equals("or", StringComparison.OrdinalIgnoreCase);

    private static string[] Words(string query) => query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
