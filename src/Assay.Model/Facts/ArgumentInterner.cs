using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>Collects argument lists, equal ones once.</summary>
internal sealed class ArgumentInterner
{
    private const int KeptCapacity = 16 * 1024;
    private readonly List<StoredArgument> _arguments = [];
    private readonly List<int> _starts = [0];
    private readonly List<int> _nextOfSameHash = [];
    private Dictionary<int, int> _firstByHash = [];

    /// <summary>Gives the index of a list, adding it when it is new.</summary>
    public int Intern(ReadOnlySpan<StoredArgument> list)
    {
        var hash = list.Length;
        foreach (var argument in list)
        {
            hash = unchecked((hash * 0x01000193) ^ (argument.Value * -1640531535) ^ (argument.Name << 20) ^ (int)argument.Derivation);
        }

        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_firstByHash, hash, out var exists);
        for (var candidate = exists ? first : -1; candidate >= 0; candidate = _nextOfSameHash[candidate])
        {
            if (List(candidate).SequenceEqual(list))
            {
                return candidate;
            }
        }

        _nextOfSameHash.Add(exists ? first : -1);
        first = _starts.Count - 1;
        _arguments.AddRange(list);
        _starts.Add(_arguments.Count);
        return first;
    }

    /// <summary>The arguments of a list; valid until the next one is added.</summary>
    public ReadOnlySpan<StoredArgument> List(int index) => CollectionsMarshal.AsSpan(_arguments)[_starts[index].._starts[index + 1]];

    /// <summary>Gives what was collected and starts anew with the same buffers.</summary>
    public ArgumentTable ToTable(IReadOnlyList<string> strings)
    {
        var table = new ArgumentTable(_arguments.ToArray(), _starts.ToArray(), strings);
        _arguments.Clear();
        _starts.Clear();
        _starts.Add(0);
        _nextOfSameHash.Clear();
        if (_firstByHash.Capacity > KeptCapacity)
        {
            // Clearing costs as much as the capacity: a large assembly must not slow down every small file after it.
            _firstByHash = [];
        }
        else
        {
            _firstByHash.Clear();
        }

        return table;
    }
}
