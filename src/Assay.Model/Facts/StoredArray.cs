using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>Copies buffers into the arrays that facts keep.</summary>
internal static class StoredArray
{
    /// <summary>Gives an array of the same elements. It is not cleared before it is filled: a large assembly has tens of megabytes of facts.</summary>
    public static T[] Of<T>(List<T> buffer)
        where T : unmanaged => Of<T>(CollectionsMarshal.AsSpan(buffer));

    /// <summary>Gives an array of the same elements.</summary>
    public static T[] Of<T>(ReadOnlySpan<T> buffer)
        where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(buffer.Length);
        buffer.CopyTo(array);
        return array;
    }
}
