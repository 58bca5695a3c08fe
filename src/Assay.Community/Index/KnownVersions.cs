namespace Assay.Community.Index;

/// <summary>What the index knows of a version before it is read.</summary>
/// <param name="Sha256">The bytes it knows.</param>
/// <param name="State">Whether these could be read.</param>
/// <param name="Reason">Why they are not counted.</param>
/// <param name="Extractor">What read them; null when no facts are kept.</param>
/// <param name="Sha512">The bytes that a feed told; null when none did.</param>
internal sealed record KnownVersion(string Name, string Version, byte[] Sha256, VersionState State, string? Reason, string? Extractor, byte[]? Sha512);

/// <summary>Looks versions up by their bytes or by their name. Thread-safe, as long as nobody else uses the connection.</summary>
internal sealed class KnownVersions(IndexDatabase database) : IDisposable
{
    private const string Columns = "SELECT p.name, v.version, v.sha256, v.state, v.reason, f.extractor, v.sha512 FROM version v JOIN package p ON p.id = v.package LEFT JOIN package_facts f ON f.version = v.id";

    private readonly Lock _lock = new();
    private readonly Statement _byBytes = new(database, $"{Columns} WHERE substr(v.sha256, 1, 8) = $1 AND v.sha256 = $2");
    private readonly Statement _byName = new(database, $"{Columns} WHERE p.name = $1 AND v.version = $2");

    /// <summary>Finds the version that a file is; null when its bytes are not known.</summary>
    public KnownVersion? ByBytes(byte[] sha256) => First(_byBytes, sha256[..8], sha256);

    /// <summary>Finds a version by its lower-case id and version.</summary>
    public KnownVersion? ByName(string name, string version) => First(_byName, name, version);

    public void Dispose()
    {
        _byBytes.Dispose();
        _byName.Dispose();
    }

    private KnownVersion? First(Statement statement, object first, object second)
    {
        lock (_lock)
        {
            using var rows = statement.Query(first, second);
            return rows.Read()
                ? new KnownVersion(rows.GetString(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2), (VersionState)rows.GetInt32(3), rows.IsDBNull(4) ? null : rows.GetString(4), rows.IsDBNull(5) ? null : rows.GetString(5), rows.IsDBNull(6) ? null : rows.GetFieldValue<byte[]>(6))
                : null;
        }
    }
}
