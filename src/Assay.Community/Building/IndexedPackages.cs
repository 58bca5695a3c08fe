using Assay.Community.Building;
using Assay.Community.Index;
using Assay.Model;
using Microsoft.Data.Sqlite;

namespace Assay.Community;

/// <summary>An index that packages are added to one by one, with the rows that a build from their files would write. For one thread, and one process at a time: nobody else builds the index meanwhile.</summary>
/// <remarks>After an exception it can only be disposed of; what was added before is kept.</remarks>
public sealed class IndexedPackages : IDisposable
{
    private const string NameSetting = "name";

    private readonly BuilderLock _lock;
    private readonly IndexDatabase _database;
    private readonly IndexWriter _writer;
    private readonly ContentTable _contents;
    private readonly PackageJudging _judging;
    private readonly string _path;

    private IndexedPackages(BuilderLock taken, IndexDatabase database, string path, PackageJudging judging)
    {
        (_lock, _database, _path, _judging) = (taken, database, path, judging);
        _writer = new IndexWriter(database);
        _contents = new ContentTable(database, IndexDatabase.OpenToRead(path), judging.Extractor);
    }

    /// <summary>Opens or creates an index and brings its findings to the present rules; null while another process builds it. Throws <see cref="IndexException"/> when it cannot be written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="community"><c>nuget</c> or <c>psgallery</c>: what a new index is of.</param>
    /// <param name="judging">What its packages are judged with.</param>
    /// <param name="progress">Hears of findings that are judged anew because rules have changed.</param>
    /// <param name="cancellation">Ends that; it is done again then.</param>
    public static IndexedPackages? TryOpen(string path, string community, PackageJudging judging, IProgress<CommunityProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (BuilderLock.TryTake(path) is not { } taken)
        {
            return null;
        }

        IndexDatabase? database = null;
        IndexedPackages? packages = null;
        try
        {
            if (!File.Exists(path))
            {
                Create(path, community, judging);
            }

            database = IndexDatabase.Open(path);
            packages = new IndexedPackages(taken, database, path, judging);
            Prepare(database, packages._writer, community, judging, progress, cancellation);
            return packages;
        }
        catch (Exception exception)
        {
            if (packages is not null)
            {
                packages.Dispose();
            }
            else
            {
                database?.Dispose();
                taken.Dispose();
            }

            if (exception is SqliteException failure)
            {
                throw CommunityIndexBuild.Explain(path, failure);
            }

            throw;
        }
    }

    /// <summary>Whether the findings of an index are those of a pack: opening it to write has nothing to judge then.</summary>
    public static bool IsJudgedBy(IndexDatabase database, RulePack rules)
    {
        var judged = JudgedRules.Read(database);
        var numbers = RuleTable.Load(database);
        return database.Setting(Rejudging.Unfinished) is null && judged.Count == rules.Behaviors.Count + rules.Policies.Count
            && rules.Behaviors.Concat<Rule>(rules.Policies).All(rule => numbers.Find(rule.Id) is { } number && judged.GetValueOrDefault(number) == rule.ConditionHash);
    }

    /// <summary>Adds a package of the community of this index; when the call returns it is on disk.</summary>
    public Addition Add(JudgedPackage package) => Guard(() =>
    {
        if (CommunityChoice.Of(_database) != package.Community)
        {
            throw new ArgumentException($"The index is of {CommunityChoice.Of(_database)}.", nameof(package));
        }

        var facts = VersionReader.Keep(package.Reading, package.Facts, _judging.Scanner, _contents);
        _writer.Begin();
        _contents.Write(facts.Contents);
        var addition = _writer.Add(package.Row with { Facts = facts });
        if (addition != Addition.Alarm && package.Facts.Feed is { } feed)
        {
            _writer.Tell(package.Id, package.Version, feed);
        }

        var terms = new TermIndex(_database);
        if (terms.IsScattered)
        {
            terms.Compact();
        }

        _writer.Commit();
        _contents.Forget();
        return addition;
    });

    /// <summary>Writes what a feed says of a version that the index knows, and of the other versions of its package.</summary>
    public void Tell(string id, string version, FeedPackageInfo feed) => Guard(() =>
    {
        _writer.Begin();
        _writer.Tell(id, version, feed);
        _writer.Commit();
        return true;
    });

    /// <summary>Counts the figures of the day, unless they are counted.</summary>
    public void Count(CancellationToken cancellation = default) => Guard(() => PrevalenceStore.Renew(_database, PrevalenceScope.Usual, _judging.Day, cancellation));

    /// <inheritdoc/>
    public void Dispose()
    {
        _contents.Dispose();
        _writer.Dispose();
        _database.Dispose();
        _lock.Dispose();
    }

    // Under another name until it is whole: whoever reads finds no index or one that can be read.
    private static void Create(string path, string community, PackageJudging judging)
    {
        var fresh = path + ".new";
        foreach (var rest in (ReadOnlySpan<string>)[fresh, fresh + "-wal", fresh + "-shm"])
        {
            File.Delete(rest);
        }

        using (var database = IndexDatabase.Open(fresh))
        {
            using var writer = new IndexWriter(database);
            Prepare(database, writer, community, judging, null, CancellationToken.None);
        }

        File.Move(fresh, path);
    }

    private static void Prepare(IndexDatabase database, IndexWriter writer, string community, PackageJudging judging, IProgress<CommunityProgress>? progress, CancellationToken cancellation)
    {
        writer.Register(judging.Options.Rules, judging.Day);
        CommunityChoice.Begin(database, community);
        if (database.CommunityName is null)
        {
            database.Set(NameSetting, community);
        }

        writer.Commit();
        new Rejudging(database, writer, judging.Options, judging.Scanner).Run(progress, cancellation);
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception)
        {
            throw CommunityIndexBuild.Explain(_path, exception);
        }
    }
}
