using System.Collections.Concurrent;

namespace Assay.Packages.Feeds;

/// <summary>Lets a bounded number of requests to each host run at once, and keeps all of them back while the host wants to be left alone.</summary>
internal sealed class HostGates(int width, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a place; the result gives it free.</summary>
    public async Task<IDisposable> EnterAsync(Uri address, CancellationToken cancellation)
    {
        var gate = _gates.GetOrAdd(address.Authority, static (_, places) => new Gate(new SemaphoreSlim(places)), width);
        await gate.Places.WaitAsync(cancellation);
        try
        {
            while (new DateTimeOffset(Volatile.Read(ref gate.ClosedUntil), TimeSpan.Zero) - time.GetUtcNow() is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, cancellation);
            }
        }
        catch
        {
            gate.Places.Release();
            throw;
        }

        return new Place(gate);
    }

    /// <summary>Keeps requests to a host back for a while.</summary>
    public void Close(Uri address, TimeSpan pause)
    {
        if (_gates.TryGetValue(address.Authority, out var gate))
        {
            Volatile.Write(ref gate.ClosedUntil, (time.GetUtcNow() + pause).UtcTicks);
        }
    }

    // Without a wait handle a semaphore owns nothing that would have to be given back.
    private sealed class Gate(SemaphoreSlim places)
    {
        public readonly SemaphoreSlim Places = places;
        public long ClosedUntil;
    }

    private sealed class Place(Gate gate) : IDisposable
    {
        private Gate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Places.Release();
    }
}
