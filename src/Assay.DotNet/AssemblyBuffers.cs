using System.Collections.Concurrent;
using Assay.DotNet.Folding;

namespace Assay.DotNet;

/// <summary>What one assembly after another needs in about the same size while it is read: made once for each thread that reads.</summary>
internal sealed class AssemblyBuffers
{
    /// <summary>Numbers of the arrays that <see cref="Rows"/> gives.</summary>
    public const int Names = 0, LastUser = 1, LastGiver = 2, LastRunner = 3;

    // Clearing costs as much as the capacity: what a large assembly needed must not slow down every small one after it.
    private const int KeptEntries = 256 * 1024;
    private static readonly ConcurrentBag<AssemblyBuffers> Free = [];
    private readonly int[][] _rows = [[], [], [], []];
    private Value[] _values = [];

    /// <summary>Uses of own members.</summary>
    public List<long> Uses { get; private set; } = [];

    /// <summary>Gives buffers that nobody else has.</summary>
    public static AssemblyBuffers Rent() => Free.TryTake(out var buffers) ? buffers : new AssemblyBuffers();

    /// <summary>Gives a cleared array of at least this length; the same one for the same number.</summary>
    public int[] Rows(int number, int length) => Cleared(ref _rows[number], length);

    /// <summary>Gives a cleared array of at least this length.</summary>
    public Value[] Values(int length) => Cleared(ref _values, length);

    /// <summary>Takes the buffers back; nothing may use them any more.</summary>
    public void Return()
    {
        Uses = Emptied(Uses);
        foreach (ref var rows in _rows.AsSpan())
        {
            rows = rows.Length > KeptEntries ? [] : rows;
        }

        _values = _values.Length > KeptEntries ? [] : _values;
        Free.Add(this);
    }

    private static T[] Cleared<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length + (length / 4)];
        }
        else
        {
            Array.Clear(array, 0, length);
        }

        return array;
    }

    private static List<T> Emptied<T>(List<T> list)
    {
        if (list.Capacity > KeptEntries)
        {
            return [];
        }

        list.Clear();
        return list;
    }
}
