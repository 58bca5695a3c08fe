using System.Runtime.CompilerServices;

namespace Assay.Model;

/// <summary>Arrays of one kind of <see cref="FactMemory"/>, handed out in parts.</summary>
internal sealed class MemoryBlocks<T>
{
    private const int BlockBytes = 1024 * 1024;
    private static readonly int Length = BlockBytes / Unsafe.SizeOf<T>();
    private readonly List<T[]> _shared = [];
    private int _block;
    private int _used;

    // Arrays of one table each: those that are taken come first.
    private readonly List<T[]> _own = [];
    private int _taken;

    /// <summary>Gives a part with these items.</summary>
    public ArraySegment<T> Copy(ReadOnlySpan<T> items)
    {
        var taken = Take(items.Length);
        items.CopyTo(taken);
        return taken;
    }

    /// <summary>Gives a part that holds whatever stood there.</summary>
    public ArraySegment<T> Take(int count)
    {
        if (count == 0)
        {
            return ArraySegment<T>.Empty;
        }

        if (count > Length / 4)
        {
            return new ArraySegment<T>(TakeOwn(count), 0, count);
        }

        if (_block < _shared.Count && Length - _used < count)
        {
            _block++;
            _used = 0;
        }

        if (_block == _shared.Count)
        {
            _shared.Add(GC.AllocateUninitializedArray<T>(Length));
        }

        _used += count;
        return new ArraySegment<T>(_shared[_block], _used - count, count);
    }

    /// <summary>Takes everything back and keeps arrays of at most so many bytes, which are subtracted.</summary>
    public void Clear(ref long kept)
    {
        // What this package did not need the next one hardly does.
        _own.RemoveRange(_taken, _own.Count - _taken);
        Keep(_shared, ref kept);
        Keep(_own, ref kept);
        _block = _used = _taken = 0;
    }

    private T[] TakeOwn(int count)
    {
        var best = -1;
        for (var i = _taken; i < _own.Count; i++)
        {
            if (_own[i].Length >= count && _own[i].Length / 2 <= count && (best < 0 || _own[i].Length < _own[best].Length))
            {
                best = i;
            }
        }

        if (best < 0)
        {
            best = _own.Count;
            _own.Add(GC.AllocateUninitializedArray<T>((int)Math.Min(Array.MaxLength, count + (count / 4L))));
        }

        (_own[_taken], _own[best]) = (_own[best], _own[_taken]);
        return _own[_taken++];
    }

    private static void Keep(List<T[]> blocks, ref long kept)
    {
        var count = 0;
        for (; count < blocks.Count && blocks[count].LongLength * Unsafe.SizeOf<T>() <= kept; count++)
        {
            kept -= blocks[count].LongLength * Unsafe.SizeOf<T>();
            if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            {
                Array.Clear(blocks[count]);
            }
        }

        blocks.RemoveRange(count, blocks.Count - count);
    }
}
