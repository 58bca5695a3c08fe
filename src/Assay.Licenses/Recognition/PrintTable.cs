using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Licenses.Recognition;

/// <summary>Finds the texts of the index in which a run of words stands.</summary>
internal sealed class PrintTable
{
    // Open addressing: the slot holds the hash plus one, its first entry, and how many follow each other.
    private readonly uint[] _keys;
    private readonly (int First, int Count)[] _slots;
    private readonly PrintPlace[] _places;
    private readonly int _mask;

    public PrintTable(IReadOnlyList<LicenseTextPrint> texts)
    {
        Texts = texts;
        var all = new List<(uint Hash, PrintPlace Place)>();
        for (var text = 0; text < texts.Count; text++)
        {
            foreach (var (hash, word) in texts[text].Prints)
            {
                all.Add((hash, new PrintPlace(text, word, texts[text].Sampling)));
            }
        }

        var sorted = all.ToArray();
        Array.Sort(sorted, (left, right) => left.Hash != right.Hash ? left.Hash.CompareTo(right.Hash) : left.Place.Text != right.Place.Text ? left.Place.Text.CompareTo(right.Place.Text) : left.Place.Word.CompareTo(right.Place.Word));
        _places = new PrintPlace[sorted.Length];
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, sorted.Length * 2));
        _keys = new uint[capacity];
        _slots = new (int, int)[capacity];
        _mask = capacity - 1;
        for (var i = 0; i < sorted.Length; i++)
        {
            _places[i] = sorted[i].Place;
            var slot = SlotOf(sorted[i].Hash);
            _slots[slot] = _keys[slot] == 0 ? (i, 1) : (_slots[slot].First, _slots[slot].Count + 1);
            _keys[slot] = sorted[i].Hash + 1;
        }
    }

    /// <summary>The texts that <see cref="PrintPlace.Text"/> counts in.</summary>
    public IReadOnlyList<LicenseTextPrint> Texts { get; }

    /// <summary>Gives the places of a run; none for runs of no licence.</summary>
    public ReadOnlySpan<PrintPlace> Find(uint hash)
    {
        var slot = SlotOf(hash);
        return _keys[slot] == 0 ? [] : _places.AsSpan(_slots[slot].First, _slots[slot].Count);
    }

    private int SlotOf(uint hash)
    {
        var slot = (int)(hash * 0x9E3779B1u >> 7) & _mask;
        while (_keys[slot] != 0 && _keys[slot] != hash + 1)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }
}

/// <summary>Where a run stands in a text of the index.</summary>
/// <param name="Text">Index of the text.</param>
/// <param name="Word">Number of its last word.</param>
/// <param name="Sampling">One of two to this power of the runs of the text is kept.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PrintPlace(int Text, int Word, int Sampling);
