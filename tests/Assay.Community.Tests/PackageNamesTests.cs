namespace Assay.Community.Tests;

public sealed class PackageNamesTests
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 500).Select(index => $"{"abc"[index % 3]}{(index % 7 == 0 ? ".core" : "")}.p{index * 37 % 500}").Append("é.x").Append("éé").Append("日本").Append("\U00010428").Append("\uFB01").Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_id_is_found_at_its_place_and_no_other_is()
    {
        var names = PackageNames.Read(PackageNames.Of(Names).Bytes.ToArray(), Names.Length);

        Assert.Equal(Names, names.All());
        Assert.All(Names.Index(), entry => Assert.Equal((entry.Item, entry.Index), (names[entry.Index], names.IndexOf(entry.Item))));
        Assert.All(Names, name => Assert.Equal(-1, names.IndexOf(name + "!")));
        Assert.Equal(-1, names.IndexOf(""));
    }

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a", "a")]
    [InlineData("ab", "a")]
    [InlineData("é", "b")]
    [InlineData("\uFB01", "\U00010428")]
    [InlineData("a", "B")]
    [InlineData("a", "É")]
    [InlineData("a", "")]
    public void Ids_out_of_order_or_in_capitals_are_refused(string first, string second) => Assert.Throws<SnapshotException>(() => PackageNames.Of([first, second]));

    [Fact]
    public void Order_is_checked_across_blocks() =>
        Assert.Throws<SnapshotException>(() => PackageNames.Of([.. Names.Take(16), Names[3], .. Names.Skip(17)]));
}
