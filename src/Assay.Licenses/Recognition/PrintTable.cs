using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Licenses.Recognition;

/// <summary>Finds the texts of the index in which a run of words stands.</summary>
internal sealed class PrintTable
{
    // Open addressing: a key is a hash plus one; its places follow each other in the order of the texts.
    private readonly uint[] _keys;
    private readonly int[] _starts;
    private readonly PrintPlace[] _places;
    private readonly int _mask;

    public PrintTable(IReadOnlyList<LicenseTextPrint> texts)
    {
        Texts = texts;
        var count = texts.Sum(text => text.Hashes.Length);
        var capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, count * 2));
        _keys = new uint[capacity];
        _starts = new int[capacity + 1];
        _places = new PrintPlace[count];
        _mask = capacity - 1;

        // Counted first, so that the places of a hash lie together without being sorted.
        foreach (var text in texts)
        {
            foreach (var hash in text.Hashes)
            {
                var slot = SlotOf(hash);
                _keys[slot] = hash + 1;
                _starts[slot + 1]++;
            }
        }

        for (var slot = 0; slot < capacity; slot++)
        {
            _starts[slot + 1] += _starts[slot];
        }

        var next = _starts.AsSpan(0, capacity).ToArray();
        for (var text = 0; text < texts.Count; text++)
        {
            for (var i = 0; i < texts[text].Hashes.Length; i++)
            {
                _places[next[SlotOf(texts[text].Hashes[i])]++] = new PrintPlace((ushort)text, texts[text].Places[i], (byte)texts[text].Sampling);
            }
        }
    }

    /// <summary>The texts that <see cref="PrintPlace.Text"/> counts in.</summary>
    public IReadOnlyList<LicenseTextPrint> Texts { get; }

    /// <summary>Gives where the places of a run are kept; those of runs of no licence are none.</summary>
    public int Find(uint hash) => SlotOf(hash);

    /// <summary>Gives the places that <see cref="Find"/> named.</summary>
    public ReadOnlySpan<PrintPlace> PlacesAt(int slot) => _places.AsSpan(_starts[slot].._starts[slot + 1]);

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
internal readonly record struct PrintPlace(ushort Text, ushort Word, byte Sampling);
