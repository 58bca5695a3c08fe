using System.Collections.Concurrent;

namespace Assay.Web.Reports;

/// <summary>Keeps what was made last, up to a number of bytes, and makes each thing once however many ask for it at the same time. Thread-safe.</summary>
/// <param name="limit">Bytes of all that is kept.</param>
/// <param name="sizeOf">Bytes of one; negative for what is not kept.</param>
internal sealed class BoundedCache<T>(long limit, Func<T, long> sizeOf)
    where T : class
{
    // What an entry costs besides its value: key, node, slot.
    private const int Overhead = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, T Value, long Size)>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, T Value, long Size)> _newestFirst = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _beingMade = new(StringComparer.Ordinal);

    /// <summary>Bytes that are kept now.</summary>
    public long Bytes { get; private set; }

    /// <summary>Gives what is kept under a key; null when nothing is.</summary>
    public T? Find(string key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                return null;
            }

            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
            return node.Value.Value;
        }
    }

    /// <summary>Gives what is kept under a key, or makes it. What fails is not kept; all who wait see the failure.</summary>
    public ValueTask<T> GetAsync(string key, Func<Task<T>> make) => Find(key) is { } kept ? ValueTask.FromResult(kept) : new ValueTask<T>(MakeAsync(key, make));

    /// <summary>Keeps something; the oldest make room. What is larger than all room is not kept.</summary>
    public void Keep(string key, T value)
    {
        var bytes = sizeOf(value);
        var size = bytes + Overhead + (2L * key.Length);
        lock (_lock)
        {
            if (bytes < 0 || size > limit || _entries.ContainsKey(key))
            {
                return;
            }

            _entries.Add(key, _newestFirst.AddFirst((key, value, size)));
            for (Bytes += size; Bytes > limit;)
            {
                var oldest = _newestFirst.Last!.Value;
                _newestFirst.RemoveLast();
                _entries.Remove(oldest.Key);
                Bytes -= oldest.Size;
            }
        }
    }

    private async Task<T> MakeAsync(string key, Func<Task<T>> make)
    {
        var task = _beingMade.GetOrAdd(key, static (key, state) => new Lazy<Task<T>>(async () =>
        {
            var value = await state.make();
            state.cache.Keep(key, value);
            return value;
        }), (cache: this, make));
        try
        {
            return await task.Value;
        }
        finally
        {
            _beingMade.TryRemove(KeyValuePair.Create(key, task));
        }
    }
}
