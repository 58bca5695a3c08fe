using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Made;

/// <summary>gzip (RFC 1952) and tar (POSIX pax, GNU).</summary>
internal static class TarCases
{
    private static readonly byte[] Script = "Start-Process calc.exe\n"u8.ToArray();

    public static IEnumerable<MadeCase> All =>
    [
        Gzip("name-without-end", () => [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3, .. Enumerable.Repeat((byte)'n', 5000)]).Says(ProblemId.GzipInvalid),
        Gzip("extra-field-beyond-the-end", () => [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 1, 2, 3]).Says(ProblemId.GzipInvalid),
        Gzip("every-field-and-nothing-else", () => [0x1F, 0x8B, 8, 0x1F, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0]).Says(ProblemId.GzipInvalid),
        Gzip("cut-in-header-of-second-member", () => [.. RawTar.Gzip(Script), 0x1F, 0x8B, 8]).Says(ProblemId.GzipTrailingBytes).Finds("starts-process"),
        Gzip("second-member-invalid", () => [.. RawTar.Gzip(Script), 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF]).Says(ProblemId.GzipInvalid).Finds("starts-process"),
        Gzip("members-without-end", () => [.. Enumerable.Repeat(RawTar.Gzip([65]), 12_000).SelectMany(member => member)]).Says(ProblemId.LimitEntries),
        Gzip("zeros-behind", () => [.. RawTar.Gzip(Script), .. new byte[100]]).Says(ProblemId.GzipTrailingBytes).Finds("starts-process"),
        Gzip("bomb-of-bombs", () => RawTar.Gzip(RawTar.Gzip(new byte[80_000_000], crc: 1))).Says(ProblemId.LimitRatio),
        Tar("size-of-twelve-sevens", new RawTar().Add("a.ps1", Script).Add("b.ps1", Script, size: "777777777777")).Says(ProblemId.TarTruncated).Finds("starts-process"),
        Tar("size-negative", new RawTar().Add("a.ps1", Script), size: [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xF0]).Says(ProblemId.TarHeaderInvalid),
        Tar("size-of-eleven-bytes", new RawTar().Add("a.ps1", Script), size: [0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 23]).Says(ProblemId.TarHeaderInvalid),
        Tar("pax-size-no-number", new RawTar().AddPax("size", "-1").Add("a.ps1", Script)).Says(ProblemId.TarHeaderInvalid).Finds("starts-process"),
        Tar("pax-size-overflows", new RawTar().AddPax("size", "99999999999999999999999").Add("a.ps1", Script)).Says(ProblemId.TarHeaderInvalid).Finds("starts-process"),
        Tar("pax-size-hides-a-header", new RawTar().AddPax("size", "1024").Add("a.txt", new byte[512]).Add("b.ps1", Script)).Says(ProblemId.TarHeaderInvalid),
        Tar("pax-size-of-nothing-shows-a-header", new RawTar().AddPax("size", "0").Add("a.txt", new RawTar().Add("hidden.ps1", Script).Build(endBlocks: false))).Says(ProblemId.TarHeaderInvalid).Finds("starts-process"),
        Tar("pax-length-zero", new RawTar().Add("h", "0 path=b.ps1\n"u8.ToArray(), 'x').Add("a.ps1", Script)).Says(ProblemId.TarHeaderInvalid).Finds("starts-process"),
        Tar("pax-length-overflows", new RawTar().Add("h", "99999999999999999999 path=b.ps1\n"u8.ToArray(), 'x').Add("a.ps1", Script)).Says(ProblemId.TarHeaderInvalid).Finds("starts-process"),
        Tar("pax-without-line-break", new RawTar().Add("h", "14 path=b.psx15 comment=abcd\n"u8.ToArray(), 'x').Add("a.ps1", Script)).Says(ProblemId.TarHeaderInvalid).Finds("starts-process"),
        Tar("pax-path-with-nul", new RawTar().AddPax("path", "a.ps1\0../../b").Add("a.ps1", Script)).Says(ProblemId.TarUnsafeName),
        Tar("pax-path-empty", new RawTar().AddPax("path", "").Add("a.ps1", Script)).Says(ProblemId.TarUnsafeName),
        Tar("pax-path-of-a-megabyte", new RawTar().AddPax("path", new string('n', 1_000_000)).Add("a.ps1", Script)).Says(ProblemId.TarUnsafeName),
        Tar("pax-path-not-utf8", new RawTar().Add("h", [.. "14 path=a"u8, 0xFF, 0xFE, .. "tx\n"u8], 'x').Add("a.ps1", Script)).Says(ProblemId.TarUnsafeName),
        Tar("name-of-a-dot", new RawTar().Add(".", Script)).Says(ProblemId.TarUnsafeName),
        Tar("name-empty", new RawTar().Add("", Script)).Says(ProblemId.TarUnsafeName),
        Tar("name-device", new RawTar().Add("content/NUL.txt", Script)).Says(ProblemId.TarUnsafeName),
        Tar("folder-with-data", new RawTar().Add("folder", Encoding.UTF8.GetBytes("Start-Process calc.exe").Concat(new byte[490]).ToArray(), '5')).Says(ProblemId.TarSpecialEntry),
        Tar("folder-whose-data-is-a-header", new RawTar().Add("folder/", new RawTar().Add("hidden.ps1", Script).Build(endBlocks: false), '5')).Says(ProblemId.TarSpecialEntry),
        Tar("link-with-data", new RawTar().Add("a.ps1", Script, '2', "/etc/passwd")).Says(ProblemId.TarSpecialEntry).Finds("starts-process"),
        Tar("sparse", new RawTar().Add("a.ps1", Script, 'S')).Says(ProblemId.TarSpecialEntry).Finds("starts-process"),
        Tar("several-parts", new RawTar().Add("a.ps1", Script, 'M')).Says(ProblemId.TarSpecialEntry),
        Tar("names-of-names", new RawTar().Add("L", "first\0"u8.ToArray(), 'L').Add("L", "second.ps1\0"u8.ToArray(), 'L').Add("a.ps1", Script)).Says(ProblemId.TarUnsafeName).Finds("starts-process"),
        Tar("name-for-nothing", new RawTar().Add("a.ps1", Script).Add("L", "b\0"u8.ToArray(), 'L')).Finds("starts-process").AndNothingElse(),
        Tar("file-and-folder", new RawTar().Add("a", Script).Add("a/b.ps1", Script)).Says(ProblemId.TarUnsafeName).Finds("starts-process"),
        Tar("many-headers-of-nothing", () => Repeated(20_000, new RawTar().Add("a", []).Build(endBlocks: false))).Says(ProblemId.TarUnsafeName),
        new MadeCase("tar/cut-in-header", "made.tar", () => new RawTar().Add("a.ps1", Script).Add("b.ps1", Script).Build()[..1300]).Says(ProblemId.TarTruncated).Finds("starts-process"),
        new MadeCase("tar/checksum-empty", "made.tar", () => new RawTar().Add("a.ps1", Script).Add("b.ps1", Script, checksum: "\0\0\0\0\0\0\0\0").Build()).Says(ProblemId.TarHeaderInvalid).Finds("starts-process"),
    ];

    private static MadeCase Gzip(string id, Func<byte[]> make) => new("gzip/" + id, "made.ps1.gz", make);

    private static MadeCase Tar(string id, Func<byte[]> make) => new("tar/" + id, "made.tar", make);

    private static MadeCase Tar(string id, RawTar tar, byte[]? size = null) => new("tar/" + id, "made.tar", () => size is null ? tar.Build() : WithSize(tar.Build(), size));

    private static byte[] Repeated(int count, byte[] part) => [.. Enumerable.Repeat(part, count).SelectMany(bytes => bytes), .. new byte[1024]];

    // A size of other than octal digits, and the checksum that fits.
    private static byte[] WithSize(byte[] tar, byte[] size)
    {
        tar = tar.With(124, size).With(148, "        "u8);
        return tar.With(148, Encoding.ASCII.GetBytes(Convert.ToString(tar.Take(512).Sum(value => value), 8).PadLeft(6, '0') + "\0 "));
    }
}
