namespace Assay.Community.Tests;

public sealed class PopularityFileTests
{
    [Theory]
    [InlineData("id,downloads\nA.B,12\n\n\"c\", \"7\"\r\n")]
    [InlineData("a.b,12\nC,7")]
    public void Lines_are_id_and_downloads(string text) =>
        Assert.Equal(new Dictionary<string, long> { ["a.b"] = 12, ["c"] = 7 }, Read(text));

    [Theory]
    [InlineData("a,1\nb", "Line 2 of the popularity file is not id,downloads.")]
    [InlineData("a,1\nb,2,3", "Line 2 of the popularity file is not id,downloads.")]
    [InlineData("a,1\n,2", "Line 2 of the popularity file is not id,downloads.")]
    [InlineData("a,1\nb,many", "Line 2 of the popularity file has no number of downloads.")]
    [InlineData("a,1\nb,-2", "Line 2 of the popularity file has no number of downloads.")]
    [InlineData("a,1\nA,2", "Line 2 of the popularity file names a again.")]
    public void A_defect_is_named_with_its_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SnapshotException>(() => Read(text)).Message);

    private static IReadOnlyDictionary<string, long> Read(string text)
    {
        using var reader = new StringReader(text);
        return PopularityFile.Read(reader);
    }
}
