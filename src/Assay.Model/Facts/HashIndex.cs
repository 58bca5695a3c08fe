using System.Numerics;

namespace Assay.Model;

/// <summary>Finds numbers by the hash of what they stand for; that itself, and comparing it, are the caller's.</summary>
/// <remarks>
/// The hash differs from process to process, so that no file can be made whose entries all fall together.
/// Open addressing: hash and number lie in one word, so that a search meets memory once, whether it finds something or not.
/// <code>for (var i = index.First(hash); i >= 0; i = index.Next(i, hash)) { if (entries[i] == wanted) ... }</code>
/// </remarks>
public sealed class HashIndex
{
    private const int SmallestTable = 128;
    private const int KeptTable = 128 * 1024;
    private const int KeptSizes = 11;
    private static readonly uint Seed = (uint)Random.Shared.NextInt64() | 1;

    // Tables of earlier files by size, all cleared: a small file after a large one neither clears nor searches more than it fills.
    private readonly ulong[]?[] _kept = new ulong[KeptSizes + 1][];

    // The hash above, the number plus one below; zero is a free slot. At most half of them are taken.
    private ulong[] _slots = new ulong[SmallestTable];

    /// <summary>Entries added until here.</summary>
    public int Count { get; private set; }

    /// <summary>Hashes one number.</summary>
    public static uint Hash(uint number)
    {
        number = (number ^ (number >> 16)) * Seed;
        number = (number ^ (number >> 15)) * 0x846CA68B;
        return number ^ (number >> 16);
    }

    /// <summary>Hashes a further number into a hash.</summary>
    public static uint Hash(uint hash, uint number) => Hash((BitOperations.RotateLeft(hash, 5) * 0x9E3779B1) ^ number);

    /// <summary>Mixes a block of data into what was mixed before; <see cref="Hash(uint, uint)"/> of both halves ends it.</summary>
    public static ulong Mixed(ulong mixed, ulong block) => BitOperations.RotateLeft((mixed ^ block ^ Seed) * 0x9E37_79B9_7F4A_7C15, 29);

    /// <summary>Hashes a text, four characters at a time.</summary>
    public static uint Hash(ReadOnlySpan<char> text)
    {
        var hash = (ulong)text.Length;
        for (; text.Length >= 4; text = text[4..])
        {
            hash = Mixed(hash, text[0] | ((ulong)text[1] << 16) | ((ulong)text[2] << 32) | ((ulong)text[3] << 48));
        }

        var rest = 0ul;
        foreach (var character in text)
        {
            rest = (rest << 16) | character;
        }

        return Hash((uint)(hash >> 32), (uint)Mixed(hash, rest));
    }

    /// <summary>The number that was first added with the hash; -1 when there is none.</summary>
    public int First(uint hash)
    {
        var slots = _slots;
        for (var slot = hash; ; slot++)
        {
            var entry = slots[slot & (uint)(slots.Length - 1)];
            if (entry == 0 || (uint)(entry >> 32) == hash)
            {
                return (int)(uint)entry - 1;
            }
        }
    }

    /// <summary>The number that was added with the hash after <paramref name="number"/>; -1 when there is none.</summary>
    public int Next(int number, uint hash)
    {
        // Different things of one hash are rare: the search begins anew.
        var slots = _slots;
        var passed = false;
        for (var slot = hash; ; slot++)
        {
            var entry = slots[slot & (uint)(slots.Length - 1)];
            if (entry == 0 || (passed && (uint)(entry >> 32) == hash))
            {
                return (int)(uint)entry - 1;
            }

            passed |= entry == Entry(hash, number);
        }
    }

    /// <summary>Adds the next number, counted from zero, and gives it.</summary>
    public int Add(uint hash)
    {
        Add(hash, Count);
        return Count - 1;
    }

    /// <summary>Adds a number of the caller's, each at most once with the same hash.</summary>
    public void Add(uint hash, int number)
    {
        if (++Count > _slots.Length / 2)
        {
            Grow();
        }

        Put(_slots, Entry(hash, number));
    }

    /// <summary>Makes room for so many entries, as far as the room is not of an unusual size.</summary>
    public void Reserve(int entries)
    {
        var length = (int)Math.Min(KeptTable, BitOperations.RoundUpToPowerOf2((uint)Math.Min(entries, KeptTable)) * 2);
        if (Count == 0 && length > _slots.Length)
        {
            Keep(_slots);
            _slots = Take(length);
        }
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear()
    {
        if (Count == 0)
        {
            return;
        }

        Count = 0;
        Array.Clear(_slots);
        if (_slots.Length > SmallestTable)
        {
            Keep(_slots);
            _slots = Take(SmallestTable);
        }
    }

    private static ulong Entry(uint hash, int number) => ((ulong)hash << 32) | ((uint)number + 1);

    private static void Put(ulong[] slots, ulong entry)
    {
        var slot = (uint)(entry >> 32);
        while (slots[slot & (uint)(slots.Length - 1)] != 0)
        {
            slot++;
        }

        slots[slot & (uint)(slots.Length - 1)] = entry;
    }

    private void Grow()
    {
        var grown = Take(_slots.Length * 2);

        // From behind a free slot on: entries of one hash keep their order where they were put past the end.
        var start = 0;
        while (_slots[start] != 0)
        {
            start++;
        }

        for (var i = 0; i < _slots.Length; i++)
        {
            var entry = _slots[(start + i) & (_slots.Length - 1)];
            if (entry != 0)
            {
                Put(grown, entry);
            }
        }

        Array.Clear(_slots);
        Keep(_slots);
        _slots = grown;
    }

    private ulong[] Take(int length)
    {
        ref var kept = ref KeptOf(length);
        var table = kept ?? new ulong[length];
        kept = null;
        return table;
    }

    private void Keep(ulong[] table)
    {
        if (table.Length <= KeptTable)
        {
            KeptOf(table.Length) = table;
        }
    }

    // Longer tables are not kept: their entry is always empty.
    private ref ulong[]? KeptOf(int length) => ref _kept[Math.Min(BitOperations.Log2((uint)(length / SmallestTable)), KeptSizes)];
}
