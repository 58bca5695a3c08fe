using Assay.Model;
using Microsoft.Data.Sqlite;
using NuGet.Versioning;

namespace Assay.Community.Index;

/// <summary>Writes to an index in transactions: what was added since the last <see cref="Commit"/> is there as a whole after it, or not at all. For one thread.</summary>
public sealed class IndexWriter : IDisposable
{
    private readonly IndexDatabase _database;
    private readonly PackageTable _packages;
    private readonly VersionTable _versions;
    private readonly Statement _done;
    private RuleTable _rules;
    private bool _isOpen;
    private bool _isChanged;

    /// <summary>Prepares to write.</summary>
    public IndexWriter(IndexDatabase database)
    {
        _database = database;
        _packages = new PackageTable(database);
        _versions = new VersionTable(database);
        _done = new Statement(database, "DELETE FROM pending WHERE name = $1 AND version = $2");
        _rules = RuleTable.Load(database);
    }

    /// <summary>Gives numbers to the rules of a pack and remembers the conditions they have from a day on.</summary>
    public void Register(RulePack pack, DateOnly day)
    {
        Begin();
        _isChanged |= RuleTable.Register(_database, pack, day);
        _rules = RuleTable.Load(_database);
    }

    /// <summary>Adds a version with all that hangs on it and takes it from what is pending. Its rules must be registered and its contents stored.</summary>
    public Addition Add(IndexedVersion version)
    {
        Begin();
        var name = version.Id.ToLowerInvariant();
        var text = version.Version.ToLowerInvariant();
        var package = _packages.Number(name, version);
        _done.Run(name, text);
        var rules = RuleList.Write(_rules.NumbersOf(version.Rules));
        if (_versions.Find(package, text) is not { } known)
        {
            var number = _versions.Insert(package, text, version);
            _versions.Attach(package, number, version, rules);
            if (version.State != VersionState.Unreadable)
            {
                _packages.Raise(package, number, text, version.Listed);
                _packages.Describe(package, number, version);
            }

            _isChanged = true;
            return Addition.Added;
        }

        // What could not be read pins nothing: a file that was cut short must not keep the whole one out.
        if (known.State != VersionState.Unreadable && !known.Sha256.AsSpan().SequenceEqual(version.Sha256))
        {
            _isChanged |= _versions.Alarm(known.Number, version.Added, version.Sha256, version.Source);
            return Addition.Alarm;
        }

        _versions.Renew(known.Number, version);
        _versions.Attach(package, known.Number, version, rules);
        _packages.Choose(package);
        _packages.Describe(package, known.Number, version);
        _isChanged = true;
        return Addition.Renewed;
    }

    /// <summary>Writes down that other bytes came under a name that is pinned; false when the index does not know the version or knew that already.</summary>
    public bool Alarm(string id, string version, byte[] sha256, DateOnly day, string source)
    {
        if (Find(id, version) is not var (_, known))
        {
            return false;
        }

        Begin();
        var isNew = _versions.Alarm(known.Number, day, sha256, source);
        _isChanged |= isNew;
        return isNew;
    }

    /// <summary>Writes what a feed says of a version that the index knows; false when it does not know it.</summary>
    public bool Tell(string id, string version, bool? listed, string? published, string? deprecated)
    {
        if (Find(id, version) is not var (package, known))
        {
            return false;
        }

        Begin();
        _versions.Tell(known.Number, listed, published, deprecated);
        if (published is not null)
        {
            _packages.Publish(package, published);
        }

        if (listed is not null && listed != known.Listed)
        {
            _packages.Choose(package);
        }

        _isChanged = true;
        return true;
    }

    /// <summary>Writes what a feed says of a version that the index knows and of the other versions of its package; versions that the index does not know are left out.</summary>
    public void Tell(string id, string version, FeedPackageInfo feed)
    {
        if (Find(id, version) is not var (package, _))
        {
            return;
        }

        Tell(id, version, feed.Listed, feed.Published, feed.Deprecated);
        foreach (var told in feed.Versions)
        {
            if (NuGetVersion.TryParse(told.Version, out var parsed) && parsed.ToNormalizedString() is var other && !string.Equals(other, version, StringComparison.OrdinalIgnoreCase)
                && _versions.Find(package, other.ToLowerInvariant()) is { } known)
            {
                _versions.TellListing(known.Number, told.Listed, told.Published);
            }

            if (told.Published is not null)
            {
                _packages.Publish(package, told.Published);
            }
        }

        _packages.Choose(package);
    }

    /// <summary>Stores downloads by lower-case id as the measure of a day; one of the same day and source is replaced.</summary>
    public void StorePopularity(DateOnly day, string source, IEnumerable<KeyValuePair<string, long>> downloads)
    {
        Begin();
        PopularityTable.Store(_database, day, source, downloads);
        _isChanged = true;
    }

    /// <summary>Ends the transaction: what was added is kept. Counts the generation up when anything has changed.</summary>
    public void Commit()
    {
        if (!_isOpen)
        {
            return;
        }

        if (_isChanged)
        {
            IndexGeneration.CountUp(_database);
        }

        _database.Execute("COMMIT");
        _isOpen = _isChanged = false;
    }

    /// <summary>Ends without keeping what was added since the last <see cref="Commit"/>.</summary>
    public void Dispose()
    {
        if (_isOpen)
        {
            RollBack();
            _isOpen = false;
        }

        _packages.Dispose();
        _versions.Dispose();
        _done.Dispose();
    }

    /// <summary>Begins a transaction where none is open; for other tables that are written in the same one.</summary>
    internal void Begin()
    {
        if (!_isOpen)
        {
            _database.Execute("BEGIN IMMEDIATE");
            _isOpen = true;
        }
    }

    /// <summary>Lets the next <see cref="Commit"/> count the generation up.</summary>
    internal void MarkChanged() => _isChanged = true;

    private (long Package, VersionRow Version)? Find(string id, string version) =>
        _packages.Find(id.ToLowerInvariant()) is { } package && _versions.Find(package, version.ToLowerInvariant()) is { } known ? (package, known) : null;

    private void RollBack()
    {
        try
        {
            _database.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // A full disk or a failed write has ended the transaction already (https://www.sqlite.org/lang_transaction.html, section 3).
        }
    }
}
