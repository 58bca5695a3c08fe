using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>Copies buffers into the arrays that facts keep.</summary>
internal static class StoredArray
{
    /// <summary>Gives the same elements, in the memory of the package where it has one.</summary>
    public static ArraySegment<T> Of<T>(List<T> buffer, MemoryBlocks<T>? memory) => Of<T>(CollectionsMarshal.AsSpan(buffer), memory);

    /// <summary>Gives the same elements, in the memory of the package where it has one.</summary>
    public static ArraySegment<T> Of<T>(ReadOnlySpan<T> buffer, MemoryBlocks<T>? memory)
    {
        if (memory is not null)
        {
            return memory.Copy(buffer);
        }

        // Not cleared before it is filled: a large assembly has tens of megabytes of facts.
        var array = GC.AllocateUninitializedArray<T>(buffer.Length);
        buffer.CopyTo(array);
        return array;
    }

    /// <summary>Gives so many zeros, in the memory of the package where it has one.</summary>
    public static ArraySegment<int> Zeros(int count, MemoryBlocks<int>? memory)
    {
        if (memory is null)
        {
            return new int[count];
        }

        var zeros = memory.Take(count);
        zeros.AsSpan().Clear();
        return zeros;
    }
}
