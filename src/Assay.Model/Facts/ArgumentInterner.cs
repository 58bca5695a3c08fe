using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>Collects argument lists, equal ones once.</summary>
internal sealed class ArgumentInterner
{
    private const int RecentLists = 256;
    private readonly List<StoredArgument> _arguments = [];
    private readonly List<int> _starts = [0];
    private readonly HashIndex _byHash = new();

    // A few lists are most of all: they are found without a search.
    private readonly (uint Hash, int List)[] _recent = new (uint, int)[RecentLists];

    /// <summary>Makes room for so many lists.</summary>
    public void Reserve(int lists) => _byHash.Reserve(lists);

    /// <summary>Gives the index of a list, adding it when it is new.</summary>
    public int Intern(ReadOnlySpan<StoredArgument> list)
    {
        var mixed = (ulong)list.Length;
        foreach (ref readonly var argument in list)
        {
            mixed = HashIndex.Mixed(mixed, (uint)argument.Value | ((ulong)(uint)argument.Name << 32) | ((ulong)argument.Derivation << 56));
        }

        var hash = HashIndex.Hash((uint)(mixed >> 32), (uint)mixed);
        ref var recent = ref _recent[hash % RecentLists];
        if (recent.Hash == hash && recent.List < _byHash.Count && IsList(recent.List, list))
        {
            return recent.List;
        }

        recent = (hash, Find(hash, list));
        return recent.List;
    }

    private int Find(uint hash, ReadOnlySpan<StoredArgument> list)
    {
        for (var candidate = _byHash.First(hash); candidate >= 0; candidate = _byHash.Next(candidate, hash))
        {
            if (IsList(candidate, list))
            {
                return candidate;
            }
        }

        _arguments.AddRange(list);
        _starts.Add(_arguments.Count);
        return _byHash.Add(hash);
    }

    private bool IsList(int index, ReadOnlySpan<StoredArgument> list)
    {
        var known = List(index);
        if (known.Length != list.Length)
        {
            return false;
        }

        for (var i = 0; i < known.Length; i++)
        {
            ref readonly var one = ref known[i];
            ref readonly var other = ref list[i];
            if (one.Value != other.Value || one.Name != other.Name || one.Derivation != other.Derivation)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The arguments of a list; valid until the next one is added.</summary>
    public ReadOnlySpan<StoredArgument> List(int index) => CollectionsMarshal.AsSpan(_arguments)[_starts[index].._starts[index + 1]];

    /// <summary>Gives what was collected and starts anew with the same buffers.</summary>
    public ArgumentTable ToTable(TextTable strings, FactMemory? memory)
    {
        var table = new ArgumentTable(StoredArray.Of(_arguments, memory?.Arguments), StoredArray.Of(_starts, memory?.Numbers), strings);
        _arguments.Clear();
        _starts.Clear();
        _starts.Add(0);
        _byHash.Clear();
        return table;
    }
}
