using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>Finds numbered entries by their hash; the entries themselves, and comparing them, are the caller's.</summary>
/// <remarks>
/// The hash differs from process to process, so that no file can be made whose entries all fall together.
/// Numbers are given in the order of arrival, whatever the hash.
/// <code>for (var i = chains.First(hash); i >= 0; i = chains.Next(i, hash)) { if (entries[i] == wanted) ... }</code>
/// </remarks>
public sealed class HashChains
{
    private const int SmallestTable = 64;
    private const int KeptTable = 64 * 1024;
    private static readonly uint Seed = (uint)Random.Shared.NextInt64() | 1;
    private int[] _heads = new int[SmallestTable];
    private Link[] _links = new Link[SmallestTable];

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

    /// <summary>The number of the last entry with the hash; -1 when there is none.</summary>
    public int First(uint hash) => Find(_heads[hash & (uint)(_heads.Length - 1)], hash);

    /// <summary>The number of the entry with the hash that was added before <paramref name="entry"/>; -1 when there is none.</summary>
    public int Next(int entry, uint hash) => Find(_links[entry].Next, hash);

    /// <summary>Adds an entry and gives its number.</summary>
    public int Add(uint hash)
    {
        if (Count == _links.Length)
        {
            Grow();
        }

        ref var head = ref _heads[hash & (uint)(_heads.Length - 1)];
        _links[Count] = new Link(hash, head);
        head = ++Count;
        return Count - 1;
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear()
    {
        Count = 0;
        if (_heads.Length > KeptTable)
        {
            // Clearing costs as much as the capacity: a large file must not slow down every small one after it.
            _heads = new int[SmallestTable];
            _links = new Link[SmallestTable];
        }
        else
        {
            Array.Clear(_heads);
        }
    }

    // Heads and links hold the number of an entry plus one, so that zero is none.
    private int Find(int entry, uint hash)
    {
        while (entry > 0 && _links[entry - 1].Hash != hash)
        {
            entry = _links[entry - 1].Next;
        }

        return entry - 1;
    }

    private void Grow()
    {
        Array.Resize(ref _links, _links.Length * 2);
        _heads = new int[_links.Length];
        for (var entry = 0; entry < Count; entry++)
        {
            ref var link = ref _links[entry];
            ref var head = ref _heads[link.Hash & (uint)(_heads.Length - 1)];
            link = link with { Next = head };
            head = entry + 1;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Link(uint Hash, int Next);
}
