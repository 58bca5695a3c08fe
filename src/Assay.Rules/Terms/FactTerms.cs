using Assay.Model;

namespace Assay.Rules;

/// <summary>Gives the terms of a package: what an index of many packages keeps, to know later which of them a rule can hold for (<see cref="TermQuery"/>).</summary>
public static class FactTerms
{
    private const int NameBuffer = 256;

    /// <summary>Collects the terms of all facts, ascending, each once.</summary>
    public static uint[] Of(PackageFacts package)
    {
        var terms = new HashSet<uint>();
        var read = new HashSet<FileFacts>(ReferenceEqualityComparer.Instance);
        foreach (var file in package.Files)
        {
            if (read.Add(file.Facts))
            {
                Add(file.Facts, terms);
            }
        }

        uint[] ordered = [.. terms];
        Array.Sort(ordered);
        return ordered;
    }

    private static void Add(FileFacts facts, HashSet<uint> terms)
    {
        var records = facts.RecordSpan;
        if (records.IsEmpty)
        {
            return;
        }

        var kinds = new ulong[facts.Strings.Count];
        var all = 0ul;
        foreach (ref readonly var record in records)
        {
            kinds[record.Value] |= 1ul << (int)record.Kind;
            all |= 1ul << (int)record.Kind;
        }

        AddKinds(all, terms);
        var arguments = facts.ArgumentTexts();
        Span<char> buffer = stackalloc char[NameBuffer];
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] == 0 && !arguments[i])
            {
                continue;
            }

            var text = facts.Strings.Peek(i, buffer);
            AddValues(kinds[i], text, terms);
            if (arguments[i])
            {
                terms.Add(TermHash.OfArgument(text));
            }
        }
    }

    private static void AddKinds(ulong kinds, HashSet<uint> terms)
    {
        for (; kinds != 0; kinds &= kinds - 1)
        {
            terms.Add(TermHash.OfKind((FactKind)System.Numerics.BitOperations.TrailingZeroCount(kinds)));
        }
    }

    private static void AddValues(ulong kinds, ReadOnlySpan<char> text, HashSet<uint> terms)
    {
        for (; kinds != 0; kinds &= kinds - 1)
        {
            var kind = (FactKind)System.Numerics.BitOperations.TrailingZeroCount(kinds);
            terms.Add(TermHash.OfValue(kind, text));
            if (TermHash.HasPrefixes(kind))
            {
                TermHash.AddPrefixes(kind, text, terms);
            }
        }
    }
}
