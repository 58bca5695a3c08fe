using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Rules;

/// <summary>All predicates on the value of one fact kind, arranged so that a text is compared with few of them.</summary>
internal sealed class ValueIndex
{
    // Shorter literals stand in nearly every text and would slow the search for all others down.
    private const int ShortestLiteral = 3;

    private readonly FrozenDictionary<string, int[]> _exact;
    private readonly FrozenDictionary<string, int[]> _exactIgnoringCase;
    private readonly PrefixIndex _prefixes;
    private readonly FrozenDictionary<char, (TextTest Test, int Predicate)[]> _prefixesIgnoringCase;
    private readonly FrozenDictionary<char, (TextTest Test, int Predicate)[]> _suffixes;
    private readonly LiteralIndex _literals;
    private readonly (TextTest Test, int Predicate)[] _others;
    private readonly int[] _always;

    public ValueIndex(IReadOnlyList<(TextMatch Match, int Predicate)> predicates)
    {
        _exact = Exact(predicates, ignoreCase: false);
        _exactIgnoringCase = Exact(predicates, ignoreCase: true);
        _prefixes = new PrefixIndex(predicates
            .Where(entry => entry.Match is { Mode: MatchMode.Prefix, IgnoreCase: false } && entry.Match.Values.All(value => value.Length > 0))
            .SelectMany(entry => entry.Match.Values.Select(value => (value, entry.Predicate))));
        _prefixesIgnoringCase = ByCharacter([.. predicates.Where(entry => entry.Match.IgnoreCase)], MatchMode.Prefix, value => value[0]);
        _suffixes = ByCharacter(predicates, MatchMode.Suffix, value => value[^1]);
        var literals = new List<(string, TextTest, int)>();
        var others = new List<(TextTest, int)>();
        _always = [.. predicates.Where(entry => entry.Match.Mode == MatchMode.Exists).Select(entry => entry.Predicate)];
        foreach (var (match, predicate) in predicates)
        {
            if (match.Mode is MatchMode.Exact or MatchMode.Exists || (match.Mode is MatchMode.Prefix or MatchMode.Suffix && match.Values.All(value => value.Length > 0)))
            {
                continue;
            }

            var test = new TextTest(match);
            string[] required = [.. match.Values.Select(value => RequiredLiteral(match, value)).Distinct(StringComparer.Ordinal)];
            if (required.Length == 0 || required.Any(literal => literal.Length < ShortestLiteral))
            {
                others.Add((test, predicate));
            }
            else
            {
                literals.AddRange(required.Select(literal => (literal, test, predicate)));
            }
        }

        _literals = new LiteralIndex(literals);
        _others = [.. others];
    }

    /// <summary>Gives the predicates that hold for every text.</summary>
    public void FindAlways(List<int> found) => found.AddRange(_always);

    /// <summary>Gives the predicates that hold for the text, each once.</summary>
    public void Find(string text, DateTimeOffset? published, List<int> found)
    {
        FindAlways(found);
        Add(_exact, text, found);
        Add(_exactIgnoringCase, text, found);
        if (text.Length > 0)
        {
            _prefixes.Find(text, found);
            Add(_prefixesIgnoringCase, text[0], text, found);
            Add(_suffixes, text[^1], text, found);
        }

        _literals.Find(text, published, found);
        foreach (var (test, predicate) in _others)
        {
            if (test.Holds(text, published))
            {
                found.Add(predicate);
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

    private static void Add(FrozenDictionary<string, int[]> exact, string text, List<int> found)
    {
        if (exact.Count > 0 && exact.TryGetValue(text, out var predicates))
        {
            found.AddRange(predicates);
        }
    }

    private static void Add(FrozenDictionary<char, (TextTest Test, int Predicate)[]> tests, char key, string text, List<int> found)
    {
        if (tests.Count == 0 || !tests.TryGetValue(char.ToUpperInvariant(key), out var candidates))
        {
            return;
        }

        foreach (var (test, predicate) in candidates)
        {
            if (test.Holds(text, null))
            {
                found.Add(predicate);
            }
        }
    }

    private static FrozenDictionary<string, int[]> Exact(IReadOnlyList<(TextMatch Match, int Predicate)> predicates, bool ignoreCase)
    {
        var comparer = ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        return predicates
            .Where(entry => entry.Match.Mode == MatchMode.Exact && entry.Match.IgnoreCase == ignoreCase)
            .SelectMany(entry => entry.Match.Values.Distinct(comparer).Select(value => (value, entry.Predicate)))
            .GroupBy(entry => entry.value, comparer)
            .ToFrozenDictionary(group => group.Key, group => group.Select(entry => entry.Predicate).ToArray(), comparer);
    }

    private static FrozenDictionary<char, (TextTest Test, int Predicate)[]> ByCharacter(
        IReadOnlyList<(TextMatch Match, int Predicate)> predicates, MatchMode mode, Func<string, char> character) =>
        predicates
            .Where(entry => entry.Match.Mode == mode && entry.Match.Values.All(value => value.Length > 0))
            .SelectMany(entry => entry.Match.Values.GroupBy(value => char.ToUpperInvariant(character(value)))
                .Select(group => (group.Key, Test: new TextTest(entry.Match with { Values = [.. group] }), entry.Predicate)))
            .GroupBy(entry => entry.Key)
            .ToFrozenDictionary(group => group.Key, group => group.Select(entry => (entry.Test, entry.Predicate)).ToArray());
}
