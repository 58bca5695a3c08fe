using Assay.Community.Building;
using Assay.Community.Index;
using Microsoft.Data.Sqlite;

namespace Assay.Community;

/// <summary>A community index that is being built: begun anew, resumed, or brought up to date. One process at a time.</summary>
public sealed class CommunityIndexBuild : IDisposable
{
    private const string NameSetting = "name";
    private const string SourcesSetting = "sources";
    private const string LatestSetting = "latest-only";

    private readonly BuilderLock _lock;
    private readonly IndexDatabase _database;

    internal IndexDatabase Database => _database;

    private CommunityIndexBuild(BuilderLock taken, IndexDatabase database, string path) => (_lock, _database, Path) = (taken, database, path);

    /// <summary>The file of the index.</summary>
    public string Path { get; }

    /// <summary>Name of the community; null in a new index.</summary>
    public string? Name => _database.Setting(NameSetting);

    /// <summary>What the index was built from, as <c>--from</c> was given; empty in a new index.</summary>
    public IReadOnlyList<string> Sources => _database.Setting(SourcesSetting)?.Split('\n') ?? [];

    /// <summary>True when only the version that stands for each package is read.</summary>
    public bool LatestOnly => _database.Setting(LatestSetting) == "1";

    /// <summary>Opens or creates an index to build; throws <see cref="IndexException"/> when it cannot be written, is none, or is being built by another process.</summary>
    public static CommunityIndexBuild Open(string path)
    {
        var taken = BuilderLock.Take(path);
        try
        {
            return new CommunityIndexBuild(taken, IndexDatabase.Open(path), path);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Remembers what the index is built from, for updates.</summary>
    /// <param name="name">Name of the community.</param>
    /// <param name="sources">What <c>--from</c> was given; added to those that are known.</param>
    /// <param name="latestOnly">True to read only the version that stands for each package.</param>
    public void Remember(string name, IEnumerable<string> sources, bool latestOnly) => Guard(() =>
    {
        _database.Execute("BEGIN IMMEDIATE");
        _database.Set(NameSetting, name);
        _database.Set(SourcesSetting, string.Join('\n', Sources.Concat(sources).Distinct(StringComparer.Ordinal)));
        _database.Set(LatestSetting, latestOnly ? "1" : "0");
        _database.Execute("COMMIT");
        return true;
    });

    /// <summary>Takes in what the sources have and the index has not.</summary>
    /// <exception cref="OperationCanceledException">It was ended; what was read is kept.</exception>
    /// <exception cref="BuildEndedException">A feed does not answer any more; what was read is kept.</exception>
    /// <exception cref="Assay.Packages.FeedException">A feed cannot be listed; what was read is kept.</exception>
    /// <exception cref="IndexException">The file cannot be written any more; what was committed is kept.</exception>
    public async Task<IndexBuildResult> TakeInAsync(IReadOnlyList<BuildSource> sources, CommunityBuildOptions options, IProgress<CommunityProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            using var reading = IndexDatabase.OpenToRead(Path);
            var run = new BuildRun(_database, reading, options, progress);
            var isOnly = sources.Count == 1 && Sources.Count <= 1;
            IBuildSource[] all = [.. sources.Select(source => (IBuildSource)(source.Catalog is { } catalog ? new FeedSource(catalog, _database, options, isOnly) : new FolderSource(source.Name, source.Locations, options, !options.LatestOnly)))];
            await run.TakeInAsync(all, cancellation);
            StorePopularity(options);
            return Result(run, all);
        }
        catch (SqliteException exception)
        {
            throw Explain(exception);
        }
    }

    /// <summary>Counts the latest listed version of every package; throws <see cref="SnapshotException"/> when there is none.</summary>
    public CommunitySnapshot Count(CommunityBuildOptions options) => Guard(() => IndexSnapshot.Count(_database, options));

    /// <summary>Counts the same and keeps the figures of the day in the index alone.</summary>
    public void CountDay(CommunityBuildOptions options) => Guard(() => PrevalenceStore.Renew(_database, PrevalenceScope.Usual, options.Date));

    /// <inheritdoc/>
    public void Dispose()
    {
        _database.Dispose();
        _lock.Dispose();
    }

    private IndexBuildResult Result(BuildRun run, IBuildSource[] sources)
    {
        LeftOutPackage[] leftOut = [.. sources.OfType<FolderSource>().SelectMany(folder => LeftOut.Of(_database, folder)).Concat(run.LeftOut).Distinct().OrderBy(package => package.Name, StringComparer.Ordinal)];
        return new IndexBuildResult(run.Read, Number("SELECT COUNT(*) FROM version"), Number("SELECT COUNT(*) FROM package"), CommunityChoice.Of(_database), leftOut, run.Alarms, Number("SELECT COUNT(*) FROM pending")) { Rejudged = run.Rejudged };
    }

    private int Number(string sql) => (int)(long)_database.Scalar(sql)!;

    private void StorePopularity(CommunityBuildOptions options)
    {
        if (options.Downloads is { } downloads)
        {
            using var writer = new IndexWriter(_database);
            writer.StorePopularity(options.Date, options.DownloadsSource, downloads);
            writer.Commit();
        }
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception)
        {
            throw Explain(exception);
        }
    }

    private IndexException Explain(SqliteException exception) => Explain(Path, exception);

    // https://www.sqlite.org/rescode.html
    internal static IndexException Explain(string path, SqliteException exception) => new(exception.SqliteErrorCode switch
    {
        8 => $"The community index {path} is read-only.",
        10 => $"The community index {path} cannot be written: {exception.Message}",
        11 or 26 => $"The community index {path} is damaged: {exception.Message}",
        13 => $"There is no room left for the community index {path}. What was read until here is kept; with more room, the same command goes on.",
        _ => $"The community index {path} failed: {exception.Message}",
    }, exception);
}

/// <summary>What a build did.</summary>
/// <param name="Read">Versions that were read now.</param>
/// <param name="Versions">Versions in the index.</param>
/// <param name="Packages">Packages in the index.</param>
/// <param name="Community">The community of the index; null while no package was read.</param>
/// <param name="LeftOut">Files that are not counted, ordinal by name.</param>
/// <param name="Alarms">Files whose bytes differ from those that are pinned under their id and version.</param>
/// <param name="Pending">Versions that are still to be read.</param>
public sealed record IndexBuildResult(int Read, int Versions, int Packages, string? Community, IReadOnlyList<LeftOutPackage> LeftOut, IReadOnlyList<LeftOutPackage> Alarms, int Pending)
{
    /// <summary>What was judged anew because rules have changed.</summary>
    public RejudgeResult Rejudged { get; init; } = RejudgeResult.None;
}
