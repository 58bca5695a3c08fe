using Assay.TestInputs;

namespace Assay.Fuzz.Seeds;

/// <summary>Small containers of every kind of entry.</summary>
internal static class ArchiveSeeds
{
    private static readonly byte[] Text = [.. Enumerable.Range(0, 200).Select(number => (byte)('a' + (number % 7)))];

    public static IEnumerable<byte[]> Zips() =>
    [
        new NupkgBuilder().Add("lib/net8.0/a.txt", "text").Add("content/b.bin", Text).Build(),
        new NupkgBuilder(null).Add(new RawEntry("a.nuspec", NupkgBuilder.Manifest()) { Method = 0 }, new RawEntry("b", Text) { Descriptor = true }, new RawEntry("d/", "") { Method = 0 }).Build(),
        new RawZip { Comment = [1, 2, 3], Zip64Entries = 2, Prefix = [0, 0] }.Add(new RawEntry("a", "1") { Extra = [1, 0, 4, 0, 1, 2, 3, 4] }, new RawEntry("b%20c", Text) { Flags = 0x800 }).Build(),
        new NupkgBuilder().Nest("nested.zip", 3).Add("data.tar.gz", RawTar.Gzip(Tar())).Add(new RawEntry(".signature.p7s", Text) { Method = 0 }).Build(),
    ];

    public static IEnumerable<byte[]> Tars() => [Tar(), RawTar.Gzip(Tar()), RawTar.Gzip(Text), [.. RawTar.Gzip(Text), .. RawTar.Gzip(Tar())]];

    private static byte[] Tar() => new RawTar().Add("a/b.txt", "text").AddPax("path", "long/name").Add("short", Text).Add("link", [], '2', "a/b.txt").Add("folder/", [], '5').AddPax("size", "10", 'g').Add("last", "1").Build();
}
