using Assay.Model;

namespace Assay.Community;

/// <summary>Makes vulnerabilities of records: those that name each other by id or alias are one, as long as they name no two CVEs.</summary>
/// <remarks>
/// A CVE is one vulnerability, whatever joins it to another one. A record that names several CVEs is stated in each of them.
/// A record that names none belongs to the CVEs of the records that share an id with it, directly or through others; without any it is a vulnerability of its own with them.
/// </remarks>
internal static class AdvisoryMerge
{
    // A chain of aliases that leads to more is no use to anybody.
    private const int MostCves = 16;

    /// <summary>Gives the vulnerabilities by id, each with its statements by source and record.</summary>
    public static IReadOnlyList<MergedVulnerability> Merge(IReadOnlyCollection<AdvisoryRecord> records)
    {
        var components = new Components();
        foreach (var record in records)
        {
            components.Join(record);
        }

        var cvesOfComponent = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            foreach (var cve in Cves(record))
            {
                if (components.Of(record) is { } component)
                {
                    if (!cvesOfComponent.TryGetValue(component, out var cves))
                    {
                        cvesOfComponent.Add(component, cves = new SortedSet<string>(StringComparer.Ordinal));
                    }

                    cves.Add(cve);
                }
            }
        }

        var groups = new SortedDictionary<string, List<AdvisoryRecord>>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            foreach (var key in Keys(record, components, cvesOfComponent))
            {
                if (!groups.TryGetValue(key, out var group))
                {
                    groups.Add(key, group = []);
                }

                group.Add(record);
            }
        }

        return [.. groups.Select(group => Create(group.Key, group.Value)).OrderBy(merged => merged.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Keys(AdvisoryRecord record, Components components, Dictionary<string, SortedSet<string>> cvesOfComponent)
    {
        var own = Cves(record).Take(MostCves).ToArray();
        if (own.Length > 0)
        {
            return own;
        }

        var component = components.Of(record)!;
        return cvesOfComponent.TryGetValue(component, out var cves) ? cves.Take(MostCves) : [component];
    }

    // A record of a CVE speaks of that one, also when it names others.
    private static IEnumerable<string> Cves(AdvisoryRecord record) => AdvisoryRecord.IsCve(record.Id) ? [record.Id] : record.Aliases.Where(AdvisoryRecord.IsCve);

    private static MergedVulnerability Create(string key, List<AdvisoryRecord> records)
    {
        AdvisoryRecord[] sorted = [.. records.OrderBy(record => record.Source, StringComparer.Ordinal).ThenBy(record => record.Id, StringComparer.Ordinal)];
        var ids = sorted.SelectMany(record => record.Ids).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var id = AdvisoryRecord.IsCve(key) ? key : ids.FirstOrDefault(other => other.StartsWith("GHSA-", StringComparison.Ordinal)) ?? ids[0];
        return new MergedVulnerability(id, [.. ids.Where(other => other != id && !AdvisoryRecord.IsCve(other))], sorted);
    }

    // Union-find over all ids that are no CVE.
    private sealed class Components
    {
        private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

        public void Join(AdvisoryRecord record)
        {
            string? first = null;
            foreach (var id in record.Ids.Where(id => !AdvisoryRecord.IsCve(id)))
            {
                var root = Root(id);
                if (first is null)
                {
                    first = root;
                }
                else if (root != first)
                {
                    // The smaller one stays, so that the order of records does not matter.
                    var (keep, give) = string.CompareOrdinal(first, root) < 0 ? (first, root) : (root, first);
                    _parents[give] = keep;
                    first = keep;
                }
            }
        }

        /// <summary>Names the component of a record; null for one that has no id but CVEs.</summary>
        public string? Of(AdvisoryRecord record) => record.Ids.FirstOrDefault(id => !AdvisoryRecord.IsCve(id)) is { } id ? Root(id) : null;

        private string Root(string id)
        {
            if (_parents.TryAdd(id, id))
            {
                return id;
            }

            var root = id;
            while (_parents[root] is { } parent && parent != root)
            {
                root = parent;
            }

            while (_parents[id] != root)
            {
                (_parents[id], id) = (root, _parents[id]);
            }

            return root;
        }
    }
}

/// <summary>A vulnerability with its records.</summary>
/// <param name="Id">The name in reports.</param>
/// <param name="Aliases">Other ids, without other CVEs, in ordinal order.</param>
/// <param name="Records">What is said of it, by source and record.</param>
internal sealed record MergedVulnerability(string Id, IReadOnlyList<string> Aliases, IReadOnlyList<AdvisoryRecord> Records);
