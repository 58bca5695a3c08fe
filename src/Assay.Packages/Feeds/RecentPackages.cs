namespace Assay.Packages.Feeds;

/// <summary>Remembers something for the ids that were asked for last, so that versions of one id that are fetched one after another cost one question.</summary>
internal sealed class RecentPackages<T>
    where T : class
{
    private const int Capacity = 64;

    private readonly Dictionary<string, T> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<string> _order = new();

    /// <summary>Gives what is remembered of an id, made when there is nothing.</summary>
    public T Get(string id, Func<T> make)
    {
        lock (_order)
        {
            if (_known.TryGetValue(id, out var found))
            {
                return found;
            }

            if (_order.Count == Capacity)
            {
                _known.Remove(_order.Dequeue());
            }

            _order.Enqueue(id);
            return _known[id] = make();
        }
    }

    /// <summary>Forgets what is remembered of an id.</summary>
    public void Forget(string id)
    {
        lock (_order)
        {
            // Its place in the order stays; giving it up later removes nothing.
            _known.Remove(id);
        }
    }
}
