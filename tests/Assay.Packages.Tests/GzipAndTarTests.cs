using Assay.Model;
using Assay.TestInputs;

namespace Assay.Packages.Tests;

public sealed class GzipAndTarTests
{
    private static readonly byte[] Text = "some text in an archive"u8.ToArray();

    [Fact]
    public void Names_are_chained_from_the_package_to_the_innermost_file()
    {
        var archive = RawTar.Gzip(new RawTar().Add("folder/x.txt", Text).Build());

        var unpacked = Unpacked.From(new NupkgBuilder().Add("tools/b.tar.gz", archive).Build());

        Assert.Empty(unpacked.Problems);
        var innermost = unpacked.Artifact("sample.nupkg!tools/b.tar.gz!b.tar!folder/x.txt");
        Assert.Equal(3, innermost.Depth);
        Assert.Equal("b.tar", unpacked.Result.Artifacts[innermost.Parent].Name);
    }

    [Fact]
    public void Members_of_a_gzip_file_make_one_content()
    {
        var tar = new RawTar().Add("x.txt", Text).Add("y.txt", Text).Build();

        var unpacked = Unpacked.Twice([.. RawTar.Gzip(tar[..700]), .. RawTar.Gzip([]), .. RawTar.Gzip(tar[700..])], "a.tgz");

        Assert.Empty(unpacked.Problems);
        unpacked.Artifact("a.tgz!a.tar!y.txt");
    }

    public static TheoryData<string, ProblemId, byte[]> BrokenGzip => new()
    {
        { "crc", ProblemId.GzipInvalid, RawTar.Gzip(Text, crc: 1) },
        { "length", ProblemId.GzipInvalid, RawTar.Gzip(Text, length: 1) },
        { "reserved flags", ProblemId.GzipInvalid, RawTar.Gzip(Text, flags: 0x80) },
        { "sum of the header", ProblemId.GzipInvalid, [.. RawTar.Gzip(Text, flags: 2)[..10], 1, 2, .. RawTar.Gzip(Text)[10..]] },
        { "cut header", ProblemId.GzipInvalid, RawTar.Gzip(Text)[..9] },
        { "cut data", ProblemId.GzipInvalid, RawTar.Gzip(Text)[..20] },
        { "cut trailer", ProblemId.GzipInvalid, RawTar.Gzip(Text)[..^3] },
        { "no end of name", ProblemId.GzipInvalid, [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3, 1, 1, 1] },
        { "trailing bytes", ProblemId.GzipTrailingBytes, [.. RawTar.Gzip(Text), 1, 2, 3] },
        { "header only", ProblemId.InputUnreadable, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] },
    };

    [Theory]
    [MemberData(nameof(BrokenGzip))]
    public void A_broken_gzip_file_is_reported(string what, ProblemId expected, byte[] bytes) =>
        Assert.True(Unpacked.Twice(bytes, "a.gz").Ids.Contains(expected), what);

    public static TheoryData<string, ProblemId, byte[]> BrokenTar => new()
    {
        { "checksum", ProblemId.TarHeaderInvalid, new RawTar().Add("a", Text).Add("b", Text, checksum: "000001\0 ").Build() },
        { "size no number", ProblemId.TarHeaderInvalid, new RawTar().Add("a", Text, size: "9zzzzzzzzzz").Build() },
        { "pax broken", ProblemId.TarHeaderInvalid, new RawTar().Add("h", "999 path=x\n"u8.ToArray(), 'x').Add("a", Text).Build() },
        { "size beyond the end", ProblemId.TarTruncated, new RawTar().Add("a", Text, size: "77777777777").Build() },
        { "no end blocks", ProblemId.TarTruncated, new RawTar().Add("a", Text).Build(endBlocks: false) },
        { "bytes behind the end", ProblemId.TarTruncated, [.. new RawTar().Add("a", Text).Build(), .. new RawTar().Add("b", Text).Build()] },
        { "symbolic link", ProblemId.TarSpecialEntry, new RawTar().Add("a", [], '2', "/etc").Build() },
        { "hard link", ProblemId.TarSpecialEntry, new RawTar().Add("a", [], '1', "b").Build() },
        { "device", ProblemId.TarSpecialEntry, new RawTar().Add("a", [], '3').Build() },
        { "pipe", ProblemId.TarSpecialEntry, new RawTar().Add("a", [], '6').Build() },
        { "unknown type", ProblemId.TarSpecialEntry, new RawTar().Add("a", Text, 'Z').Build() },
        { "parent folder", ProblemId.TarUnsafeName, new RawTar().Add("../a", Text).Build() },
        { "absolute", ProblemId.TarUnsafeName, new RawTar().Add("/a", Text).Build() },
        { "repeated", ProblemId.TarUnsafeName, new RawTar().Add("a", Text).Add("a", Text).Build() },
        { "renamed", ProblemId.TarUnsafeName, new RawTar().AddPax("path", "b").Add("a", Text).Build() },
        { "renamed by GNU", ProblemId.TarUnsafeName, new RawTar().Add("L", "b\0"u8.ToArray(), 'L').Add("a", Text).Build() },
        { "empty name", ProblemId.TarUnsafeName, new RawTar().AddPax("path", "").Add("a", Text).Build() },
        { "other size", ProblemId.TarHeaderInvalid, new RawTar().AddPax("size", "5").Add("a", Text).Build() },
        { "size of pax no number", ProblemId.TarHeaderInvalid, new RawTar().AddPax("size", "x").Add("a", Text).Build() },
        { "size for all", ProblemId.TarHeaderInvalid, new RawTar().AddPax("size", "5", 'g').Add("a", Text).Build() },
        { "sparse", ProblemId.TarSpecialEntry, new RawTar().AddPax("GNU.sparse.name", "b").Add("a", Text).Build() },
        { "folder with content", ProblemId.TarSpecialEntry, new RawTar().Add("a", Text, '5').Build() },
        { "folder by its name with content", ProblemId.TarSpecialEntry, new RawTar().Add("a/", Text).Build() },
        { "all renamed", ProblemId.TarUnsafeName, new RawTar().AddPax("path", "b", 'g').Add("a", Text).Build() },
    };

    [Theory]
    [MemberData(nameof(BrokenTar))]
    public void A_broken_or_odd_tar_is_reported(string what, ProblemId expected, byte[] bytes) =>
        Assert.True(Unpacked.Twice(bytes, "a.tar").Ids.Contains(expected), what);

    [Fact]
    public void Long_names_of_pax_and_GNU_are_used()
    {
        var longName = string.Concat(Enumerable.Repeat("folder/", 20)) + "x.txt";
        var tar = new RawTar().AddPax("path", longName).Add(longName[..100], Text).Add("@LongLink", System.Text.Encoding.ASCII.GetBytes("g/" + longName + "\0"), 'L').Add(("g/" + longName)[..100], Text);

        var unpacked = Unpacked.From(tar.Build(), "a.tar");

        Assert.Empty(unpacked.Problems);
        unpacked.Artifact("a.tar!" + longName);
        unpacked.Artifact("a.tar!g/" + longName);
    }

    [Fact]
    public void A_size_in_base_256_is_read()
    {
        var unpacked = Unpacked.From(new RawTar().Add("a", Text, size: "\u0080\0\0\0\0\0\0\0\0\0\0" + (char)Text.Length).Build(), "a.tar");

        // UTF-8 writes the mark as two bytes: the size is then no number, which must not be taken for one.
        Assert.Contains(ProblemId.TarHeaderInvalid, unpacked.Ids);

        var tar = new RawTar().Add("a", Text).Build();
        byte[] size = [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)Text.Length];
        size.CopyTo(tar, 124);
        "        "u8.CopyTo(tar.AsSpan(148));
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(tar.Take(512).Sum(value => value), 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, 148);
        Assert.Empty(Unpacked.From(tar, "a.tar").Problems);
    }

    [Fact]
    public void What_a_folder_holds_is_read_as_entries_or_as_a_file()
    {
        var entries = Unpacked.From(new RawTar().Add("a", new RawTar().Add("hidden", Text).Build(endBlocks: false), '5').Add("last", Text).Build(), "a.tar");
        var file = Unpacked.From(new RawTar().Add("a", Text, '5').Add("last", Text).Build(), "a.tar");

        Assert.Equal(Text, entries.Text("a.tar!hidden").Select(c => (byte)c));
        Assert.Equal(Text, file.Text("a.tar!a").Select(c => (byte)c));
        Assert.All([entries, file], unpacked => unpacked.Artifact("a.tar!last"));
    }

    [Fact]
    public void An_empty_name_of_pax_hides_no_content() =>
        Unpacked.From(new RawTar().AddPax("path", "").Add("a", Text).Build(), "a.tar").Artifact("a.tar!a");

    [Fact]
    public void A_right_sum_of_the_gzip_header_is_quiet()
    {
        var packed = RawTar.Gzip(Text, flags: 2);

        Assert.Empty(Unpacked.From([.. packed[..10], .. BitConverter.GetBytes((ushort)RawZip.Crc32(packed.AsSpan(0, 10))), .. packed[10..]], "a.gz").Problems);
    }

    [Fact]
    public void The_usual_archive_of_a_folder_is_quiet() =>
        Assert.Empty(Unpacked.From(new RawTar().Add("./", [], '5').Add("./lib/", [], '5').Add("./lib/a.txt", Text).Build(), "a.tar").Problems);
}
