using System.Runtime.ExceptionServices;
using Assay.Community.Index;

namespace Assay.Community.Building;

/// <summary>One build: what the sources have is queued, read by several threads, and written by this one. What is committed is never done again.</summary>
/// <param name="database">The index, for this thread.</param>
/// <param name="reading">Another connection to it, for those who read what is kept; null to keep no facts.</param>
/// <param name="options">What to build.</param>
/// <param name="progress">Hears of every package that was read.</param>
internal sealed class BuildRun(IndexDatabase database, IndexDatabase? reading, CommunityBuildOptions options, IProgress<CommunityProgress>? progress)
{
    private readonly HashSet<(string, string)> _failed = [];
    private ExceptionDispatchInfo? _error;
    private int _done;
    private int _total;

    /// <summary>Versions that were read, or could not be.</summary>
    public int Read => _done;

    /// <summary>What was judged anew because rules have changed.</summary>
    public RejudgeResult Rejudged { get; private set; } = RejudgeResult.None;

    /// <summary>Versions that could not be fetched, which stay in the queue, or could not be read.</summary>
    public List<LeftOutPackage> LeftOut { get; } = [];

    /// <summary>Files whose bytes differ from those that are pinned under their name.</summary>
    public List<LeftOutPackage> Alarms { get; } = [];

    /// <summary>Takes in what the sources have. Throws <see cref="OperationCanceledException"/> when it was ended before.</summary>
    public async Task TakeInAsync(IReadOnlyList<IBuildSource> sources, CancellationToken cancellation)
    {
        using var writer = new IndexWriter(database);
        using var pending = new PendingQueue(database);
        using var known = new KnownVersions(database);
        writer.Register(options.Rules, options.Date);
        writer.Commit();
        var scanner = VersionReader.CreateScanner(options);
        Rejudged = new Rejudging(database, writer, options, scanner).Run(progress, cancellation);
        var extractor = reading is null ? null : scanner.Extractor;
        using var contents = reading is null ? null : new ContentTable(database, reading, extractor!);
        var tables = new BuildTables(writer, pending, known, extractor, contents, Alarms);
        await using var readers = new PackageReaders(new VersionReader(options, scanner, contents), options.Parallel, cancellation);
        foreach (var source in sources)
        {
            while (await source.QueueAsync(tables, cancellation))
            {
                await ReadPendingAsync(source, tables, readers, cancellation);
            }
        }

        writer.Begin();
        new TermIndex(database).Compact();
        CommunityChoice.Apply(database, writer);
        writer.Commit();
    }

    private async Task ReadPendingAsync(IBuildSource source, BuildTables tables, PackageReaders readers, CancellationToken cancellation)
    {
        _total += tables.Pending.Count(source.Name);
        var next = new Queue<PendingVersion>();
        var last = 0L;
        for (var inHand = 0; ;)
        {
            while (inHand < readers.Capacity && !cancellation.IsCancellationRequested && _error is null && TryTake(source, tables, next, ref last) is { } version)
            {
                readers.Post(version, source);
                inHand++;
            }

            if (inHand == 0)
            {
                _error?.Throw();
                cancellation.ThrowIfCancellationRequested();
                return;
            }

            var outcome = await readers.NextAsync();
            do
            {
                Write(outcome!, tables);
                inHand--;
            }
            while (readers.TryNext(out outcome));

            tables.Writer.Commit();
            tables.Contents?.Forget();
        }
    }

    private PendingVersion? TryTake(IBuildSource source, BuildTables tables, Queue<PendingVersion> next, ref long last)
    {
        while (true)
        {
            if (next.Count == 0)
            {
                foreach (var version in tables.Pending.Page(source.Name, last))
                {
                    next.Enqueue(version);
                    last = version.Number;
                }
            }

            if (!next.TryDequeue(out var taken))
            {
                return null;
            }

            if (!_failed.Contains((taken.Name, taken.Version)))
            {
                return taken;
            }
        }
    }

    private void Write(ReadOutcome outcome, BuildTables tables)
    {
        if (outcome.Error is { } error)
        {
            // What was in hand when the build was ended is read by the next one.
            _error ??= error is OperationCanceledException ? null : ExceptionDispatchInfo.Capture(error);
            return;
        }

        if (outcome.Version is not { } version)
        {
            tables.Writer.Begin();
            tables.Pending.Fail(outcome.Pending.Number, outcome.Failure!);
            _failed.Add((outcome.Pending.Name, outcome.Pending.Version));
            LeftOut.Add(new LeftOutPackage(outcome.Name, outcome.Failure!));
        }
        else if (Add(version, tables) == Addition.Alarm)
        {
            Alarms.Add(BuildTables.Pinned(outcome.Name, version.Id, version.Version));
        }

        else if (version.State != VersionState.Read)
        {
            LeftOut.Add(new LeftOutPackage(outcome.Name, version.Reason!));
        }

        _done++;
        progress?.Report(new CommunityProgress(_done, _total, outcome.Name));
    }

    private static Addition Add(IndexedVersion version, BuildTables tables)
    {
        if (version.Facts is { } facts)
        {
            tables.Writer.Begin();
            tables.Contents?.Write(facts.Contents);
        }

        return tables.Writer.Add(version);
    }
}
