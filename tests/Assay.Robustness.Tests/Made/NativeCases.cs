using Assay.Model;
using Assay.Native.Tests;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Made;

/// <summary>Native programs and libraries: PE, ELF, Mach-O, and what lies in them.</summary>
internal static class NativeCases
{
    private const string Contradicts = "contradicts-file-structure";
    private const string Misread = "contradicting-program-file";
    private const int DataFlags = 0x4000_0040;

    public static IEnumerable<MadeCase> All =>
    [
        Pe("delay-imports", () => Plain.DelayImports(("ws2_32.dll", ["connect"])).Build()).Finds("starts-process", "connects-socket").AndNothingElse(),
        Pe("delay-import-table-outside", () => Plain.Directory(13, 0x7FFF_0000, 64).Build()).Finds("starts-process", Contradicts),
        Pe("import-table-outside", () => PeBuilder.WithCode(characteristics: 0x2022).Directory(1, 0xFFFF_FFF0, 64).Build()).Finds(Contradicts),
        Pe("import-rows-without-end", () => { var pe = PeBuilder.WithCode(characteristics: 0x2022); return pe.Directory(1, pe.NextAddress, 400_000).Section(".idata", Repeated(20_000, 0x1_0400, 0, 0, 0x1_0000, 0x1_0400), DataFlags).Build(); }).Finds(Contradicts),
        Pe("import-names-outside", () => { var pe = Plain; return pe.Directory(13, pe.NextAddress, 64).Section(".didat", Repeated(1, 1, 0x7FFF_FFF0, 0, 0, 0x7FFF_FFF0, 0, 0, 0), DataFlags).Build(); }).Finds("starts-process", Contradicts),
        Pe("thunks-of-themselves", () => { var pe = PeBuilder.WithCode(wide: false, characteristics: 0x2022); var at = (uint)pe.NextAddress; return pe.Directory(1, at, 40).Section(".idata", [.. Numbers(at + 40, 0, 0, at + 60, at + 40, 0, 0, 0, 0, 0), .. Numbers(at + 40, at + 40, at + 40, 0, 0), .. "kernel32.dll\0"u8], DataFlags).Build(); }),
        Pe("imports-of-a-million-bytes", () => PeBuilder.WithCode().Imports((new string('a', 1_000_000), ["f"])).Build()).Finds(Contradicts),
        Pe("exports-of-four-billion", () => { var pe = Plain; var at = (uint)pe.NextAddress; return pe.Directory(0, at, 40).Section(".edata", Numbers(0, 0, 0, at, 1, uint.MaxValue, uint.MaxValue, at, at, at), DataFlags).Build(); }).Finds("starts-process"),
        Pe("export-forwards-to-itself", () => Plain.Exports("a.dll", ["f"], forwarded: "a.f").Build()).Finds("starts-process").AndNothingElse(),
        Pe("resource-table-outside", () => Plain.Directory(2, 0x7FFF_0000, 64).Build()).Finds("starts-process", Contradicts),
        Pe("resource-loop-over-three-levels", () => { var pe = Plain; return pe.Directory(2, pe.NextAddress, 64).Section(".rsrc", [.. Numbers(0, 0, 0, 1 << 16, 10, 0x8000_0018), .. Numbers(0, 0, 0, 1 << 16, 10, 0x8000_0030), .. Numbers(0, 0, 0, 1 << 16, 10, 0x8000_0000)], DataFlags).Build(); }).Finds("starts-process", Contradicts),
        Pe("resource-rows-65535", () => { var pe = Plain; return pe.Directory(2, pe.NextAddress, 64).Section(".rsrc", [.. Numbers(0, 0, 0, 0xFFFF_FFFF), .. Repeated(60_000, 10, 0x8000_0000)], DataFlags).Build(); }).Finds("starts-process", Contradicts),
        Pe("resource-data-outside", () => { var pe = Plain; return pe.Directory(2, pe.NextAddress, 64).Section(".rsrc", [.. Numbers(0, 0, 0, 1 << 16, 10, 24), .. Numbers(0x7FFF_0000, 100, 0, 0)], DataFlags).Build(); }).Finds("starts-process", Contradicts),
        Pe("resource-of-itself", () => Plain.Resources((10, Plain.Resources((10, Plain.Build())).Build())).Build()).Finds("starts-process", "embeds-executable").AndNothingElse(),
        Pe("version-of-no-length", () => Plain.Resources((16, new byte[64])).Build()).Finds("starts-process").AndNothingElse(),
        Pe("version-of-endless-blocks", () => Plain.Resources((16, Enumerable.Repeat((byte)0xFF, 60_000).ToArray())).Build()).Finds("starts-process").AndNothingElse(),
        Pe("version-without-end-of-text", () => Plain.Resources((16, new Bytes().U16(0xFFFF).U16(0xFFFF).U16(1).Add(System.Text.Encoding.Unicode.GetBytes("FileDescription" + new string('x', 500))).ToArray())).Build()).Finds("starts-process").AndNothingElse(),
        Pe("callbacks-of-themselves", () => { var pe = Plain; var at = (ulong)pe.NextAddress + 0x40_0000; return pe.Directory(9, pe.NextAddress, 40).Section(".tls", [.. new byte[24], .. BitConverter.GetBytes(at + 24), .. Enumerable.Repeat(BitConverter.GetBytes(at), 5000).SelectMany(bytes => bytes)], DataFlags).Build(); }).Finds("starts-process").AndNothingElse(),
        Pe("entry-point-outside", () => { var pe = Plain; pe.EntryPoint = 0x7FFF_FFFF; return pe.Build(); }).Finds("starts-process", Contradicts),
        Pe("sections-97", () => { var pe = Plain; for (var i = 0; i < 16; i++) { pe.Section($".s{i}", [1], DataFlags); } return pe.Build().U16(0x80 + 6, 97); }).Finds("starts-process", Contradicts),
        Pe("section-addresses-all-ones", () => Plain.Build().U32(SectionRow(1) + 12, 0xFFFF_F000)).Finds(Contradicts),
        Pe("cut-in-section-table", () => Plain.Build()[..(SectionRow(1) + 10)]).Finds(Contradicts),
        Pe("cut-in-code", () => Plain.Build()[..0x500]).Finds(Contradicts),
        Pe("optional-header-of-no-size", () => Plain.Build().U16(0x80 + 20, 0)).Finds(Contradicts, Misread),
        Pe("optional-header-of-no-size-in-an-assembly", () => { var image = ManagedImage.Build(static _ => { }); return image.U16(BitConverter.ToInt32(image, 0x3C) + 20, 0); }).Finds(Contradicts, Misread),
        Pe("directories-four-billion", () => Plain.Build().U32(0x80 + 24 + 108, uint.MaxValue)).Finds("starts-process", Contradicts, Misread),
        Pe("sections-of-the-same-bytes", () => { var image = Plain.Build(); return image.U32(SectionRow(1) + 20, BitConverter.ToUInt32(image, SectionRow(0) + 20)); }).Finds(Contradicts, Misread),
        new MadeCase("pe/text-named-like-a-library", "made.1.0.0.nupkg", () => new NupkgBuilder().Add("lib/net8.0/made.dll", "not a library").Build()).Finds(Misread),
        new MadeCase("pe/empty-file-named-like-a-library", "made.1.0.0.nupkg", () => new NupkgBuilder().Add("lib/net8.0/made.dll", "").Build()).AndNothingElse(),
        Pe("magic-of-firmware", () => Plain.Build().U16(0x80 + 24, 0x107)).Says(ProblemId.PeInvalid),
        Pe("mark-and-nothing", () => [.. "MZ"u8, .. new byte[70]]).Says(ProblemId.PeInvalid),
        Pe("single-file-mark-without-bundle", () => { var pe = Plain; pe.Overlay = [.. BitConverter.GetBytes(long.MaxValue), 0x8B, 0x12, 0x02, 0xB9, 0x6A, 0x61, 0x20, 0x38, 0x72, 0x7B, 0x93, 0x02, 0x14, 0xD7, 0xA0, 0x32, 0x13, 0xF5, 0xB9, 0xE6, 0xEF, 0xAE, 0x33, 0x18, 0xEE, 0x3B, 0x2D, 0xCE, 0x24, 0xB3, 0x6A, 0xAE]; return pe.Build(); }).Finds("starts-process").AndNothingElse(),
        Pe("overlay-of-a-cut-zip", () => { var pe = Plain; pe.Overlay = new RawZip().Add(new RawEntry("a.ps1", "Start-Process calc")).Build()[..60]; return pe.Build(); }).Finds("starts-process"),

        Elf("cut-at-class", () => Library.Build()[..5]).Says(ProblemId.ImageInvalid),
        Elf("cut-in-segments", () => Library.Build()[..100]).Finds(Contradicts),
        Elf("written-in-the-other-byte-order", () => Library.Build().With(5, [2])).Finds(Contradicts, Misread),
        Elf("sections-cut", () => Library.Build().U16(60, 2)).Finds("starts-process", Contradicts, Misread),
        Elf("section-name-outside", () => [.. Library.Build().U16(60, 3).U16(62, 2), .. SectionHeader(500, 1, 0), .. SectionHeader(1, 3, 17)]).Finds("starts-process", Contradicts, Misread),
        Elf("section-names", () => [.. Library.Build().U16(60, 3).U16(62, 2), .. SectionHeader(5, 1, 0), .. SectionHeader(1, 3, 17)]).Finds("starts-process").AndNothingElse(),
        Elf("segments-outside", () => Library.Build().U64(32, ulong.MaxValue - 4)).Finds(Contradicts),
        Elf("segment-rows-of-nothing", () => Library.Build().U16(54, 0)).Finds(Contradicts),
        Elf("load-address-overflows", () => Library.Build().U64(64 + 16, ulong.MaxValue - 8).U64(64 + 8, ulong.MaxValue - 8)).Finds(Contradicts),
        Elf("dynamic-table-outside", () => Library.Build().U64(64 + 56 + 8, 0x7FFF_FFFF_FFFF_FFF0)),
        Elf("texts-outside", () => Tag(Library.Build(), 5, 0x7FFF_FFFF)).Finds(Contradicts),
        Elf("symbols-outside", () => Tag(Library.Build(), 6, 0x7FFF_FFFF)).Finds(Contradicts),
        Elf("hash-of-four-billion", () => { var elf = Library.Build(); return elf.U32((int)TagValue(elf, 4) + 4, uint.MaxValue); }),
        Elf("versions-of-themselves", () => { var elf = Library.Build(); return elf.U32((int)TagValue(elf, 0x6FFF_FFFE) + 12, 0).U32((int)TagValue(elf, 0x6FFF_FFFE) + 8, 0); }),
        Elf("needs-a-megabyte", () => Library.Needs(new string('a', 1_000_000)).Build()).Finds("starts-process"),
        Elf("needs-controls", () => Library.Needs("a\u001b[2J.so").Build()).Finds("starts-process"),
        Elf("entry-point-outside", () => Library.Build().U64(24, 0x7FFF_FFFF)).Finds(Contradicts),

        Mach("cut-in-header", () => Bundle.Build()[..20]).Says(ProblemId.ImageInvalid),
        Mach("commands-outside", () => Bundle.Build().U32(20, uint.MaxValue)).Finds(Contradicts),
        Mach("command-of-no-size", () => Bundle.Build().U32(36, 0)).Finds(Contradicts),
        Mach("command-of-negative-size", () => Bundle.Build().U32(36, 0xFFFF_FFF8)).Finds(Contradicts),
        Mach("commands-four-billion", () => Bundle.Build().U32(16, uint.MaxValue)).Finds(Contradicts),
        Mach("library-name-outside", () => Bundle.Build().U32(40, uint.MaxValue)),
        Mach("symbols-outside", () => { var mach = Bundle.Build(); return mach.U32(mach.First([2, 0, 0, 0, 24, 0, 0, 0]) + 8, 0x7FFF_FFF0); }).Finds(Contradicts),
        Mach("symbols-four-billion", () => { var mach = Bundle.Build(); return mach.U32(mach.First([2, 0, 0, 0, 24, 0, 0, 0]) + 12, uint.MaxValue); }).Finds(Contradicts),
        Mach("fat-of-images-outside", () => MachOBuilder.Fat((0x0100_0007, Bundle.Build())).With(16, [0x7F, 0xFF, 0xFF, 0xF0])).Finds(Contradicts),
        Mach("fat-of-itself", () => MachOBuilder.Fat((0x0100_0007, Bundle.Build())).With(16, [0, 0, 0, 0])),
        Mach("fat-of-one-image-forty-times", () => [.. MachOBuilder.Fat([.. Enumerable.Repeat((0x0100_0007u, Array.Empty<byte>()), 40)]), .. new byte[8192]]).Finds(Contradicts),
        Mach("fat-of-nothing", () => [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 0]),
        Mach("fat-cut", () => MachOBuilder.Fat((0x0100_0007, Bundle.Build()))[..20]).Finds(Contradicts),
    ];

    private static PeBuilder Plain => PeBuilder.WithCode(characteristics: 0x2022).Imports(("kernel32.dll", ["CreateProcessW"]));

    private static ElfBuilder Library => new ElfBuilder().Needs("libc.so.6", version: 2).Import("system", version: 2).Export("run");

    private static MachOBuilder Bundle => new MachOBuilder().Needs("/usr/lib/libSystem.B.dylib").Symbol("_system", 1).Symbol("_run", 0);

    private static MadeCase Pe(string id, Func<byte[]> make) => new("pe/" + id, "made.dll", make);

    private static MadeCase Elf(string id, Func<byte[]> make) => new("elf/" + id, "made.so", make);

    private static MadeCase Mach(string id, Func<byte[]> make) => new("mach-o/" + id, "made.dylib", make);

    // Headers of 240 bytes behind the file header; a row of 40 bytes for each section.
    private static int SectionRow(int index) => 0x80 + 24 + 240 + (40 * index);

    // System V ABI, "Section Header": name, type, flags, address, offset, size, and four fields more.
    private static byte[] SectionHeader(int name, int type, int size) => new byte[64].U32(0, (uint)name).U32(4, (uint)type).U64(32, (ulong)size);

    private static byte[] Numbers(params uint[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];

    private static byte[] Repeated(int count, params uint[] numbers) => [.. Enumerable.Repeat(Numbers(numbers), count).SelectMany(row => row)];

    private static int TagAt(byte[] elf, ulong tag)
    {
        for (var at = (int)BitConverter.ToUInt64(elf, 64 + 56 + 8); ; at += 16)
        {
            if (BitConverter.ToUInt64(elf, at) == tag)
            {
                return at + 8;
            }
        }
    }

    private static ulong TagValue(byte[] elf, ulong tag) => BitConverter.ToUInt64(elf, TagAt(elf, tag));

    private static byte[] Tag(byte[] elf, ulong tag, ulong value) => elf.U64(TagAt(elf, tag), value);
}
