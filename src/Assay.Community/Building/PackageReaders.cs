using System.Threading.Channels;
using Assay.Community.Index;
using Assay.Packages;

namespace Assay.Community.Building;

/// <summary>What became of a version that was to be read.</summary>
/// <param name="Pending">The version.</param>
/// <param name="Name">What to call its file.</param>
/// <param name="Version">What was read; null when the file could not be had.</param>
/// <param name="Failure">Why it could not be had.</param>
internal sealed record ReadOutcome(PendingVersion Pending, string Name, IndexedVersion? Version, string? Failure)
{
    /// <summary>What no stage foresaw; <see cref="OperationCanceledException"/> where the build was ended while the package was in hand.</summary>
    public Exception? Error { get; init; }
}

/// <summary>Reads packages on several threads: what goes in comes out read, in any order. Few are in hand at a time, as facts are large.</summary>
internal sealed class PackageReaders : IAsyncDisposable
{
    // A package in hand may be finished when a build is ended, as long as nobody has to wait for it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Channel<(PendingVersion Version, IBuildSource Source)> _requests = Channel.CreateUnbounded<(PendingVersion, IBuildSource)>();
    private readonly Channel<ReadOutcome> _outcomes = Channel.CreateUnbounded<ReadOutcome>();
    private readonly VersionReader _reader;
    private readonly Task[] _threads;
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenRegistration _ending;

    /// <summary>Starts the threads.</summary>
    public PackageReaders(VersionReader reader, int count, CancellationToken cancellation)
    {
        _reader = reader;
        _ending = cancellation.Register(() => _end.CancelAfter(Grace));
        Capacity = 2 * count;
        _threads = [.. Enumerable.Range(0, count).Select(_ => Task.Run(RunAsync, CancellationToken.None))];
    }

    /// <summary>How many packages should be in hand at most: one for each thread, and one that waits for it.</summary>
    public int Capacity { get; }

    /// <summary>Takes a version in.</summary>
    public void Post(PendingVersion version, IBuildSource source) => _requests.Writer.TryWrite((version, source));

    /// <summary>Waits for the next outcome.</summary>
    public ValueTask<ReadOutcome> NextAsync() => _outcomes.Reader.ReadAsync(CancellationToken.None);

    /// <summary>Gives an outcome that is there already.</summary>
    public bool TryNext(out ReadOutcome? outcome) => _outcomes.Reader.TryRead(out outcome);

    /// <summary>Lets the threads end after the package in hand.</summary>
    public async ValueTask DisposeAsync()
    {
        _requests.Writer.TryComplete();
        while (_requests.Reader.TryRead(out _))
        {
            // What nobody has begun is not read.
        }

        await Task.WhenAll(_threads).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _ending.DisposeAsync();
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach (var (version, source) in _requests.Reader.ReadAllAsync(CancellationToken.None))
        {
            _outcomes.Writer.TryWrite(await ReadAsync(version, source));
        }
    }

    private async Task<ReadOutcome> ReadAsync(PendingVersion version, IBuildSource source)
    {
        var name = $"{version.Name} {version.Version}";
        try
        {
            var location = await source.FetchAsync(version, _end.Token);
            name = location.DisplayName;
            return new ReadOutcome(version, name, _reader.Read(version, location.Open(), _end.Token), null);
        }
        catch (Exception exception) when (exception is FeedException or PackageSourceException)
        {
            return new ReadOutcome(version, name, null, exception.Message);
        }
        catch (Exception exception)
        {
            // Thrown again by the thread that writes.
            return new ReadOutcome(version, name, null, null) { Error = exception };
        }
    }
}
