using System.Collections;
using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>An argument as stored: indexes into the string table of its facts. A name or value of -1 is none.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential)]
public readonly record struct StoredArgument(int Name, int Value, Derivation Derivation);

/// <summary>Stores argument lists, equal ones once, and makes <see cref="ArgumentList"/>s of them on demand.</summary>
/// <remarks>A package has up to a million calls; 12 bytes per argument keep them within the memory goal.</remarks>
internal sealed class ArgumentTable : IReadOnlyList<ArgumentList>
{
    private readonly List<StoredArgument> _arguments = [];
    private readonly List<int> _starts = [0];
    private readonly Dictionary<int, int> _firstByHash = [];
    private readonly List<int> _nextOfSameHash = [];
    private IReadOnlyList<string> _strings = [];

    /// <inheritdoc/>
    public int Count => _starts.Count - 1;

    /// <inheritdoc/>
    public ArgumentList this[int index]
    {
        get
        {
            var stored = List(index);
            var items = new Argument[stored.Length];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = new Argument(Text(stored[i].Name), Text(stored[i].Value), stored[i].Derivation);
            }

            return new ArgumentList(items);
        }
    }

    /// <summary>All arguments of all lists as stored.</summary>
    public ReadOnlySpan<StoredArgument> Stored => CollectionsMarshal.AsSpan(_arguments);

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
        first = Count;
        _arguments.AddRange(list);
        _starts.Add(_arguments.Count);
        return first;
    }

    /// <summary>Hands over the texts that the lists count in.</summary>
    public ArgumentTable WithStrings(IReadOnlyList<string> strings)
    {
        _strings = strings;
        return this;
    }

    /// <inheritdoc/>
    public IEnumerator<ArgumentList> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ReadOnlySpan<StoredArgument> List(int index) => CollectionsMarshal.AsSpan(_arguments)[_starts[index].._starts[index + 1]];

    private string? Text(int index) => index < 0 ? null : _strings[index];
}
