namespace Assay.Community.Tests;

public sealed class PackageSetTests
{
    public static TheoryData<int, double> Sets => new([.. from capacity in new[] { 0, 1, 7, 63, 64, 65, 200, 1_000, 4_099 } from density in new[] { 0, 0.002, 0.03, 0.2, 0.5, 0.8, 0.97, 0.999, 1 } select (capacity, density)]);

    [Theory]
    [MemberData(nameof(Sets))]
    public void Operations_are_those_of_sets(int capacity, double density)
    {
        var (left, right) = (Members(capacity, density, 1), Members(capacity, 0.3, 2));
        var (a, b) = (PackageSet.Of(capacity, [.. left]), PackageSet.Of(capacity, [.. right]));

        Assert.Equal(left, a.Members());
        Assert.Equal(left.Count, a.Count());
        Assert.Equal(left.Intersect(right), a.And(b).Members());
        Assert.Equal(left.Union(right).Order(), a.Or(b).Members());
        Assert.Equal(left.Except(right), a.Except(b).Members());
        Assert.Equal(Enumerable.Range(0, capacity).Except(left), a.Complement().Members());
        Assert.Equal(left.Intersect(right).Count(), a.CountWith(b));
        Assert.All(Enumerable.Range(-1, capacity + 2), package => Assert.Equal(left.Contains(package), a.Contains(package)));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_set_is_read_as_it_was_written(int capacity, double density)
    {
        var set = PackageSet.Of(capacity, [.. Members(capacity, density, 3)]);
        var bytes = PackageSetFormat.Write(set);

        Assert.Equal(set.Members(), PackageSetFormat.Read(bytes, capacity).Members());
        Assert.InRange(bytes.Length, 1, ((capacity + 7) / 8) + 1);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.95)]
    public void Few_members_or_few_others_take_little_more_than_they_must(double density)
    {
        const int capacity = 100_000;
        var least = -capacity * ((density * Math.Log2(density)) + ((1 - density) * Math.Log2(1 - density))) / 8;

        Assert.InRange(PackageSetFormat.Write(PackageSet.Of(capacity, [.. Members(capacity, density, 4)])).Length, least * 0.9, (least * 1.1) + 16);
    }

    [Fact]
    public void Any_bytes_are_a_set_or_are_refused()
    {
        var random = new Random(5);
        var set = PackageSetFormat.Write(PackageSet.Of(1_000, [.. Members(1_000, 0.05, 6)]));
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = set.ToArray();
            if (round % 2 == 0)
            {
                bytes = new byte[random.Next(12)];
                random.NextBytes(bytes);
            }
            else
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                Assert.InRange(PackageSetFormat.Read(bytes, 1_000).Count(), 0, 1_000);
            }
            catch (InvalidDataException)
            {
                // The one way in which it may fail.
            }
        }
    }

    [Fact]
    public void Sets_of_different_communities_do_not_mix() => Assert.Throws<ArgumentException>(() => new PackageSet(3).And(new PackageSet(4)));

    [Fact]
    public void No_package_beyond_the_capacity_is_taken() => Assert.Throws<ArgumentOutOfRangeException>(() => new PackageSet(3).Add(3));

    private static List<int> Members(int capacity, double density, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, capacity).Where(_ => random.NextDouble() < density)];
    }
}
