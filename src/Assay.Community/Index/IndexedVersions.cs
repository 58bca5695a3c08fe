using Assay.Model;
using Assay.Scan;

namespace Assay.Community.Index;

/// <summary>Takes the version before a package from an index: its facts as they are kept there, without its file. Thread-safe.</summary>
/// <remarks>The index keeps no public members: the package must be scanned without them (<see cref="ScanOptions.PublicMembers"/>), so that both have the same facts.</remarks>
public sealed class IndexedVersions : IEarlierVersions, IDisposable
{
    private readonly Lock _lock = new();
    private readonly IndexDatabase _database;
    private readonly Scanner _scanner;
    private readonly StoredPackages _stored;
    private readonly Statement _versions;

    /// <summary>Opens an index; throws <see cref="IndexException"/> when it cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the scan is asked for; facts of another extractor than its own are not used.</param>
    public IndexedVersions(string path, ScanOptions options)
    {
        _database = IndexDatabase.OpenToRead(path);
        _scanner = new Scanner(options);
        _stored = new StoredPackages(_database, _scanner.Extractor);
        _versions = new Statement(_database, """
            SELECT version.version, version.published, version.listed, version.id FROM version JOIN package ON package.id = version.package JOIN package_facts ON package_facts.version = version.id
            WHERE package.name = $1 AND version.community = $2 AND version.state = 0 AND package_facts.extractor = $3
            """);
    }

    /// <inheritdoc/>
    public PackageFacts? Before(PackageFacts package, CancellationToken cancellation)
    {
        if (package is not { Manifest: { } manifest, Community: { } community } || Fetch(manifest, community) is not { } stored)
        {
            return null;
        }

        try
        {
            return _scanner.Complete(stored.Unpack());
        }
        catch (InvalidDataException exception)
        {
            throw new IndexException($"The community index is damaged: the facts of an earlier version of {manifest.Id} cannot be read.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _versions.Dispose();
        _stored.Dispose();
        _database.Dispose();
    }

    private StoredPackage? Fetch(PackageManifest manifest, string community)
    {
        lock (_lock)
        {
            var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
            var versions = new List<ReportedVersion>();
            using (var rows = _versions.Query(manifest.Id.ToLowerInvariant(), community, _scanner.Extractor))
            {
                while (rows.Read())
                {
                    versions.Add(new ReportedVersion(rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetInt64(2) != 0));
                    numbers[rows.GetString(0)] = rows.GetInt64(3);
                }
            }

            return EarlierVersion.Choose(versions, manifest.NormalizedVersion) is { } before ? _stored.Fetch(numbers[before]) : null;
        }
    }
}
