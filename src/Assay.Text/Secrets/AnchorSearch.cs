using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Text.Secrets;

/// <summary>Finds the places where one of up to 256 anchors begins, each four sets of bytes, in one pass.</summary>
/// <remarks>
/// Anchors are dealt to sixteen groups. For each of the four positions two tables say by the low and by the high half of a byte which groups may have it there; both are looked up for 16 or 32 places at once,
/// and what all tables agree on is compared exactly. Half the groups would let pass seven times as many places. Texts without an anchor cost a few instructions per 32 bytes, whatever the number of anchors.
/// </remarks>
internal sealed class AnchorSearch
{
    /// <summary>Bytes of an anchor.</summary>
    public const int Length = 4;
    private const int Groups = 16;
    private const int GroupsPerTable = 8;
    private const int MaximumAnchors = 256;

    // By position, then by eight groups; each table twice, as a shuffle stays within 128 bits.
    private readonly Vector256<byte>[] _low = new Vector256<byte>[Length * Groups / GroupsPerTable];
    private readonly Vector256<byte>[] _high = new Vector256<byte>[Length * Groups / GroupsPerTable];

    // By position and byte: the anchors that have the byte there.
    private readonly Vector256<ulong>[] _exact = new Vector256<ulong>[Length * 256];

    /// <summary>Prepares the search.</summary>
    /// <param name="anchors">For each anchor and position the bytes that may stand there.</param>
    public AnchorSearch(IReadOnlyList<byte[][]> anchors)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(anchors.Count, MaximumAnchors);
        for (var i = 0; i < anchors.Count; i++)
        {
            for (var position = 0; position < Length; position++)
            {
                foreach (var value in anchors[i][position])
                {
                    ref var entry = ref _exact[(position * 256) + value];
                    entry = entry.WithElement(i / 64, entry[i / 64] | (1UL << (i % 64)));
                }
            }
        }

        Deal(anchors);
    }

    /// <summary>Gives the next place where an anchor begins, or -1; places from which fewer than four bytes are left count as followed by zeros.</summary>
    public int Next(ReadOnlySpan<byte> text, int from, out Vector256<ulong> anchors)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        if (Avx2.IsSupported)
        {
            for (; from + Vector256<byte>.Count + Length - 1 <= text.Length; from += Vector256<byte>.Count)
            {
                if (First(text, from, Candidates256(ref Unsafe.Add(ref start, from)), out anchors) is var found and >= 0)
                {
                    return found;
                }
            }
        }

        for (; from + Vector128<byte>.Count + Length - 1 <= text.Length; from += Vector128<byte>.Count)
        {
            if (First(text, from, Candidates128(ref Unsafe.Add(ref start, from)), out anchors) is var found and >= 0)
            {
                return found;
            }
        }

        for (; from < text.Length; from++)
        {
            if (IsAnchor(text, from, out anchors))
            {
                return from;
            }
        }

        anchors = default;
        return -1;
    }

    private int First(ReadOnlySpan<byte> text, int block, uint candidates, out Vector256<ulong> anchors)
    {
        for (; candidates != 0; candidates &= candidates - 1)
        {
            var at = block + BitOperations.TrailingZeroCount(candidates);
            if (IsAnchor(text, at, out anchors))
            {
                return at;
            }
        }

        anchors = default;
        return -1;
    }

    private bool IsAnchor(ReadOnlySpan<byte> text, int at, out Vector256<ulong> anchors)
    {
        anchors = _exact[text[at]];
        for (var position = 1; position < Length; position++)
        {
            anchors &= _exact[(position * 256) + (at + position < text.Length ? text[at + position] : 0)];
            if (anchors == Vector256<ulong>.Zero)
            {
                return false;
            }
        }

        return anchors != Vector256<ulong>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Candidates256(ref byte at)
    {
        var nibble = Vector256.Create((byte)0x0F);
        var first = Vector256<byte>.AllBitsSet;
        var second = Vector256<byte>.AllBitsSet;
        ref var low = ref MemoryMarshal.GetArrayDataReference(_low);
        ref var high = ref MemoryMarshal.GetArrayDataReference(_high);
        for (var position = 0; position < Length; position++)
        {
            var bytes = Vector256.LoadUnsafe(ref Unsafe.Add(ref at, position));
            var lows = bytes & nibble;
            var highs = (bytes.AsUInt16() >>> 4).AsByte() & nibble;
            first &= Avx2.Shuffle(Unsafe.Add(ref low, position * 2), lows) & Avx2.Shuffle(Unsafe.Add(ref high, position * 2), highs);
            second &= Avx2.Shuffle(Unsafe.Add(ref low, (position * 2) + 1), lows) & Avx2.Shuffle(Unsafe.Add(ref high, (position * 2) + 1), highs);
        }

        return ~Vector256.Equals(first | second, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Candidates128(ref byte at)
    {
        var nibble = Vector128.Create((byte)0x0F);
        var first = Vector128<byte>.AllBitsSet;
        var second = Vector128<byte>.AllBitsSet;
        for (var position = 0; position < Length; position++)
        {
            var bytes = Vector128.LoadUnsafe(ref Unsafe.Add(ref at, position));
            var lows = bytes & nibble;
            var highs = (bytes.AsUInt16() >>> 4).AsByte() & nibble;
            first &= Vector128.Shuffle(_low[position * 2].GetLower(), lows) & Vector128.Shuffle(_high[position * 2].GetLower(), highs);
            second &= Vector128.Shuffle(_low[(position * 2) + 1].GetLower(), lows) & Vector128.Shuffle(_high[(position * 2) + 1].GetLower(), highs);
        }

        return ~Vector128.Equals(first | second, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }

    // A group accepts every combination of halves that its anchors have, so anchors that look alike belong together. The most frequent come first; each goes where texts pass by accident least often.
    private void Deal(IReadOnlyList<byte[][]> anchors)
    {
        Span<double> frequencies = stackalloc double[256];
        ByteFrequencies(frequencies);
        var halves = new ushort[Groups * Length * 2];
        Span<ushort> own = stackalloc ushort[Length * 2];
        Span<double> shares = stackalloc double[Groups];
        var order = Enumerable.Range(0, anchors.Count).ToArray();
        var weights = new double[anchors.Count];
        for (var i = 0; i < anchors.Count; i++)
        {
            SetHalves(anchors[i], own);
            weights[i] = -Share(own, own, frequencies);
        }

        Array.Sort(weights, order);
        foreach (var anchor in order)
        {
            SetHalves(anchors[anchor], own);
            var best = 0;
            var bestShare = double.MaxValue;
            for (var group = 0; group < Groups; group++)
            {
                var share = Share(halves.AsSpan(group * Length * 2, Length * 2), own, frequencies);
                if (share - shares[group] < bestShare - shares[best] || group == 0)
                {
                    (best, bestShare) = (group, share);
                }
            }

            shares[best] = bestShare;
            for (var i = 0; i < own.Length; i++)
            {
                halves[(best * Length * 2) + i] |= own[i];
            }
        }

        WriteTables(halves);
    }

    private void WriteTables(ReadOnlySpan<ushort> halves)
    {
        Span<byte> low = stackalloc byte[16];
        Span<byte> high = stackalloc byte[16];
        for (var position = 0; position < Length; position++)
        {
            for (var first = 0; first < Groups; first += GroupsPerTable)
            {
                low.Clear();
                high.Clear();
                for (var group = 0; group < GroupsPerTable; group++)
                {
                    var own = halves.Slice((((first + group) * Length) + position) * 2, 2);
                    for (var half = 0; half < 16; half++)
                    {
                        low[half] |= (byte)((own[0] >> half & 1) << group);
                        high[half] |= (byte)((own[1] >> half & 1) << group);
                    }
                }

                var table = (position * Groups / GroupsPerTable) + (first / GroupsPerTable);
                _low[table] = Vector256.Create(Vector128.Create<byte>(low), Vector128.Create<byte>(low));
                _high[table] = Vector256.Create(Vector128.Create<byte>(high), Vector128.Create<byte>(high));
            }
        }
    }

    private static void SetHalves(byte[][] anchor, Span<ushort> halves)
    {
        halves.Clear();
        for (var position = 0; position < Length; position++)
        {
            foreach (var value in anchor[position])
            {
                halves[position * 2] |= (ushort)(1 << (value & 0xF));
                halves[(position * 2) + 1] |= (ushort)(1 << (value >> 4));
            }
        }
    }

    // The share of all places of a text that a group with both sets of halves would let pass.
    private static double Share(ReadOnlySpan<ushort> one, ReadOnlySpan<ushort> other, ReadOnlySpan<double> frequencies)
    {
        var share = 1.0;
        for (var position = 0; position < Length; position++)
        {
            var sum = 0.0;
            for (var highs = (uint)(one[(position * 2) + 1] | other[(position * 2) + 1]); highs != 0; highs &= highs - 1)
            {
                var high = BitOperations.TrailingZeroCount(highs) << 4;
                for (var lows = (uint)(one[position * 2] | other[position * 2]); lows != 0; lows &= lows - 1)
                {
                    sum += frequencies[high | BitOperations.TrailingZeroCount(lows)];
                }
            }

            share *= sum;
        }

        return share;
    }

    // Roughly what documentation and code are made of, of a thousand.
    private static void ByteFrequencies(Span<double> frequencies)
    {
        frequencies.Fill(0.0002);
        var letters = "etaoinsrhldcumfpgwybvkxjqz"u8;
        for (var i = 0; i < letters.Length; i++)
        {
            frequencies[letters[i]] = 0.09 * Math.Pow(0.88, i);
            frequencies[letters[i] - 0x20] = 0.009 * Math.Pow(0.93, i);
        }

        foreach (var value in " .\"<>/"u8)
        {
            frequencies[value] = value == ' ' ? 0.12 : 0.015;
        }

        foreach (var value in "0123456789-_=:,;()"u8)
        {
            frequencies[value] = 0.004;
        }
    }
}
