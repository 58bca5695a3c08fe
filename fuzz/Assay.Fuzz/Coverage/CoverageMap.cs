using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Fuzz.Coverage;

/// <summary>What all inputs until here reached: branches with the order of magnitude of their entries, and features of results.</summary>
internal sealed class CoverageMap
{
    // A loop that runs once, a few times or many times is different behaviour; a thousand times is as good as two thousand.
    private readonly byte[] _seen = new byte[EdgeMap.Size];
    private readonly HashSet<int> _features = [];

    /// <summary>Branches that were entered.</summary>
    public int Branches { get; private set; }

    /// <summary>Different features of results.</summary>
    public int Features => _features.Count;

    /// <summary>Takes over what the last input reached.</summary>
    /// <returns>True when something of it is new.</returns>
    public bool Add(IReadOnlyCollection<int> features)
    {
        var isNew = false;
        var hits = EdgeMap.Hits.AsSpan(0, EdgeMap.Branches);
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(hits);
        for (var vector = 0; vector < vectors.Length; vector++)
        {
            if (vectors[vector] != Vector<int>.Zero)
            {
                isNew |= Add(hits, vector * Vector<int>.Count, Vector<int>.Count);
            }
        }

        var rest = vectors.Length * Vector<int>.Count;
        isNew |= Add(hits, rest, hits.Length - rest);
        foreach (var feature in features)
        {
            isNew |= _features.Add(feature);
        }

        return isNew;
    }

    private bool Add(ReadOnlySpan<int> hits, int start, int count)
    {
        var isNew = false;
        for (var at = start; at < start + count; at++)
        {
            if (hits[at] == 0)
            {
                continue;
            }

            var magnitude = (byte)(1 << Math.Min(7, (BitOperations.Log2((uint)hits[at]) + 1) / 2));
            if ((_seen[at] & magnitude) != 0)
            {
                continue;
            }

            Branches += _seen[at] == 0 ? 1 : 0;
            _seen[at] |= magnitude;
            isNew = true;
        }

        return isNew;
    }
}
