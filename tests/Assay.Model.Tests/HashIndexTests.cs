namespace Assay.Model.Tests;

public sealed class HashIndexTests
{
    [Fact]
    public void Every_entry_is_found_by_its_hash_and_nothing_else_is()
    {
        var index = new HashIndex();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 100_000; i++)
            {
                Assert.Equal(i, index.Add(HashIndex.Hash((uint)(i % 50_000))));
            }

            for (var i = 0; i < 50_000; i++)
            {
                var hash = HashIndex.Hash((uint)i);
                Assert.Equal(i, index.First(hash));
                Assert.Equal(i + 50_000, index.Next(i, hash));
                Assert.Equal(-1, index.Next(i + 50_000, hash));
            }

            Assert.Equal(-1, index.First(HashIndex.Hash(50_000)));
            index.Clear();
            Assert.Equal(-1, index.First(HashIndex.Hash(1)));
        }
    }

    [Fact]
    public void Neighbouring_numbers_fall_apart()
    {
        var hashes = Enumerable.Range(0, 10_000).Select(i => HashIndex.Hash((uint)i)).ToArray();

        Assert.Equal(10_000, hashes.Distinct().Count());
        Assert.InRange(hashes.GroupBy(hash => hash & 0x3FFF).Max(group => group.Count()), 1, 10);
    }
}
