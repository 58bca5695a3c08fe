using Assay.Community;
using Assay.Community.Index;
using Assay.Web.Communities;
using Assay.Web.Reports;

namespace Assay.Web.Jobs;

/// <summary>Writes to the indexes of the communities, one writer at a time for each: of this program, and of all programs. Thread-safe.</summary>
public sealed partial class PackageIndexes(PortalCommunities communities, Judging portal, ILogger<PackageIndexes> log) : IDisposable
{
    private static readonly TimeSpan BuilderPause = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, SemaphoreSlim> _gates = communities.All.ToDictionary(community => community.Name, _ => new SemaphoreSlim(1), StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private volatile PackageJudging? _judging;

    /// <summary>What packages are judged with for an index today.</summary>
    public PackageJudging Judging
    {
        get
        {
            if (_judging is not { } current || current.Day != portal.Today)
            {
                lock (_lock)
                {
                    if (_judging?.Day != portal.Today)
                    {
                        _judging = new PackageJudging(portal.Rules, portal.Today);
                    }

                    current = _judging;
                }
            }

            return current;
        }
    }

    /// <summary>Finds the report of a file that this build has analysed; null when there is none.</summary>
    public JobOutcome? Find(string sha256)
    {
        var bytes = Convert.FromHexString(sha256);
        return Look<JobOutcome>(reader => reader.Find(bytes) is { State: not VersionState.Unreadable, Community: { } community } version && reader.IsReadBy(version, Judging.Extractor) ? new JobOutcome(community, version.Id, version.Version) : null);
    }

    /// <summary>Whether an index pins the bytes of a file.</summary>
    public bool IsPinned(string sha256)
    {
        var bytes = Convert.FromHexString(sha256);
        return Look<VersionEntry>(reader => reader.Find(bytes)) is not null;
    }

    /// <summary>Writes to an index when it is one's turn; waits while another program builds it. Throws <see cref="IndexException"/> when it cannot be written.</summary>
    /// <param name="community">Whose index.</param>
    /// <param name="work">Writes; called once, on a thread of its own.</param>
    /// <param name="tell">Hears what is waited for.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<T> WriteAsync<T>(PortalCommunity community, Func<IndexedPackages, T> work, Action<string> tell, CancellationToken cancellation)
    {
        var gate = _gates[community.Name];
        await gate.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                if (await Task.Run(() => TryWrite(community, work, tell, cancellation), cancellation) is { } result)
                {
                    return result.Value;
                }

                tell($"Waiting: another program builds the index of {community.Title}");
                await Task.Delay(BuilderPause, cancellation);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Writes to an index if nobody else does; false when somebody does.</summary>
    public async Task<bool> TryWriteAsync(PortalCommunity community, Action<IndexedPackages> work, CancellationToken cancellation)
    {
        var gate = _gates[community.Name];
        if (!await gate.WaitAsync(0, cancellation))
        {
            return false;
        }

        try
        {
            return await Task.Run(() => TryWrite(community, packages => Done(() => work(packages)), static _ => { }, cancellation), cancellation) is not null;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gate in _gates.Values)
        {
            gate.Dispose();
        }
    }

    private Written<T>? TryWrite<T>(PortalCommunity community, Func<IndexedPackages, T> work, Action<string> tell, CancellationToken cancellation)
    {
        var anew = new Telling(tell, community.Title);
        using var packages = IndexedPackages.TryOpen(community.Path, community.Name, Judging, anew, cancellation);
        return packages is null ? null : new Written<T>(work(packages));
    }

    private T? Look<T>(Func<IndexReader, T?> look)
        where T : class
    {
        foreach (var community in communities.All)
        {
            try
            {
                if (community.Read(look, null) is { } found)
                {
                    return found;
                }
            }
            catch (IndexException exception)
            {
                // Whoever writes to it will say so again, to the person who waits for it.
                CannotRead(log, community.Name, exception);
            }
        }

        return null;
    }

    private static bool Done(Action work)
    {
        work();
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index of {Community} cannot be read.")]
    private static partial void CannotRead(ILogger log, string community, Exception exception);

    private sealed record Written<T>(T Value);

    private sealed class Telling(Action<string> tell, string title) : IProgress<CommunityProgress>
    {
        public void Report(CommunityProgress value) => tell($"Waiting: rules have changed, and the index of {title} is judged by them ({value.Done} of {value.Total})");
    }
}
