using Assay.Model;

namespace Assay.Rules;

/// <summary>All predicates on the value of one fact kind, arranged so that a text is compared with few of them.</summary>
/// <remarks>Made at the start of every program, mostly for one package: of collections of the base library only those over references and numbers, whose code is compiled already.</remarks>
internal sealed class ValueIndex
{
    // Shorter literals stand in nearly every text and would slow the search for all others down.
    private const int ShortestLiteral = 3;

    private readonly ExactIndex _exact;
    private readonly PrefixIndex _prefixes;
    private readonly CharacterTable<List<TestedPredicate>> _prefixesIgnoringCase = new();
    private readonly CharacterTable<List<TestedPredicate>> _suffixes = new();
    private readonly LiteralIndex _literals = new();
    private readonly List<TestedPredicate> _others = [];
    private readonly List<int> _always = [];

    public ValueIndex(IReadOnlyList<IndexedMatch> predicates)
    {
        var exact = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var exactIgnoringCase = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase);
        var prefixes = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var entry in predicates)
        {
            var match = entry.Match;
            switch (match.Mode)
            {
                case MatchMode.Exists:
                    _always.Add(entry.Predicate);
                    break;
                case MatchMode.Exact:
                    AddExact(match.IgnoreCase ? exactIgnoringCase : exact, entry);
                    break;
                case MatchMode.Prefix when !HasEmpty(match) && !match.IgnoreCase:
                    AddPrefixes(prefixes, entry);
                    break;
                case MatchMode.Prefix when !HasEmpty(match):
                    AddByCharacter(_prefixesIgnoringCase, entry, last: false);
                    break;
                case MatchMode.Suffix when !HasEmpty(match):
                    AddByCharacter(_suffixes, entry, last: true);
                    break;
                default:
                    AddTest(new TestedPredicate(new TextTest(match), entry.Predicate));
                    break;
            }
        }

        _exact = new ExactIndex(exact, exactIgnoringCase);
        _prefixes = new PrefixIndex(prefixes);
    }

    /// <summary>Gives the predicates that hold for every text.</summary>
    public void FindAlways(List<int> found) => found.AddRange(_always);

    /// <summary>Gives the predicates that hold for the text, each once.</summary>
    public void Find(ReadOnlySpan<char> text, DateTimeOffset? published, List<int> found)
    {
        FindAlways(found);
        _exact.Find(text, found);
        if (text.Length > 0)
        {
            _prefixes.Find(text, found);
            Add(_prefixesIgnoringCase, text[0], text, found);
            Add(_suffixes, text[^1], text, found);
        }

        _literals.Find(text, published, found);
        foreach (var other in _others)
        {
            if (other.Test.Holds(text, published))
            {
                found.Add(other.Predicate);
            }
        }
    }

    /// <summary>What stands in every text that a value of the match holds for; empty when nothing does.</summary>
    public static string RequiredLiteral(TextMatch match, string value) => match.Mode switch
    {
        MatchMode.Contains => value,
        MatchMode.Glob => Glob.LongestLiteral(value),
        MatchMode.Regex => match.Literal ?? "",
        _ => "",
    };

    private static void Add(CharacterTable<List<TestedPredicate>> tests, char key, ReadOnlySpan<char> text, List<int> found)
    {
        if (tests[char.ToUpperInvariant(key)] is not { } candidates)
        {
            return;
        }

        foreach (var candidate in candidates)
        {
            if (candidate.Test.Holds(text, null))
            {
                found.Add(candidate.Predicate);
            }
        }
    }

    private static bool HasEmpty(TextMatch match)
    {
        foreach (var value in match.Values)
        {
            if (value.Length == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static void AddExact(Dictionary<string, List<int>> exact, IndexedMatch entry)
    {
        foreach (var value in entry.Match.Values)
        {
            if (!exact.TryGetValue(value, out var predicates))
            {
                exact.Add(value, predicates = []);
            }

            // A value that is written twice counts once.
            if (predicates.Count == 0 || predicates[^1] != entry.Predicate)
            {
                predicates.Add(entry.Predicate);
            }
        }
    }

    private static void AddPrefixes(Dictionary<string, List<int>> prefixes, IndexedMatch entry)
    {
        foreach (var value in entry.Match.Values)
        {
            if (!prefixes.TryGetValue(value, out var predicates))
            {
                prefixes.Add(value, predicates = []);
            }

            if (!predicates.Contains(entry.Predicate))
            {
                predicates.Add(entry.Predicate);
            }
        }
    }

    // The values of a predicate by their first or last character, so that each text is compared with those only that may hold.
    private static void AddByCharacter(CharacterTable<List<TestedPredicate>> tests, IndexedMatch entry, bool last)
    {
        var values = new CharacterTable<List<string>>();
        foreach (var value in entry.Match.Values)
        {
            var key = char.ToUpperInvariant(last ? value[^1] : value[0]);
            if (values[key] is not { } ofKey)
            {
                values[key] = ofKey = [];
                (tests[key] ??= []).Add(new TestedPredicate(new TextTest(entry.Match with { Values = ofKey }), entry.Predicate));
            }

            ofKey.Add(value);
        }
    }

    private void AddTest(TestedPredicate tested)
    {
        var required = new List<string>();
        foreach (var value in tested.Test.Match.Values)
        {
            var literal = RequiredLiteral(tested.Test.Match, value);
            if (literal.Length < ShortestLiteral)
            {
                _others.Add(tested);
                return;
            }

            if (!required.Contains(literal))
            {
                required.Add(literal);
            }
        }

        if (required.Count == 0)
        {
            _others.Add(tested);
            return;
        }

        foreach (var literal in required)
        {
            _literals.Add(literal, tested);
        }
    }
}

/// <summary>What a predicate asks of a text.</summary>
internal sealed record IndexedMatch(TextMatch Match, int Predicate);

/// <summary>A test and the predicate that holds when it does.</summary>
internal sealed record TestedPredicate(TextTest Test, int Predicate);
