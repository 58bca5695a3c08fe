using System.Buffers;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Finds, in one pass over a text, which of many tests have a literal in it; only those are tried.</summary>
internal sealed class LiteralIndex
{
    private readonly SearchValues<string>? _literals;
    private readonly Dictionary<char, Entry[]> _byFirst;

    public LiteralIndex(IEnumerable<(string Literal, TextTest Test, int Predicate)> entries)
    {
        var all = entries.ToArray();
        if (all.Length > 0)
        {
            _literals = SearchValues.Create([.. all.Select(entry => entry.Literal).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
        }

        _byFirst = all
            .GroupBy(entry => entry.Literal, StringComparer.OrdinalIgnoreCase)
            .Select(group => new Entry(group.Key, [.. group.Select(entry => (entry.Test, entry.Predicate))]))
            .GroupBy(entry => char.ToUpperInvariant(entry.Literal[0]))
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Adds the predicates that hold for the text.</summary>
    public void Find(string text, DateTimeOffset? published, List<int> found)
    {
        if (_literals is null)
        {
            return;
        }

        var rest = text.AsSpan();
        HashSet<Entry>? tried = null;
        for (var hit = rest.IndexOfAny(_literals); hit >= 0; hit = rest.IndexOfAny(_literals))
        {
            rest = rest[hit..];
            if (_byFirst.TryGetValue(char.ToUpperInvariant(rest[0]), out var candidates))
            {
                foreach (var candidate in candidates)
                {
                    if (rest.StartsWith(candidate.Literal, StringComparison.OrdinalIgnoreCase) && (tried ??= []).Add(candidate))
                    {
                        Try(candidate, text, published, found);
                    }
                }
            }

            rest = rest[1..];
        }
    }

    private static void Try(Entry entry, string text, DateTimeOffset? published, List<int> found)
    {
        foreach (var (test, predicate) in entry.Tests)
        {
            if (test.Holds(text, published) && !found.Contains(predicate))
            {
                found.Add(predicate);
            }
        }
    }

    private sealed class Entry(string literal, (TextTest Test, int Predicate)[] tests)
    {
        public string Literal { get; } = literal;

        public (TextTest Test, int Predicate)[] Tests { get; } = tests;
    }
}
