using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>Collects argument lists, equal ones once.</summary>
internal sealed class ArgumentInterner
{
    private readonly List<StoredArgument> _arguments = [];
    private readonly List<int> _starts = [0];
    private readonly HashChains _chains = new();

    /// <summary>Gives the index of a list, adding it when it is new.</summary>
    public int Intern(ReadOnlySpan<StoredArgument> list)
    {
        var mixed = (ulong)list.Length;
        foreach (ref readonly var argument in list)
        {
            mixed = HashChains.Mixed(mixed, (uint)argument.Value | ((ulong)(uint)argument.Name << 32) | ((ulong)argument.Derivation << 56));
        }

        var hash = HashChains.Hash((uint)(mixed >> 32), (uint)mixed);
        var arguments = CollectionsMarshal.AsSpan(_arguments);
        for (var candidate = _chains.First(hash); candidate >= 0; candidate = _chains.Next(candidate, hash))
        {
            if (arguments[_starts[candidate].._starts[candidate + 1]].SequenceEqual(list))
            {
                return candidate;
            }
        }

        _arguments.AddRange(list);
        _starts.Add(_arguments.Count);
        return _chains.Add(hash);
    }

    /// <summary>Gives what was collected and starts anew with the same buffers.</summary>
    public ArgumentTable ToTable(IReadOnlyList<string> strings)
    {
        var table = new ArgumentTable(_arguments.ToArray(), _starts.ToArray(), strings);
        _arguments.Clear();
        _starts.Clear();
        _starts.Add(0);
        _chains.Clear();
        return table;
    }
}
