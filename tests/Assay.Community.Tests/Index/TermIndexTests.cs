using Assay.Community.Index;
using Assay.Rules;

namespace Assay.Community.Tests.Index;

public sealed class TermIndexTests
{
    [Fact]
    public void Versions_are_found_in_segments_and_outside_as_by_looking_at_each()
    {
        using var database = IndexDatabase.OpenInMemory();
        var random = new Random(3);
        var index = new TermIndex(database);
        var versions = new Dictionary<long, HashSet<uint>>();
        database.Execute("PRAGMA foreign_keys = OFF");
        for (var batch = 0; batch < 12; batch++)
        {
            for (var i = 0; i < 300; i++)
            {
                // Now and then a version is read again, with other terms.
                var version = random.Next(20) == 0 && versions.Count > 0 ? random.Next(1, versions.Count + 1) : versions.Count + 1;
                uint[] terms = [.. Enumerable.Range(0, random.Next(60)).Select(_ => (uint)random.Next(400) * 9_999_991u).Distinct().Order()];
                versions[version] = [.. terms];
                database.Execute("INSERT INTO version_terms (version, terms) VALUES ($version, $terms) ON CONFLICT (version) DO UPDATE SET terms = excluded.terms", ("$version", version), ("$terms", TermList.Write(terms)));
            }

            index.Compact();
            Check();
        }

        Assert.InRange((long)database.Scalar("SELECT COUNT(*) FROM term_segment")!, 1, 8);
        Assert.InRange((long)database.Scalar("SELECT COUNT(*) FROM version_terms")!, 0, 255);

        void Check()
        {
            TermQuery[] queries = [.. Enumerable.Range(0, 20).Select(_ => Query(random, 3))];
            var found = index.Find(queries);
            for (var i = 0; i < queries.Length; i++)
            {
                var expected = versions.Where(version => queries[i].Holds(version.Value.Contains)).Select(version => version.Key).ToArray();
                // What a version had before it was read again may find it still.
                Assert.Empty(expected.Except(found[i]));
                Assert.InRange(found[i].Count - expected.Length, 0, versions.Count / 5);
            }
        }
    }

    [Fact]
    public void Versions_with_facts_and_without_terms_are_always_found()
    {
        using var database = IndexDatabase.OpenInMemory();
        database.Execute("PRAGMA foreign_keys = OFF");
        database.Execute("INSERT INTO package_facts (version, extractor, facts) VALUES (7, 'x', x'00')");

        Assert.Equal([7L], new TermIndex(database).Find([TermQuery.Of(1)])[0]);
    }

    [Fact]
    public void A_damaged_segment_is_refused()
    {
        var data = TermSegment.Write([.. Enumerable.Range(0, 3_000).Select(i => ((ulong)(uint)(i * 100) << 32) | (uint)(i % 50))]);
        var refused = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var damaged = data.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            try
            {
                TermSegment.Find(new MemoryStream(damaged), [0, 100, 5_000, 200_000, 299_900, uint.MaxValue], 50, []);
                TermSegment.ReadAll(damaged, 50);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 499);
    }

    private static TermQuery Query(Random random, int depth) => random.Next(depth == 0 ? 1 : 4) switch
    {
        0 or 1 => TermQuery.Of((uint)random.Next(420) * 9_999_991u),
        2 => TermQuery.All(Enumerable.Range(0, random.Next(4)).Select(_ => Query(random, depth - 1))),
        _ => TermQuery.Any(Enumerable.Range(0, random.Next(4)).Select(_ => Query(random, depth - 1))),
    };
}
