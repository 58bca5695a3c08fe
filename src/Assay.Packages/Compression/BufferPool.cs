using System.Collections.Concurrent;

namespace Assay.Packages.Compression;

/// <summary>Hands out arrays for unpacked content and takes them back, for one run on one thread.</summary>
/// <remarks>The shared pool rounds up to powers of two and keeps large arrays: 256 MiB for a file of 130 MiB. This one holds at most one array per nested container.</remarks>
internal sealed class BufferPool
{
    private const int Smallest = 64 * 1024;
    private const int GrowthLimit = 32 * 1024 * 1024;

    // What stays between runs: a package with larger files pays for them itself.
    private const int Kept = 32 * 1024 * 1024;
    private static readonly ConcurrentBag<BufferPool> Unused = [];
    private readonly List<byte[]> _free = [];

    /// <summary>Gives a pool with what an earlier run left.</summary>
    public static BufferPool Take() => Unused.TryTake(out var pool) ? pool : new BufferPool();

    /// <summary>Leaves the pool to a later run; every array must have come back.</summary>
    public void Leave()
    {
        _free.RemoveAll(array => array.Length > Kept);
        Unused.Add(this);
    }

    /// <summary>Gives an array of at least this length.</summary>
    public byte[] Rent(int minimum)
    {
        var best = -1;
        var largest = -1;
        for (var i = 0; i < _free.Count; i++)
        {
            if (_free[i].Length >= minimum && (best < 0 || _free[i].Length < _free[best].Length))
            {
                best = i;
            }

            if (largest < 0 || _free[i].Length > _free[largest].Length)
            {
                largest = i;
            }
        }

        if (best >= 0)
        {
            return Take(best);
        }

        long length = Math.Max(minimum, Smallest);
        if (largest >= 0)
        {
            // Replaces the largest one, a little larger than asked: files in ascending order then cost few arrays.
            var dropped = Take(largest).Length;
            length = Math.Max(length, dropped + (long)Math.Min(dropped, GrowthLimit));
        }

        return GC.AllocateUninitializedArray<byte>((int)Math.Min(length, Array.MaxLength));
    }

    public void Return(byte[] array) => _free.Add(array);

    private byte[] Take(int index)
    {
        var array = _free[index];
        _free.RemoveAt(index);
        return array;
    }
}

/// <summary>Content that grows in a rented array.</summary>
internal sealed class ContentBuffer(BufferPool pool, int capacity) : IDisposable
{
    private byte[] _array = pool.Rent(capacity);

    public int Length { get; private set; }

    public ArraySegment<byte> Content => new(_array, 0, Length);

    /// <summary>Gives free space of at least one byte and at most up to a total length.</summary>
    public Span<byte> Free(int limit)
    {
        if (Length == _array.Length)
        {
            Grow();
        }

        return _array.AsSpan(Length, Math.Min(_array.Length, limit) - Length);
    }

    public void Advance(int count) => Length += count;

    public void Truncate(int length) => Length = length;

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            pool.Return(_array);
            _array = [];
        }
    }

    private void Grow()
    {
        var larger = pool.Rent((int)Math.Min(Array.MaxLength, 2L * _array.Length));
        _array.AsSpan(0, Length).CopyTo(larger);
        pool.Return(_array);
        _array = larger;
    }
}
