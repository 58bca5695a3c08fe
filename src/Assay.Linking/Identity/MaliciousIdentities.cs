using Assay.Model;

namespace Assay.Linking;

/// <summary>States that a package, a version, a file or a dependency is known to be malicious.</summary>
internal sealed class MaliciousIdentities
{
    private const int MaximumRecords = 20;
    private const int MaximumDependencies = 2_000;

    private readonly Dictionary<(string Community, string Package), List<MaliciousPackage>> _byPackage = [];
    private readonly Dictionary<string, MaliciousPackage> _byHash = new(StringComparer.OrdinalIgnoreCase);

    public MaliciousIdentities(MaliciousPackages packages)
    {
        foreach (var item in packages.Items)
        {
            if (item.Package.Length > 0)
            {
                var key = Key(item.Community, item.Package);
                if (!_byPackage.TryGetValue(key, out var records))
                {
                    _byPackage.Add(key, records = []);
                }

                records.Add(item);
            }

            foreach (var hash in item.Sha256)
            {
                _byHash.TryAdd(hash, item);
            }
        }
    }

    /// <summary>Writes <c>known-malicious</c> for the input and each file whose hash a record names.</summary>
    public void WriteHashes(PackageFacts package, FactWriter facts)
    {
        if (_byHash.Count == 0)
        {
            return;
        }

        foreach (var file in package.Files)
        {
            if (facts.Count < MaximumRecords && _byHash.TryGetValue(file.Artifact.Sha256, out var record))
            {
                Add("known-malicious", record.Record, file.Artifact.Name, file.Artifact.Sha256, "file", "hash", facts);
            }
        }
    }

    /// <summary>Writes <c>known-malicious</c> for the package and its dependencies, and <c>malware-history</c> where other versions of the package are meant.</summary>
    public void Write(PackageManifest manifest, string community, FactWriter facts)
    {
        var version = PackageVersion.Parse(manifest.NormalizedVersion);
        foreach (var record in Records(community, manifest.Id))
        {
            var meant = record.Versions.Contains(manifest.NormalizedVersion, StringComparer.OrdinalIgnoreCase) || Includes(record, version);
            Add(meant ? "known-malicious" : "malware-history", record.Record, manifest.Id, manifest.NormalizedVersion, "package", "id", facts);
        }

        foreach (var dependency in manifest.Dependencies.Where(dependency => dependency.Kind != "assembly").DistinctBy(dependency => (dependency.Id, dependency.Range)).Take(MaximumDependencies))
        {
            foreach (var record in Records(community, dependency.Id))
            {
                var allowed = VersionRange.Parse(dependency.Range);
                var meant = allowed is null || Allows(record, allowed);
                Add(meant ? "known-malicious" : "malware-history", record.Record, dependency.Id, dependency.Range ?? "", "dependency", "id", facts);
            }
        }
    }

    private IEnumerable<MaliciousPackage> Records(string community, string id) => _byPackage.TryGetValue(Key(community, id), out var records) ? records.Take(MaximumRecords) : [];

    private static (string, string) Key(string community, string id) => (community, id.ToLowerInvariant());

    private static bool IsWhole(MaliciousPackage record) => record is { Versions: [], Ranges: [] };

    private static bool Includes(MaliciousPackage record, PackageVersion? version) => IsWhole(record) || version is null || record.Ranges.Any(span => Contains(span, version))
        || record.Versions.Any(text => PackageVersion.Parse(text) is { } named && named.CompareWith(version) == 0);

    // OSV: "introduced": "0" is before every version.
    private static bool Contains(VersionSpan span, PackageVersion version) =>
        (span.From is null or "0" || PackageVersion.Parse(span.From)?.CompareWith(version) <= 0)
        && (span.Before is null || PackageVersion.Parse(span.Before)?.CompareWith(version) > 0)
        && (span.Last is null || PackageVersion.Parse(span.Last)?.CompareWith(version) >= 0);

    // A range is met where one of the named versions lies in it, or where both begin before the other ends. Clients take the lowest version that is allowed.
    private static bool Allows(MaliciousPackage record, VersionRange allowed) => IsWhole(record)
        || record.Versions.Any(text => PackageVersion.Parse(text) is { } version && allowed.Contains(version))
        || record.Ranges.Any(span => allowed.Lowest is { } lowest ? Contains(span, lowest) : span.From is null or "0" || (PackageVersion.Parse(span.From) is { } from && allowed.Contains(from)));

    private static void Add(string anomaly, string record, string name, string version, string where, string how, FactWriter facts) => facts.Add(FactKind.Anomaly, anomaly, arguments: new ArgumentList(
        new Argument("record", record), new Argument("name", HiddenCharacters.Escape(name)), new Argument("version", version), new Argument("in", where), new Argument("how", how)));
}
