using Assay.Model;

namespace Assay.Community;

/// <summary>What one import or update read, before it changes a database.</summary>
internal sealed class AdvisoryBatch
{
    /// <summary>The newest reading of each record, by source and id.</summary>
    public Dictionary<(string Source, string Id), OsvReading> Records { get; } = [];

    /// <summary>Sources of which a whole collection was read: what they said before is replaced.</summary>
    public HashSet<string> Collections { get; } = new(StringComparer.Ordinal);

    /// <summary>Entries of vulnerability indexes, by source.</summary>
    public Dictionary<string, List<NuGetIndexEntry>> Indexes { get; } = new(StringComparer.Ordinal);

    /// <summary>The days of vulnerability indexes, by source.</summary>
    public Dictionary<string, string> IndexDates { get; } = new(StringComparer.Ordinal);

    /// <summary>Malicious files by hash, by source.</summary>
    public Dictionary<string, List<MaliciousPackage>> Hashes { get; } = new(StringComparer.Ordinal);

    /// <summary>The catalogue of exploited vulnerabilities; null when none was read.</summary>
    public (string Source, string Date, IReadOnlyDictionary<string, KnownExploitation> Entries)? Exploited { get; set; }

    /// <summary>Scores, unread: which of them are kept depends on all records.</summary>
    public (string Source, ReadOnlyMemory<byte> Content)? Scores { get; set; }

    /// <summary>Records that name none of our packages.</summary>
    public int OtherRecords { get; set; }

    /// <summary>Says that nothing was read that a database keeps.</summary>
    public bool IsEmpty => Records.Count == 0 && Indexes.Count == 0 && Hashes.Count == 0 && Exploited is null && Scores is null;

    /// <summary>Adds a record; of two with the same id the one that was changed later counts.</summary>
    public void Add(OsvReading reading, bool isCollection)
    {
        if (!reading.IsOurs && !reading.IsWithdrawn)
        {
            OtherRecords++;
            return;
        }

        var key = (reading.Source, reading.Id);
        if (!Records.TryGetValue(key, out var known) || string.CompareOrdinal(known.Changed, reading.Changed) <= 0)
        {
            Records[key] = reading;
        }

        if (isCollection)
        {
            Collections.Add(reading.Source);
        }
    }

    /// <summary>Changes a database by what was read.</summary>
    public void Apply(AdvisoryContent content, string today)
    {
        ApplyRecords(content, today);
        ApplyIndexes(content, today);
        ApplyHashes(content, today);
        content.Malicious = [.. content.Malicious
            .DistinctBy(item => (item.Source, item.Package.Record, item.Package.Community, item.Package.Package.ToLowerInvariant(), HashOf(item)))
            .OrderBy(item => item.Package.Community, StringComparer.Ordinal).ThenBy(item => item.Package.Package, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Package.Record, StringComparer.Ordinal)
            .ThenBy(HashOf, StringComparer.Ordinal).ThenBy(item => item.Source, StringComparer.Ordinal)];
        if (Exploited is var (source, date, entries))
        {
            Forget(content, AdvisorySourceKind.Exploited);
            content.Exploited = new SortedDictionary<string, KnownExploitation>(new Dictionary<string, KnownExploitation>(entries, StringComparer.Ordinal), StringComparer.Ordinal);
            content.Sources[source] = new AdvisorySource(source, AdvisorySourceKind.Exploited, date, today, entries.Count, 0);
        }

        if (Scores is var (name, bytes))
        {
            Forget(content, AdvisorySourceKind.Scores);
            var (day, scores) = ScoreReader.Read(bytes, content.NamedCves());
            content.Scores = new SortedDictionary<string, ExploitScore>(new Dictionary<string, ExploitScore>(scores, StringComparer.Ordinal), StringComparer.Ordinal);
            content.Sources[name] = new AdvisorySource(name, AdvisorySourceKind.Scores, day, today, scores.Count, 0);
        }
    }

    private void ApplyRecords(AdvisoryContent content, string today)
    {
        foreach (var group in Records.Values.GroupBy(reading => reading.Source, StringComparer.Ordinal))
        {
            var source = group.Key;
            var isCollection = Collections.Contains(source);
            if (isCollection)
            {
                Remove(content, source);
            }

            var ids = group.Select(reading => reading.Id).ToHashSet(StringComparer.Ordinal);
            content.Malicious.RemoveAll(item => item.Source == source && ids.Contains(item.Package.Record));
            foreach (var reading in group)
            {
                content.Records.Remove((source, reading.Id));
                if (reading.Record is { } record)
                {
                    content.Records[(source, reading.Id)] = record;
                }
            }

            content.Malicious.AddRange(group.SelectMany(reading => reading.Malicious).Select(package => new MaliciousRecord(source, package)));
            var known = isCollection ? null : content.Sources.GetValueOrDefault(source);
            var newest = group.Select(reading => reading.Changed).Append(known?.Date).Max(StringComparer.Ordinal) ?? "";
            Count(content, source, newest, today, (known?.Withdrawn ?? 0) + group.Count(reading => reading.IsWithdrawn));
        }
    }

    private void ApplyIndexes(AdvisoryContent content, string today)
    {
        foreach (var (source, entries) in Indexes)
        {
            Remove(content, source);
            var date = IndexDates.GetValueOrDefault(source);
            var count = 0;
            foreach (var record in NuGetIndexReader.Records(entries, source))
            {
                content.Records[(source, record.Id)] = record;
                count++;
            }

            content.Sources[source] = new AdvisorySource(source, AdvisorySourceKind.NuGetIndex, date ?? "", today, count, 0);
        }
    }

    private void ApplyHashes(AdvisoryContent content, string today)
    {
        foreach (var (source, packages) in Hashes)
        {
            content.Malicious.RemoveAll(item => item.Source == source && item.Package.Package.Length == 0);
            content.Malicious.AddRange(packages.Select(package => new MaliciousRecord(source, package)));
            var known = content.Sources.GetValueOrDefault(source);
            Count(content, source, known?.Date ?? "", today, known?.Withdrawn ?? 0);
        }
    }

    private static void Remove(AdvisoryContent content, string source)
    {
        foreach (var key in content.Records.Keys.Where(key => key.Source == source).ToArray())
        {
            content.Records.Remove(key);
        }

        content.Malicious.RemoveAll(item => item.Source == source && item.Package.Package.Length > 0);
    }

    private static void Count(AdvisoryContent content, string source, string date, string today, int withdrawn)
    {
        var records = content.Records.Keys.Count(key => key.Source == source);
        var malicious = content.Malicious.Where(item => item.Source == source).Select(item => (item.Package.Record, HashOf(item))).Distinct().Count();
        content.Sources[source] = new AdvisorySource(source, records == 0 && malicious > 0 ? AdvisorySourceKind.Malicious : AdvisorySourceKind.Advisories, date, today, records + malicious, withdrawn);
    }

    // There is one catalogue, and one set of scores.
    private static void Forget(AdvisoryContent content, AdvisorySourceKind kind)
    {
        foreach (var name in content.Sources.Values.Where(source => source.Kind == kind).Select(source => source.Name).ToArray())
        {
            content.Sources.Remove(name);
        }
    }

    private static string HashOf(MaliciousRecord item) => item.Package.Sha256 is [var first, ..] ? first : "";
}
