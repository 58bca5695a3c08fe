using Assay.Model;
using Assay.TestInputs;

namespace Assay.Differential.Tests.Constructions;

/// <summary>Tar and gzip files that readers may read in another way.</summary>
internal static class TarConstructions
{
    private const string Gone = "A later entry takes the place of the first one for every reader here, and the first one is hidden.";

    private static readonly byte[] Text = "some text in an archive"u8.ToArray();
    private static readonly byte[] Other = "another text"u8.ToArray();

    public static IEnumerable<Construction> All =>
    [
        Tar("plain", tar => tar.Add("lib/a.txt", Text)),
        Tar("the same name twice", tar => tar.Add("a", Text).Add("a", Other), ProblemId.TarUnsafeName),
        Tar("a name from pax", tar => tar.AddPax("path", "b").Add("a", Text), ProblemId.TarUnsafeName) with { Deliberate = "Readers without pax show the other name." },
        Tar("an empty name from pax", tar => tar.AddPax("path", "").Add("a", Text), ProblemId.TarUnsafeName),
        Tar("a long name from pax over a short one", tar => tar.AddPax("path", Long).Add("a", Text)),
        Tar("a long name from pax", tar => tar.AddPax("path", Long).Add(Long[..100], Text)),
        Tar("two names from pax", tar => tar.AddPax("path", "b").AddPax("path", "c").Add("a", Text), ProblemId.TarUnsafeName),
        Tar("a long name of GNU", tar => tar.Add("././@LongLink", Construction.Bytes(Long + "\0"), 'L').Add(Long[..100], Text)),
        Tar("a name of GNU over a short one", tar => tar.Add("././@LongLink", "b\0"u8.ToArray(), 'L').Add("a", Text), ProblemId.TarUnsafeName) with { Deliberate = "Readers without long names show the other one." },
        Tar("names of GNU and pax", tar => tar.Add("././@LongLink", "b\0"u8.ToArray(), 'L').AddPax("path", "c").Add("a", Text), ProblemId.TarUnsafeName),
        Tar("a name for every entry", tar => tar.AddPax("path", "b", 'g').Add("a", Text), ProblemId.TarUnsafeName),
        Tar("a size for every entry", tar => tar.AddPax("size", "5", 'g').Add("a", Text), ProblemId.TarHeaderInvalid),
        Tar("a size from pax", tar => tar.AddPax("size", "5").Add("a", Text), ProblemId.TarHeaderInvalid) with { Deliberate = "Readers without pax go on elsewhere." },
        Tar("a size from pax that leads to another header", tar => tar.AddPax("size", "1024").Add("a", [.. new byte[512]]).Add("hidden", Text), ProblemId.TarHeaderInvalid),
        Tar("a size from pax that is no number", tar => tar.AddPax("size", "x").Add("a", Text), ProblemId.TarHeaderInvalid),
        Tar("a sparse file of pax", tar => tar.AddPax("GNU.sparse.name", "b").AddPax("GNU.sparse.realsize", "100").Add("a", Text), ProblemId.TarSpecialEntry),
        Tar("a sparse file of pax, whole", tar => tar.Add("PaxHeader", Sparse(), 'x').Add("GNUSparseFile.0/a", [.. Construction.Bytes("1\n0\n12\n".PadRight(512, '\0')), .. Other]), ProblemId.TarSpecialEntry),
        Tar("a sparse file of GNU", tar => tar.Add("a", Text, 'S'), ProblemId.TarSpecialEntry),
        Tar("a broken extended header", tar => tar.Add("h", "999 path=x\n"u8.ToArray(), 'x').Add("a", Text), ProblemId.TarHeaderInvalid),
        Tar("a hard link", tar => tar.Add("a", Text).Add("b", [], '1', "a"), ProblemId.TarSpecialEntry),
        Tar("a hard link with content", tar => tar.Add("a", Text).Add("b", Other, '1', "a"), ProblemId.TarSpecialEntry),
        Tar("a symbolic link", tar => tar.Add("a", [], '2', "../outside"), ProblemId.TarSpecialEntry),
        Tar("a folder with content", tar => tar.Add("a", Text, '5'), ProblemId.TarSpecialEntry),
        Tar("a folder with content that is an archive", tar => tar.Add("a", new RawTar().Add("hidden", Other).Build(), '5'), ProblemId.TarSpecialEntry) with { Deliberate = "Readers that skip what the folder holds do not see the file in it." },
        Tar("a file whose name ends with a slash", tar => tar.Add("a/", Text), ProblemId.TarSpecialEntry),
        Tar("a type that nobody knows", tar => tar.Add("a", Text, 'Z'), ProblemId.TarSpecialEntry) with { Deliberate = "Readers may skip what they do not know." },
        Tar("a type of old times", tar => tar.Add("a", Text, '\0')),
        Tar("contiguous", tar => tar.Add("a", Text, '7')),
        Tar("a wrong sum", tar => tar.Add("a", Text).Add("b", Other, checksum: "000001\0 "), ProblemId.TarHeaderInvalid),
        Tar("a size that is no number", tar => tar.Add("a", Text, size: "9zzzzzzzzzz"), ProblemId.TarHeaderInvalid),
        Tar("a size beyond the end", tar => tar.Add("a", Text, size: "00000777777"), ProblemId.TarTruncated),
        Tar("a way out", tar => tar.Add("../a", Text), ProblemId.TarUnsafeName),
        Tar("a leading slash", tar => tar.Add("/a", Text), ProblemId.TarUnsafeName),
        Tar("a backslash", tar => tar.Add("lib\\a", Text), ProblemId.TarUnsafeName) with { Deliberate = "Windows makes a folder of it." },
        Tar("upper and lower case", tar => tar.Add("a", Text).Add("A", Other), ProblemId.TarUnsafeName) with { Deliberate = "Both are files on the systems where these readers run; others take them for one." },
        Tar("a percent sign", tar => tar.Add("lib/%61", Text)),
        Tar("a percent sign beside what it would stand for", tar => tar.Add("lib/%61", Text).Add("lib/a", Other), ProblemId.TarUnsafeName) with { Deliberate = "Names that differ so are not made by accident." },
        Construction.OfTar("tar", "no end blocks", () => new RawTar().Add("a", Text).Build(endBlocks: false), ProblemId.TarTruncated),
        Construction.OfTar("tar", "one end block and then an entry", () => [.. new RawTar().Add("a", Text).Build(endBlocks: false), .. new byte[512], .. new RawTar().Add("b", Other).Build()], ProblemId.TarTruncated) with { Deliberate = "Readers that are asked to go on see it." },
        Construction.OfTar("tar", "an archive behind the end", () => [.. new RawTar().Add("a", Text).Build(), .. new RawTar().Add("b", Other).Build()], ProblemId.TarTruncated) with { Deliberate = "Readers that are asked to go on see it." },
        Construction.OfTar("tar", "bytes behind the end", () => [.. new RawTar().Add("a", Text).Build(), 1, 2, 3], ProblemId.TarTruncated) with { Deliberate = Gone },

        Construction.OfGzip("gzip", "plain", () => RawTar.Gzip(Text)),
        Construction.OfGzip("gzip", "several members", () => [.. RawTar.Gzip(Text), .. RawTar.Gzip(Other)]),
        Construction.OfGzip("gzip", "an empty member between", () => [.. RawTar.Gzip(Text), .. RawTar.Gzip([]), .. RawTar.Gzip(Other)]),
        Construction.OfGzip("gzip", "bytes behind", () => [.. RawTar.Gzip(Text), 1, 2, 3], ProblemId.GzipTrailingBytes),
        Construction.OfGzip("gzip", "zeros behind", () => [.. RawTar.Gzip(Text), .. new byte[100]], ProblemId.GzipTrailingBytes),
        Construction.OfGzip("gzip", "bytes between members", () => [.. RawTar.Gzip(Text), 0, 0, 0, .. RawTar.Gzip(Other)], ProblemId.GzipTrailingBytes),
        Construction.OfGzip("gzip", "a wrong length", () => RawTar.Gzip(Text, length: 1), ProblemId.GzipInvalid),
        Construction.OfGzip("gzip", "a wrong sum", () => RawTar.Gzip(Text, crc: 1), ProblemId.GzipInvalid),
        Construction.OfGzip("gzip", "reserved flags", () => RawTar.Gzip(Text, flags: 0x80), ProblemId.GzipInvalid),
        Construction.OfGzip("gzip", "a wrong sum of the header", () => WithHeaderSum(1), ProblemId.GzipInvalid),
        Construction.OfGzip("gzip", "a right sum of the header", () => WithHeaderSum(null)),
        Construction.OfGzip("gzip", "cut data", () => RawTar.Gzip(Text)[..20], ProblemId.GzipInvalid),
        Construction.OfGzip("gzip", "a cut trailer", () => RawTar.Gzip(Text)[..^3], ProblemId.GzipInvalid),
        Construction.OfGzip("gzip", "another method", () => Method(7)),
    ];

    private static string Long { get; } = string.Concat(Enumerable.Repeat("folder/", 20)) + "x.txt";

    private static Construction Tar(string name, Action<RawTar> write, params ProblemId[] expected) => Construction.OfTar("tar", name, () =>
    {
        var tar = new RawTar();
        write(tar);
        return tar.Build();
    }, expected);

    // The form 1.0 of GNU's sparse files: the map stands in front of the data.
    private static byte[] Sparse() => "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n21 GNU.sparse.name=b\n27 GNU.sparse.realsize=12\n"u8.ToArray();

    // RFC 1952 2.3.1: CRC16 is the lower half of the CRC-32 of the header before it.
    private static byte[] WithHeaderSum(ushort? sum)
    {
        var bytes = RawTar.Gzip(Text, flags: 2);
        return [.. bytes[..10], .. BitConverter.GetBytes(sum ?? (ushort)RawZip.Crc32(bytes.AsSpan(0, 10))), .. bytes[10..]];
    }

    private static byte[] Method(byte method)
    {
        var bytes = RawTar.Gzip(Text);
        bytes[2] = method;
        return bytes;
    }
}
