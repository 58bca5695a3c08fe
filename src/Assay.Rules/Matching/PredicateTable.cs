using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Rules;

/// <summary>The distinct fact predicates of a pack, and the search for all of them in one file.</summary>
internal sealed class PredicateTable
{
    private readonly List<CompiledPredicate> _predicates = [];
    private readonly Dictionary<FactPredicate, int> _ids = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<ValueIndex>?[] _byKind = new Lazy<ValueIndex>?[64];
    private readonly Dictionary<int, int[]> _argumentTests = [];
    private int[] _byArguments = [];
    private Lazy<ValueIndex> _argumentTexts = new(() => new ValueIndex([]));
    private ulong _kinds;

    // Of these a file has so many names that most are never made.
    private const ulong MemberKinds = (1ul << (int)FactKind.Call) | (1ul << (int)FactKind.Field) | (1ul << (int)FactKind.Property);
    private const ulong NameKinds = 1ul << (int)FactKind.Method;
    private const int NameBuffer = 256;
    private const int Looked = 1;
    private const int AsType = 2;
    private const int AsMember = 4;
    private ulong _alwaysKinds;
    private Lazy<MemberFilter> _memberFilter = new(() => new MemberFilter([]));
    private Lazy<MemberFilter> _nameFilter = new(() => new MemberFilter([]));

    public int Count => _predicates.Count;

    /// <summary>Gives the predicate's number. A pack that was read has one object for predicates that are written alike; to compare what they say would take longer at each start than it saves.</summary>
    public int Add(FactPredicate predicate)
    {
        if (!_ids.TryGetValue(predicate, out var id))
        {
            id = _predicates.Count;
            _predicates.Add(new CompiledPredicate(predicate));
            _ids.Add(predicate, id);
        }

        return id;
    }

    /// <summary>Ends the collection. What a fact kind needs is arranged when the first fact of that kind comes.</summary>
    public void Freeze()
    {
        var byArguments = new List<int>();
        var tests = new List<IndexedMatch>();
        var ofKinds = new List<IndexedMatch>?[_byKind.Length];
        var members = new List<TextMatch>();
        var names = new List<TextMatch>();
        for (var id = 0; id < _predicates.Count; id++)
        {
            var predicate = _predicates[id];
            if (predicate.DependsOnArgumentsOnly)
            {
                byArguments.Add(id);
                var own = new int[predicate.Source.Arguments.Count];
                for (var i = 0; i < own.Length; i++)
                {
                    own[i] = tests.Count;
                    tests.Add(new IndexedMatch(predicate.Source.Arguments[i].Match!, tests.Count));
                }

                _argumentTests.Add(id, own);
                continue;
            }

            var kind = (int)predicate.Source.Kind;
            var value = predicate.Source.Value;
            (ofKinds[kind] ??= []).Add(new IndexedMatch(value, id));
            _kinds |= 1ul << kind;
            _alwaysKinds |= value.Mode == MatchMode.Exists ? 1ul << kind : 0;
            if ((MemberKinds & (1ul << kind)) != 0)
            {
                members.Add(value);
            }

            if ((NameKinds & (1ul << kind)) != 0)
            {
                names.Add(value);
            }
        }

        _byArguments = [.. byArguments];
        _argumentTexts = new Lazy<ValueIndex>(() => new ValueIndex(tests));
        _memberFilter = new Lazy<MemberFilter>(() => new MemberFilter(members));
        _nameFilter = new Lazy<MemberFilter>(() => new MemberFilter(names));
        for (var kind = 0; kind < ofKinds.Length; kind++)
        {
            if (ofKinds[kind] is { } matches)
            {
                _byKind[kind] = new Lazy<ValueIndex>(() => new ValueIndex(matches));
            }
        }
    }

    /// <summary>Finds every (predicate, record) of a file, in record order.</summary>
    public List<(int Predicate, int Record)> Find(FileFacts facts, DateTimeOffset? published)
    {
        var hits = new List<(int, int)>();
        var records = facts.RecordSpan;
        if (records.Length == 0)
        {
            return hits;
        }

        // Texts are compared once each, however many records name them; 0 in the table: nobody is interested.
        var interests = new List<(ulong Kind, int[] Predicates)[]> { Array.Empty<(ulong, int[])>() };
        var table = Interests(records, facts.Strings, published, interests, out var derivations);
        var argumentResults = new Dictionary<(int, int), bool>();
        var byArguments = ByArguments(facts, published);
        derivations |= facts.ArgumentDerivations();
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            if (byArguments is not null && record.Arguments != FactRecord.None && byArguments.ByKind[(int)record.Kind] is { } ofKind)
            {
                foreach (var (id, needs) in ofKind)
                {
                    if ((byArguments.Lists[record.Arguments] & needs) == needs)
                    {
                        AddHit(id, i, in record, facts, derivations, published, argumentResults, hits);
                    }
                }
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
                    foreach (var id in predicates)
                    {
                        AddHit(id, i, in record, facts, derivations, published, argumentResults, hits);
                    }
                }
            }
        }

        ArrayPool<int>.Shared.Return(table);
        if (byArguments is not null)
        {
            ArrayPool<ulong>.Shared.Return(byArguments.Lists);
        }

        return hits;
    }

    // Predicates on arguments alone are tried only where the arguments of the fact may satisfy all of them; null when no list of the file does.
    [SkipLocalsInit]
    private ArgumentLists? ByArguments(FileFacts facts, DateTimeOffset? published)
    {
        if (_byArguments.Length == 0)
        {
            return null;
        }

        var present = new HashSet<int>();
        var found = new List<int>();
        var texts = new List<(int Text, int[] Tests)>();
        var marked = facts.ArgumentTexts();
        Span<char> buffer = stackalloc char[NameBuffer];
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i])
            {
                found.Clear();
                _argumentTexts.Value.Find(facts.Strings.Peek(i, buffer), published, found);
                if (found.Count > 0)
                {
                    present.UnionWith(found);
                    texts.Add((i, [.. found]));
                }
            }
        }

        var possible = _byArguments.Where(id => Array.TrueForAll(_argumentTests[id], present.Contains)).ToArray();
        if (possible.Length == 0)
        {
            return null;
        }

        // A test beyond the sixty-fourth has no bit and is not asked for beforehand.
        var bits = possible.SelectMany(id => _argumentTests[id]).Distinct().Take(64).Select((test, bit) => (test, Bit: 1ul << bit)).ToDictionary(entry => entry.test, entry => entry.Bit);
        var masks = Rent<ulong>(marked.Length);
        foreach (var (text, tests) in texts)
        {
            foreach (var test in tests)
            {
                masks[text] |= bits.GetValueOrDefault(test);
            }
        }

        var byKind = new (int, ulong)[_byKind.Length][];
        foreach (var kind in possible.GroupBy(id => (int)_predicates[id].Source.Kind))
        {
            byKind[kind.Key] = [.. kind.Select(id => (id, _argumentTests[id].Aggregate(0ul, (needs, test) => needs | bits.GetValueOrDefault(test))))];
        }

        // The lists are given back with the answer.
        var lists = ArrayPool<ulong>.Shared.Rent(facts.Arguments.Count);
        facts.ArgumentMasks(masks, lists.AsSpan(0, facts.Arguments.Count));
        ArrayPool<ulong>.Shared.Return(masks);
        return new ArgumentLists(byKind, lists);
    }

    private void AddHit(int id, int index, in FactRecord record, FileFacts facts, int derivations, DateTimeOffset? published,
        Dictionary<(int, int), bool> argumentResults, List<(int, int)> hits)
    {
        var predicate = _predicates[id];
        if (predicate.MayHoldAmong(derivations)
            && (!predicate.HasArguments || HoldsArguments(id, predicate, record.Arguments, facts, published, argumentResults))
            && predicate.HoldsDerivation(in record, facts))
        {
            hits.Add((id, index));
        }
    }

    private static bool HoldsArguments(int id, CompiledPredicate predicate, int list, FileFacts facts, DateTimeOffset? published, Dictionary<(int, int), bool> argumentResults)
    {
        if (list == FactRecord.None)
        {
            return predicate.HoldsOfNone;
        }

        var buffer = default(ArgumentBuffer);
        var count = facts.ReadArguments(list, buffer);
        if (count <= ArgumentBuffer.Length)
        {
            return predicate.Holds(((ReadOnlySpan<Argument>)buffer)[..count], published);
        }

        // Lists are stored once: a hostile file cannot have a long one read again for each of a million records.
        if (!argumentResults.TryGetValue((id, list), out var holds))
        {
            holds = predicate.Holds(facts.Arguments[list].Items, published);
            argumentResults.Add((id, list), holds);
        }

        return holds;
    }

    // The table has a number for each text, from the pool: the caller gives it back. Decoded values are rare: a file without any is not asked for them fact by fact.
    [SkipLocalsInit]
    private int[] Interests(ReadOnlySpan<FactRecord> records, TextTable texts, DateTimeOffset? published, List<(ulong Kind, int[] Predicates)[]> interests, out int derivations)
    {
        var kinds = Rent<ulong>(texts.Count);
        derivations = 0;
        foreach (ref readonly var record in records)
        {
            kinds[record.Value] |= 1ul << (int)record.Kind;
            derivations |= 1 << (int)record.Derivation;
        }

        var table = Rent<int>(texts.Count);
        var passed = Rent<byte>(texts.Count);
        var ofKinds = new Dictionary<ulong, int>();
        var found = new List<int>();
        Span<char> buffer = stackalloc char[NameBuffer];
        for (var text = 0; text < texts.Count; text++)
        {
            var rest = kinds[text] & _kinds;
            if (rest == 0)
            {
                continue;
            }

            if (Passes(texts, text, rest, passed))
            {
                table[text] = Interest(texts.Peek(text, buffer), rest, isKnown: true, published, found, interests);
            }
            else if ((rest & _alwaysKinds) != 0)
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(ofKinds, rest, out var exists);
                known = exists ? known : Interest([], rest, isKnown: false, published, found, interests);
                table[text] = known;
            }
        }

        ArrayPool<ulong>.Shared.Return(kinds);
        ArrayPool<byte>.Shared.Return(passed);
        return table;
    }

    // 0 when nobody is interested. In a text that is not known those are interested that ask for any.
    private int Interest(ReadOnlySpan<char> text, ulong kinds, bool isKnown, DateTimeOffset? published, List<int> found, List<(ulong Kind, int[] Predicates)[]> interests)
    {
        List<(ulong, int[])>? ofText = null;
        for (var rest = kinds; rest != 0; rest &= rest - 1)
        {
            var kind = BitOperations.TrailingZeroCount(rest);
            found.Clear();
            if (isKnown)
            {
                _byKind[kind]!.Value.Find(text, published, found);
            }
            else
            {
                _byKind[kind]!.Value.FindAlways(found);
            }

            if (found.Count > 0)
            {
                (ofText ??= []).Add((1ul << kind, [.. found]));
            }
        }

        if (ofText is null)
        {
            return 0;
        }

        interests.Add([.. ofText]);
        return interests.Count - 1;
    }

    private static T[] Rent<T>(int length)
    {
        var array = ArrayPool<T>.Shared.Rent(length);
        Array.Clear(array, 0, length);
        return array;
    }

    // Most names are told to be of no interest before they are texts.
    [SkipLocalsInit]
    private bool Passes(TextTable texts, int text, ulong kinds, byte[] passed)
    {
        if (texts.PartsOf(text) is not { IsMember: true } parts)
        {
            Span<char> buffer = stackalloc char[NameBuffer];
            return (kinds & ~NameKinds) != 0 || _nameFilter.Value.PassesName(texts.Peek(text, buffer));
        }

        if ((kinds & ~MemberKinds) != 0)
        {
            return true;
        }

        if (passed[parts.Type] == 0 || passed[parts.Member] == 0)
        {
            Look(texts, parts, passed);
        }

        return ((passed[parts.Type] & AsType) | (passed[parts.Member] & AsMember)) != 0;
    }

    // A text may be that of a type and of a member.
    [SkipLocalsInit]
    private void Look(TextTable texts, in TextParts parts, byte[] passed)
    {
        Span<char> buffer = stackalloc char[NameBuffer];
        foreach (var part in (ReadOnlySpan<int>)[parts.Type, parts.Member])
        {
            if (passed[part] == 0)
            {
                var name = texts.Peek(part, buffer);
                passed[part] = (byte)(Looked | (_memberFilter.Value.PassesType(name) ? AsType : 0) | (_memberFilter.Value.PassesMember(name) ? AsMember : 0));
            }
        }
    }

    /// <summary>Which argument lists of a file may satisfy predicates on arguments alone.</summary>
    /// <param name="ByKind">The predicates of each kind, with the bits of their tests.</param>
    /// <param name="Lists">The bits of the tests that some argument of each list satisfies.</param>
    private sealed record ArgumentLists((int Predicate, ulong Needs)[]?[] ByKind, ulong[] Lists);

    /// <summary>Room for the arguments of nearly every call.</summary>
    [InlineArray(Length)]
    private struct ArgumentBuffer
    {
        public const int Length = 16;
        private Argument _first;
    }
}
