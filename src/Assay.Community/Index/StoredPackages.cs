using Assay.Model;
using Assay.Scan;
using NuGet.Versioning;

namespace Assay.Community.Index;

/// <summary>Gives back what was read of the packages of an index, without their files. For one thread.</summary>
internal sealed class StoredPackages : IDisposable
{
    private readonly string _extractor;
    private readonly Statement _package;
    private readonly Statement _content;
    private readonly Statement _told;

    /// <summary>Prepares to read what an extractor has read; what another one read cannot be used.</summary>
    public StoredPackages(IndexDatabase database, string extractor)
    {
        _extractor = extractor;
        _package = new Statement(database, "SELECT facts FROM package_facts WHERE version = $1 AND extractor = $2");
        _content = new Statement(database, "SELECT facts FROM content WHERE id = $1");
        _told = new Statement(database, """
            SELECT other.version, other.published, other.listed, other.deprecated, other.id FROM version AS this JOIN version AS other ON other.package = this.package WHERE this.id = $1
            """);
    }

    /// <summary>Gives a package that was read; null when it was not, or by another extractor. Throws <see cref="InvalidDataException"/> when the index is damaged.</summary>
    public PackageReading? Find(long version) => Fetch(version) is { } stored ? stored.Unpack() : null;

    /// <summary>Takes a package out of the database, so that another thread can unpack it; null when it is not there.</summary>
    public StoredPackage? Fetch(long version)
    {
        if (_package.Scalar(version, _extractor) is not byte[] { Length: > 0 } packed)
        {
            return null;
        }

        var bytes = PackedBytes.Unpack(packed);
        var contents = new Dictionary<long, byte[]>();
        foreach (var number in PackageReadingFormat.ContentsOf(bytes))
        {
            if (!contents.ContainsKey(number) && _content.Scalar(number) is byte[] content)
            {
                contents.Add(number, content);
            }
        }

        return new StoredPackage(bytes, contents, Told(version));
    }

    public void Dispose()
    {
        _package.Dispose();
        _content.Dispose();
        _told.Dispose();
    }

    // Of a package of a folder nobody has told anything.
    private FeedPackageInfo? Told(long version)
    {
        (string? Published, bool? Listed, string? Deprecated) own = default;
        var versions = new List<ReportedVersion>();
        using var rows = _told.Query(version);
        while (rows.Read())
        {
            var published = rows.IsDBNull(1) ? null : rows.GetString(1);
            bool? listed = rows.IsDBNull(2) ? null : rows.GetInt64(2) != 0;
            versions.Add(new ReportedVersion(rows.GetString(0), published, listed));
            if (rows.GetInt64(4) == version)
            {
                own = (published, listed, rows.IsDBNull(3) ? null : rows.GetString(3));
            }
        }

        return own == default ? null : new FeedPackageInfo(own.Published, own.Listed, own.Deprecated, [.. versions.OrderBy(entry => NuGetVersion.TryParse(entry.Version, out var parsed) ? parsed : null)]);
    }
}

/// <summary>A package as it lies in the index.</summary>
/// <param name="Package">The package besides its contents.</param>
/// <param name="Contents">Its contents by number, packed.</param>
/// <param name="Feed">What the feed said of it; null when it said nothing.</param>
internal sealed record StoredPackage(byte[] Package, IReadOnlyDictionary<long, byte[]> Contents, FeedPackageInfo? Feed)
{
    /// <summary>Gives what was read.</summary>
    public PackageReading Unpack()
    {
        var reading = PackageReadingFormat.Read(Package, number => Contents.TryGetValue(number, out var packed) ? ContentReadingFormat.Read(PackedBytes.Unpack(packed)).Facts : null);
        return reading with { Package = reading.Package with { Feed = Feed } };
    }
}
