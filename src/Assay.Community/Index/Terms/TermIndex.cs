using Assay.Rules;
using Microsoft.Data.Sqlite;

namespace Assay.Community.Index;

/// <summary>Finds the versions that rules can hold for, by the terms of their facts: those that are in segments, and one by one those that came since.</summary>
internal sealed class TermIndex(IndexDatabase database)
{
    // Fewer are found as fast one by one; more make a segment that is long to sort.
    private const int SmallestSegment = 256;
    private const int LargestSegment = 2048;
    private const int SmallSegmentsToJoin = 8;

    /// <summary>Finds the versions, ascending, for each of several queries.</summary>
    public IReadOnlyList<long>[] Find(IReadOnlyList<TermQuery> queries)
    {
        var found = queries.Select(_ => new SortedSet<long>()).ToArray();
        uint[] terms = [.. queries.SelectMany(TermsOf).Distinct().Order()];
        var covered = new HashSet<long>();
        foreach (var (segment, versions) in Segments())
        {
            covered.UnionWith(versions);
            FindInSegment(segment, versions, terms, queries, found);
        }

        using var command = database.Prepare("SELECT version, terms FROM version_terms");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var version = rows.GetInt64(0);
            covered.Add(version);
            var own = TermList.Read(rows.GetFieldValue<byte[]>(1));
            for (var i = 0; i < queries.Count; i++)
            {
                if (queries[i].Holds(term => Array.BinarySearch(own, term) >= 0))
                {
                    found[i].Add(version);
                }
            }
        }

        AddUncovered(covered, found);
        return [.. found.Select(set => (IReadOnlyList<long>)[.. set])];
    }

    /// <summary>Whether enough single versions have come for a segment.</summary>
    public bool IsScattered => (long)database.Scalar("SELECT COUNT(*) FROM version_terms")! >= SmallestSegment;

    /// <summary>Turns the terms of single versions into segments, and small segments into larger ones, in the transaction that is open.</summary>
    public void Compact()
    {
        while (IsScattered)
        {
            JoinSingle();
        }

        long[] small = [.. Segments().Where(segment => segment.Versions.Length < LargestSegment).Select(segment => segment.Id)];
        if (small.Length >= SmallSegmentsToJoin)
        {
            JoinSegments(small);
        }
    }

    private void JoinSingle()
    {
        var versions = new List<long>();
        var pairs = new List<ulong>();
        using (var command = database.Prepare("SELECT version, terms FROM version_terms ORDER BY version LIMIT $limit", ("$limit", LargestSegment)))
        {
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                foreach (var term in TermList.Read(rows.GetFieldValue<byte[]>(1)))
                {
                    pairs.Add(((ulong)term << 32) | (uint)versions.Count);
                }

                versions.Add(rows.GetInt64(0));
            }
        }

        Store(versions, pairs);
        database.Execute("DELETE FROM version_terms WHERE version <= $last", ("$last", versions[^1]));
    }

    // A version that was read again is in several segments, with the terms of then and of now: that finds too much, never too little.
    private void JoinSegments(long[] small)
    {
        var versions = new List<long>();
        var places = new Dictionary<long, int>();
        var pairs = new List<ulong>();
        var joined = new List<long>();
        foreach (var (id, own) in Segments().Where(segment => small.Contains(segment.Id)).ToArray())
        {
            if (joined.Count > 0 && versions.Count + own.Length > LargestSegment)
            {
                break;
            }

            var data = (byte[])database.Scalar("SELECT data FROM term_segment WHERE id = $id", ("$id", id))!;
            var renumbered = new int[own.Length];
            for (var i = 0; i < own.Length; i++)
            {
                if (!places.TryGetValue(own[i], out renumbered[i]))
                {
                    renumbered[i] = versions.Count;
                    places.Add(own[i], versions.Count);
                    versions.Add(own[i]);
                }
            }

            pairs.AddRange(TermSegment.ReadAll(data, own.Length).Select(pair => (pair & 0xFFFF_FFFF_0000_0000) | (uint)renumbered[(int)(uint)pair]));
            joined.Add(id);
        }

        Store(versions, pairs);
        foreach (var id in joined)
        {
            database.Execute("DELETE FROM term_segment WHERE id = $id", ("$id", id));
        }
    }

    private void Store(List<long> versions, List<ulong> pairs)
    {
        ulong[] ordered = [.. pairs];
        Array.Sort(ordered);
        var count = 0;
        foreach (var pair in ordered)
        {
            if (count == 0 || ordered[count - 1] != pair)
            {
                ordered[count++] = pair;
            }
        }

        database.Execute("INSERT INTO term_segment (versions, data) VALUES ($versions, $data)", ("$versions", VersionList.Write(versions)), ("$data", TermSegment.Write(ordered.AsSpan(0, count))));
    }

    private void FindInSegment(long segment, long[] versions, uint[] terms, IReadOnlyList<TermQuery> queries, SortedSet<long>[] found)
    {
        var places = new Dictionary<uint, int[]>();
        using (var data = new SqliteBlob(database.Connection, "term_segment", "data", segment, readOnly: true))
        {
            TermSegment.Find(data, terms, versions.Length, places);
        }

        var sets = places.ToDictionary(pair => pair.Key, pair => Bits(pair.Value, versions.Length));
        for (var i = 0; i < queries.Count; i++)
        {
            var bits = Evaluate(queries[i], sets, versions.Length);
            for (var version = 0; version < versions.Length; version++)
            {
                if ((bits[version >> 6] & (1ul << version)) != 0)
                {
                    found[i].Add(versions[version]);
                }
            }
        }
    }

    // What has facts and no terms may hold anything.
    private void AddUncovered(HashSet<long> covered, SortedSet<long>[] found)
    {
        using var command = database.Prepare("SELECT version FROM package_facts");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var version = rows.GetInt64(0);
            if (!covered.Contains(version))
            {
                Array.ForEach(found, set => set.Add(version));
            }
        }
    }

    private IEnumerable<(long Id, long[] Versions)> Segments()
    {
        using var command = database.Prepare("SELECT id, versions FROM term_segment ORDER BY id");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (rows.GetInt64(0), VersionList.Read(rows.GetFieldValue<byte[]>(1)));
        }
    }

    private static ulong[] Evaluate(TermQuery query, Dictionary<uint, ulong[]> sets, int versions)
    {
        switch (query)
        {
            case HasTerm has:
                return sets.TryGetValue(has.Term, out var set) ? set : new ulong[Words(versions)];

            case AllOf all:
                var both = new ulong[Words(versions)];
                Array.Fill(both, ulong.MaxValue);
                foreach (var part in all.Parts)
                {
                    var other = Evaluate(part, sets, versions);
                    for (var i = 0; i < both.Length; i++)
                    {
                        both[i] &= other[i];
                    }
                }

                return both;

            case AnyOf any:
                var either = new ulong[Words(versions)];
                foreach (var part in any.Parts)
                {
                    var other = Evaluate(part, sets, versions);
                    for (var i = 0; i < either.Length; i++)
                    {
                        either[i] |= other[i];
                    }
                }

                return either;

            default:
                throw new InvalidOperationException("The query has a part of an unknown kind.");
        }
    }

    private static IEnumerable<uint> TermsOf(TermQuery query) => query switch
    {
        HasTerm has => [has.Term],
        AllOf all => all.Parts.SelectMany(TermsOf),
        AnyOf any => any.Parts.SelectMany(TermsOf),
        _ => [],
    };

    private static ulong[] Bits(int[] places, int versions)
    {
        var bits = new ulong[Words(versions)];
        foreach (var place in places)
        {
            bits[place >> 6] |= 1ul << place;
        }

        return bits;
    }

    private static int Words(int versions) => (versions + 63) / 64;
}
