using System.Runtime.InteropServices;

namespace Assay.Licenses.Recognition;

/// <summary>Hashes the runs of words of a text while its words pass by.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct WordRuns
{
    /// <summary>Words of a run: fewer stand in many texts by chance, more break at every changed name.</summary>
    public const int Length = 4;

    /// <summary>Bits of a kept hash.</summary>
    public const int HashBits = 24;

    private ulong _first;
    private ulong _second;
    private ulong _third;
    private int _words;

    /// <summary>Takes the next word; true when a run ends with it.</summary>
    public bool Add(ulong word, out ulong run)
    {
        run = Mix(_first + (3 * Mix(_second + (3 * Mix(_third + (3 * word))))));
        _first = _second;
        _second = _third;
        _third = word;
        return ++_words >= Length;
    }

    /// <summary>Says that no run reaches from the words before to the words behind.</summary>
    public void Break() => _words = 0;

    /// <summary>The part of a run's hash that the index keeps.</summary>
    public static uint Print(ulong run) => (uint)(run >> (64 - HashBits));

    /// <summary>Says whether a text that keeps one of two to the power of <paramref name="sampling"/> runs keeps this one: the same answer wherever the run stands.</summary>
    public static bool IsKept(ulong run, int sampling) => (run & ((1UL << sampling) - 1)) == 0;

    // The finaliser of SplitMix64: every bit of the word reaches every bit of the hash.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
