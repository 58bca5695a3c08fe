using System.Buffers;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Finds, in one pass over a text, which of many tests have a literal in it; only those are tried.</summary>
internal sealed class LiteralIndex
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly CharacterTable<List<Entry>> _byFirst = new();
    private SearchValues<string>? _literals;

    /// <summary>Adds a test that can hold only for texts with the literal in them.</summary>
    public void Add(string literal, TestedPredicate tested)
    {
        if (!_entries.TryGetValue(literal, out var entry))
        {
            _entries.Add(literal, entry = new Entry(literal));
            (_byFirst[char.ToUpperInvariant(literal[0])] ??= []).Add(entry);
        }

        entry.Tests.Add(tested);
    }

    /// <summary>Adds the predicates that hold for the text.</summary>
    public void Find(ReadOnlySpan<char> text, DateTimeOffset? published, List<int> found)
    {
        if (_entries.Count == 0)
        {
            return;
        }

        // Made when the first text comes: threads that make it at once make equal ones.
        _literals ??= SearchValues.Create([.. _entries.Keys], StringComparison.OrdinalIgnoreCase);
        var rest = text;
        HashSet<Entry>? tried = null;
        for (var hit = rest.IndexOfAny(_literals); hit >= 0; hit = rest.IndexOfAny(_literals))
        {
            rest = rest[hit..];
            if (_byFirst[char.ToUpperInvariant(rest[0])] is { } candidates)
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

    private static void Try(Entry entry, ReadOnlySpan<char> text, DateTimeOffset? published, List<int> found)
    {
        foreach (var tested in entry.Tests)
        {
            if (!found.Contains(tested.Predicate) && tested.Test.Holds(text, published))
            {
                found.Add(tested.Predicate);
            }
        }
    }

    private sealed class Entry(string literal)
    {
        public string Literal { get; } = literal;

        public List<TestedPredicate> Tests { get; } = [];
    }
}
