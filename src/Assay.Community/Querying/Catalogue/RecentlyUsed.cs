using System.Diagnostics.CodeAnalysis;

namespace Assay.Community.Querying;

/// <summary>Keeps what was used last, up to a weight. Thread-safe.</summary>
/// <param name="capacity">Weight of everything that is kept.</param>
/// <param name="weight">Weight of one value.</param>
public sealed class RecentlyUsed<TKey, TValue>(long capacity, Func<TValue, long> weight)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(TKey Key, TValue Value)> _order = [];
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = [];
    private long _weight;

    /// <summary>Weight of what is kept.</summary>
    public long Weight
    {
        get
        {
            lock (_lock)
            {
                return _weight;
            }
        }
    }

    /// <summary>Finds a value, which counts as used from here on.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (_nodes.TryGetValue(key, out var node))
            {
                _order.Remove(node);
                _order.AddFirst(node);
                value = node.Value.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Keeps a value; what was not used for longest goes where it is too much. A value that is heavier than everything may be is not kept.</summary>
    public void Keep(TKey key, TValue value)
    {
        var added = weight(value);
        if (added > capacity)
        {
            return;
        }

        lock (_lock)
        {
            if (_nodes.ContainsKey(key))
            {
                return;
            }

            _nodes.Add(key, _order.AddFirst((key, value)));
            _weight += added;
            while (_weight > capacity)
            {
                var (last, dropped) = _order.Last!.Value;
                _order.RemoveLast();
                _nodes.Remove(last);
                _weight -= weight(dropped);
            }
        }
    }
}
