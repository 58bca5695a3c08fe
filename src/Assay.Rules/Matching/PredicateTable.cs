using System.Numerics;
using Assay.Model;

namespace Assay.Rules;

/// <summary>The distinct fact predicates of a pack, and the search for all of them in one file.</summary>
internal sealed class PredicateTable
{
    private readonly List<CompiledPredicate> _predicates = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly ValueIndex?[] _byKind = new ValueIndex?[64];
    private readonly Dictionary<int, int[]> _argumentTests = [];
    private int[] _byArguments = [];
    private ValueIndex? _argumentTexts;
    private ulong _kinds;

    public int Count => _predicates.Count;

    /// <summary>Gives the predicate's number; equal predicates have the same.</summary>
    public int Add(FactPredicate predicate)
    {
        var text = ConditionText.Of(predicate);
        if (!_ids.TryGetValue(text, out var id))
        {
            id = _predicates.Count;
            _predicates.Add(new CompiledPredicate(predicate));
            _ids.Add(text, id);
        }

        return id;
    }

    /// <summary>Ends the collection.</summary>
    public void Freeze()
    {
        _byArguments = [.. Enumerable.Range(0, _predicates.Count).Where(id => _predicates[id].DependsOnArgumentsOnly)];
        var tests = new List<(TextMatch, int)>();
        foreach (var id in _byArguments)
        {
            var matches = _predicates[id].Source.Arguments.Select(argument => argument.Match!).ToArray();
            _argumentTests[id] = [.. Enumerable.Range(tests.Count, matches.Length)];
            tests.AddRange(matches.Select((match, index) => (match, _argumentTests[id][index])));
        }

        _argumentTexts = new ValueIndex(tests);
        foreach (var kind in Enumerable.Range(0, _predicates.Count).Except(_byArguments).GroupBy(id => (int)_predicates[id].Source.Kind))
        {
            _byKind[kind.Key] = new ValueIndex([.. kind.Select(id => (_predicates[id].Source.Value, id))]);
            _kinds |= 1ul << kind.Key;
        }
    }

    /// <summary>Finds every (predicate, record) of a file, in record order.</summary>
    public List<(int Predicate, int Record)> Find(FileFacts facts, DateTimeOffset? published)
    {
        var hits = new List<(int, int)>();
        var records = facts.Records as FactRecord[] ?? [.. facts.Records];
        if (records.Length == 0)
        {
            return hits;
        }

        // Texts are compared once each, however many records name them; 0 in the table: nobody is interested.
        var interests = new List<(ulong Kind, int[] Predicates)[]> { Array.Empty<(ulong, int[])>() };
        var table = Interests(records, facts, published, interests);
        var argumentResults = new Dictionary<(int, int), bool>();
        var byArguments = ByArguments(facts, published);
        var derivations = Derivations(records, facts);
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            if (byArguments.Length > 0 && byArguments[(int)record.Kind] is { } ofKind && record.Arguments != FactRecord.None)
            {
                AddHits(ofKind, i, in record, facts, derivations, published, argumentResults, hits);
            }

            var interest = table[record.Value];
            if (interest == 0)
            {
                continue;
            }

            foreach (var (kind, predicates) in interests[interest])
            {
                if (kind == 1ul << (int)record.Kind)
                {
                    AddHits(predicates, i, in record, facts, derivations, published, argumentResults, hits);
                }
            }
        }

        return hits;
    }

    // Predicates on arguments alone are tried only where some argument of the file could satisfy them; by kind, empty when there are none.
    private int[]?[] ByArguments(FileFacts facts, DateTimeOffset? published)
    {
        if (_byArguments.Length == 0)
        {
            return [];
        }

        var present = new HashSet<int>();
        var found = new List<int>();
        var marked = facts.ArgumentTexts();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i])
            {
                found.Clear();
                _argumentTexts!.Find(facts.Strings[i], published, found);
                present.UnionWith(found);
            }
        }

        var possible = _byArguments.Where(id => Array.TrueForAll(_argumentTests[id], present.Contains)).ToArray();
        if (possible.Length == 0)
        {
            return [];
        }

        var byKind = new int[_byKind.Length][];
        foreach (var kind in possible.GroupBy(id => (int)_predicates[id].Source.Kind))
        {
            byKind[kind.Key] = [.. kind];
        }

        return byKind;
    }

    // Decoded values are rare: a file without any is not asked for them fact by fact.
    private static int Derivations(FactRecord[] records, FileFacts facts)
    {
        var derivations = facts.ArgumentDerivations();
        foreach (ref readonly var record in records.AsSpan())
        {
            derivations |= 1 << (int)record.Derivation;
        }

        return derivations;
    }

    private void AddHits(int[] predicates, int index, in FactRecord record, FileFacts facts, int derivations, DateTimeOffset? published,
        Dictionary<(int, int), bool> argumentResults, List<(int, int)> hits)
    {
        foreach (var id in predicates)
        {
            var predicate = _predicates[id];
            if (!predicate.MayHoldAmong(derivations))
            {
                continue;
            }

            if (predicate.HasArguments)
            {
                // Lists are stored once: a hostile file cannot have a long one read again for each of a million records.
                if (!argumentResults.TryGetValue((id, record.Arguments), out var holds))
                {
                    holds = predicate.Holds(record.Arguments == FactRecord.None ? null : facts.Arguments[record.Arguments], published);
                    argumentResults.Add((id, record.Arguments), holds);
                }

                if (!holds)
                {
                    continue;
                }
            }

            if (predicate.HoldsDerivation(in record, facts))
            {
                hits.Add((id, index));
            }
        }
    }

    private int[] Interests(FactRecord[] records, FileFacts facts, DateTimeOffset? published, List<(ulong Kind, int[] Predicates)[]> interests)
    {
        var strings = facts.Strings as string[] ?? [.. facts.Strings];
        var kinds = new ulong[strings.Length];
        foreach (ref readonly var record in records.AsSpan())
        {
            kinds[record.Value] |= 1ul << (int)record.Kind;
        }

        var table = new int[strings.Length];
        var found = new List<int>();
        var ofText = new List<(ulong, int[])>();
        for (var text = 0; text < strings.Length; text++)
        {
            ofText.Clear();
            for (var rest = kinds[text] & _kinds; rest != 0; rest &= rest - 1)
            {
                var kind = BitOperations.TrailingZeroCount(rest);
                found.Clear();
                _byKind[kind]!.Find(strings[text], published, found);
                if (found.Count > 0)
                {
                    ofText.Add((1ul << kind, [.. found]));
                }
            }

            if (ofText.Count > 0)
            {
                table[text] = interests.Count;
                interests.Add([.. ofText]);
            }
        }

        return table;
    }
}
