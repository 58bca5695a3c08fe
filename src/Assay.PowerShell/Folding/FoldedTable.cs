namespace Assay.PowerShell.Folding;

/// <summary>A hashtable, ordered dictionary or custom object.</summary>
public sealed class FoldedTable
{
    private readonly Dictionary<object, int> _index = new(KeyComparer.Instance);
    private readonly List<KeyValuePair<object, object?>> _entries = [];

    internal FoldedTable(string typeName) => TypeName = typeName;

    /// <summary>Full name of its .NET type.</summary>
    public string TypeName { get; }

    /// <summary>How many entries it has.</summary>
    public int Count => _entries.Count;

    /// <summary>Keys in the order in which they were added.</summary>
    public IEnumerable<string> Keys => _entries.Select(entry => Texts.Of(entry.Key, " ") ?? "");

    internal bool IsOrdered => TypeName != ObjectTypes.Hashtable;

    internal IReadOnlyList<KeyValuePair<object, object?>> Entries => _entries;

    /// <summary>Gives the value of a key.</summary>
    public FoldedValue ValueOf(string key) => _index.TryGetValue(key, out var index) ? FoldedValue.Of(_entries[index].Value, Techniques.None) : FoldedValue.Unknown;

    internal bool TryGet(object key, out object? value)
    {
        var found = _index.TryGetValue(key, out var index);
        value = found ? _entries[index].Value : null;
        return found;
    }

    internal void Set(object key, object? value)
    {
        if (_index.TryGetValue(key, out var index))
        {
            _entries[index] = new(_entries[index].Key, value);
        }
        else
        {
            _index[key] = _entries.Count;
            _entries.Add(new(key, value));
        }
    }

    internal void Remove(object key)
    {
        if (_index.Remove(key, out var index))
        {
            _entries.RemoveAt(index);
            for (var i = index; i < _entries.Count; i++)
            {
                _index[_entries[i].Key] = i;
            }
        }
    }

    internal FoldedTable Copy(string? typeName = null)
    {
        var copy = new FoldedTable(typeName ?? TypeName);
        copy._index.EnsureCapacity(Count + 1);
        copy._entries.EnsureCapacity(Count + 1);
        foreach (var entry in _entries)
        {
            copy.Set(entry.Key, entry.Value);
        }

        return copy;
    }

    // Hashtable literals compare texts without regard to case, and other keys by value and type.
    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public static readonly KeyComparer Instance = new();

        public new bool Equals(object? x, object? y) => x is string left && y is string right ? string.Equals(left, right, StringComparison.OrdinalIgnoreCase) : object.Equals(x, y);

        public int GetHashCode(object obj) => obj is string text ? StringComparer.OrdinalIgnoreCase.GetHashCode(text) : obj.GetHashCode();
    }
}
