using System.Runtime.InteropServices;

namespace Assay.Rules;

/// <summary>Finds which of many values a text equals, letter by letter or without regard to case, by one search.</summary>
/// <remarks>The values are those of rules: however a text is chosen, a search looks at few of them.</remarks>
internal sealed class ExactIndex
{
    private readonly string[] _values;
    private readonly int[][] _predicates;
    private readonly StringComparison[] _comparisons;
    private readonly uint[] _hashes;

    // Number of the value plus one; zero is free. At most half of the slots are taken.
    private readonly int[] _slots;

    /// <summary>Arranges values with their predicates: those to be compared as they are, and those to be compared without regard to case.</summary>
    public ExactIndex(Dictionary<string, List<int>> exact, Dictionary<string, List<int>> ignoringCase)
    {
        _values = [.. exact.Keys, .. ignoringCase.Keys];
        _predicates = new int[_values.Length][];
        _comparisons = new StringComparison[_values.Length];
        _hashes = new uint[_values.Length];
        var length = 4;
        while (length < _values.Length * 2)
        {
            length *= 2;
        }

        _slots = new int[length];
        for (var i = 0; i < _values.Length; i++)
        {
            var isExact = i < exact.Count;
            _predicates[i] = [.. (isExact ? exact : ignoringCase)[_values[i]]];
            _comparisons[i] = isExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            _hashes[i] = Hash(_values[i]);
            var slot = _hashes[i];
            while (_slots[slot & (length - 1)] != 0)
            {
                slot++;
            }

            _slots[slot & (length - 1)] = i + 1;
        }
    }

    /// <summary>Adds the predicates of every value that the text equals.</summary>
    public void Find(ReadOnlySpan<char> text, List<int> found)
    {
        if (_values.Length == 0)
        {
            return;
        }

        var hash = Hash(text);
        for (var slot = hash; ; slot++)
        {
            var value = _slots[slot & (_slots.Length - 1)] - 1;
            if (value < 0)
            {
                return;
            }

            if (_hashes[value] == hash && text.Equals(_values[value], _comparisons[value]))
            {
                found.AddRange(_predicates[value]);
            }
        }
    }

    // The same for texts that differ in case alone.
    private static uint Hash(ReadOnlySpan<char> text)
    {
        const ulong NotAscii = 0xFF80_FF80_FF80_FF80;
        const ulong LowerCase = 0x0020_0020_0020_0020;
        var hash = (ulong)text.Length;
        for (; text.Length >= 4; text = text[4..])
        {
            var block = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text));
            hash = Mixed(hash, (block & NotAscii) == 0 ? block | LowerCase : Folded(text[..4]));
        }

        hash = Mixed(hash, Folded(text));
        return (uint)(hash ^ (hash >> 32));
    }

    private static ulong Folded(ReadOnlySpan<char> letters)
    {
        var block = 0ul;
        for (var i = 0; i < letters.Length; i++)
        {
            var letter = char.ToUpperInvariant(letters[i]);
            block |= (ulong)(char.IsAscii(letter) ? letter | 0x20u : letter) << (16 * i);
        }

        return block;
    }

    private static ulong Mixed(ulong hash, ulong block)
    {
        hash = (hash ^ block) * 0x9E37_79B9_7F4A_7C15;
        return hash ^ (hash >> 29);
    }
}
