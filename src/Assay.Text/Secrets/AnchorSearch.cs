using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Text.Secrets;

/// <summary>Finds the places where one of up to 256 anchors begins, each four sets of bytes, in one pass.</summary>
/// <remarks>
/// Anchors are dealt to eight groups. For each of the four positions two tables say by the low and by the high half of a byte which groups may have it there; both are looked up for 16 or 32 places at once,
/// and what all eight tables agree on is compared exactly. Texts without an anchor cost a few instructions per 32 bytes, whatever the number of anchors.
/// </remarks>
internal sealed class AnchorSearch
{
    /// <summary>Bytes of an anchor.</summary>
    public const int Length = 4;
    private const int Groups = 8;
    private const int MaximumAnchors = 256;

    private readonly Vector128<byte>[] _low = new Vector128<byte>[Length];
    private readonly Vector128<byte>[] _high = new Vector128<byte>[Length];

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
        }

        return anchors != Vector256<ulong>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Candidates256(ref byte at)
    {
        var nibble = Vector256.Create((byte)0x0F);
        var groups = Vector256<byte>.AllBitsSet;
        for (var position = 0; position < Length; position++)
        {
            var bytes = Vector256.LoadUnsafe(ref Unsafe.Add(ref at, position));
            var low = Vector256.Create(_low[position], _low[position]);
            var high = Vector256.Create(_high[position], _high[position]);
            groups &= Avx2.Shuffle(low, bytes & nibble) & Avx2.Shuffle(high, (bytes.AsUInt16() >>> 4).AsByte() & nibble);
        }

        return ~Vector256.Equals(groups, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Candidates128(ref byte at)
    {
        var nibble = Vector128.Create((byte)0x0F);
        var groups = Vector128<byte>.AllBitsSet;
        for (var position = 0; position < Length; position++)
        {
            var bytes = Vector128.LoadUnsafe(ref Unsafe.Add(ref at, position));
            groups &= Vector128.Shuffle(_low[position], bytes & nibble) & Vector128.Shuffle(_high[position], (bytes.AsUInt16() >>> 4).AsByte() & nibble);
        }

        return ~Vector128.Equals(groups, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }

    // A group accepts every combination of halves that its anchors have, so anchors that look alike belong together.
    private void Deal(IReadOnlyList<byte[][]> anchors)
    {
        Span<ushort> halves = stackalloc ushort[Groups * Length * 2];
        Span<byte> low = stackalloc byte[Length * 16];
        Span<byte> high = stackalloc byte[Length * 16];
        Span<ushort> own = stackalloc ushort[Length * 2];
        foreach (var anchor in anchors)
        {
            own.Clear();
            for (var position = 0; position < Length; position++)
            {
                foreach (var value in anchor[position])
                {
                    own[position * 2] |= (ushort)(1 << (value & 0xF));
                    own[(position * 2) + 1] |= (ushort)(1 << (value >> 4));
                }
            }

            var best = 0;
            var bestCost = double.MaxValue;
            for (var group = 0; group < Groups; group++)
            {
                var before = halves.Slice(group * Length * 2, Length * 2);
                var cost = Share(before, own) - Share(before, before);
                if (cost < bestCost)
                {
                    (best, bestCost) = (group, cost);
                }
            }

            for (var i = 0; i < own.Length; i++)
            {
                halves[(best * Length * 2) + i] |= own[i];
            }

            for (var position = 0; position < Length; position++)
            {
                for (var half = 0; half < 16; half++)
                {
                    low[(position * 16) + half] |= (byte)((own[position * 2] >> half & 1) << best);
                    high[(position * 16) + half] |= (byte)((own[(position * 2) + 1] >> half & 1) << best);
                }
            }
        }

        for (var position = 0; position < Length; position++)
        {
            _low[position] = Vector128.Create<byte>(low.Slice(position * 16, 16));
            _high[position] = Vector128.Create<byte>(high.Slice(position * 16, 16));
        }
    }

    // How many byte combinations a group accepts, of all; letters and digits are what texts are made of, so their halves weigh more.
    private static double Share(ReadOnlySpan<ushort> one, ReadOnlySpan<ushort> other)
    {
        var share = 1.0;
        for (var position = 0; position < Length; position++)
        {
            var highs = (ushort)(one[(position * 2) + 1] | other[(position * 2) + 1]);
            share *= BitOperations.PopCount((uint)(one[position * 2] | other[position * 2])) * (BitOperations.PopCount(highs) + (4 * BitOperations.PopCount((uint)(highs & 0b1100_0000))));
        }

        return share;
    }
}
