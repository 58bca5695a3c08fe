namespace Assay.Rules;

/// <summary>Finds which of many prefixes a text starts with, by one binary search.</summary>
/// <remarks>
/// All prefixes of a text that are in the ordered list are the last entry not after the text, or prefixes of that entry:
/// <code>[System., System.IO., System.Net.]   "System.IO.File::Open" => System.IO. => its own prefix System.</code>
/// </remarks>
internal sealed class PrefixIndex
{
    private readonly string[] _prefixes;
    private readonly int[][] _predicates;
    private readonly int[] _longestOwnPrefix;

    /// <summary>Arranges prefixes with their predicates.</summary>
    public PrefixIndex(Dictionary<string, List<int>> entries)
    {
        _prefixes = [.. entries.Keys];
        Array.Sort(_prefixes, StringComparer.Ordinal);
        _predicates = new int[_prefixes.Length][];
        for (var i = 0; i < _prefixes.Length; i++)
        {
            _predicates[i] = [.. entries[_prefixes[i]]];
        }

        _longestOwnPrefix = new int[_prefixes.Length];
        for (var i = 0; i < _prefixes.Length; i++)
        {
            var candidate = i - 1;
            while (candidate >= 0 && !_prefixes[i].StartsWith(_prefixes[candidate], StringComparison.Ordinal))
            {
                candidate = _longestOwnPrefix[candidate];
            }

            _longestOwnPrefix[i] = candidate;
        }
    }

    /// <summary>Adds the predicates of every prefix of the text, each once.</summary>
    public void Find(ReadOnlySpan<char> text, List<int> found)
    {
        var low = 0;
        var high = _prefixes.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_prefixes[middle].AsSpan().SequenceCompareTo(text) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (var i = low - 1; i >= 0; i = _longestOwnPrefix[i])
        {
            if (!text.StartsWith(_prefixes[i]))
            {
                continue;
            }

            foreach (var predicate in _predicates[i])
            {
                if (!found.Contains(predicate))
                {
                    found.Add(predicate);
                }
            }
        }
    }
}
