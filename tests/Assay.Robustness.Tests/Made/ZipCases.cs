using Assay.Model;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Made;

/// <summary>Zips: APPNOTE 6.3.10, and what installers make of names.</summary>
internal static class ZipCases
{
    private static readonly RawEntry Plain = new("lib/a.txt", "some text that is packed, and more of it");

    // Runs when the package is installed: whatever is wrong beside it, it has to be seen.
    private static readonly RawEntry Script = new("tools/install.ps1", "Start-Process calc.exe\n");

    public static IEnumerable<MadeCase> All =>
    [
        Case("cut-in-end-record", package => { }, bytes => bytes[..^1]).Says(ProblemId.ZipDirectoryUnreadable),
        Case("cut-in-directory-record", package => { }, bytes => bytes[..(bytes.Last("PK\u0001\u0002"u8) + 20)]).Says(ProblemId.ZipDirectoryUnreadable),
        Case("cut-front", package => { }, bytes => bytes[10..]).Says(ProblemId.ZipDirectoryInconsistent).Finds("runs-script-at-install"),
        Case("several-parts", package => { }, bytes => bytes.U16(bytes.Last("PK\u0005\u0006"u8) + 4, 3)).Says(ProblemId.ZipDirectoryInconsistent).Finds("runs-script-at-install"),
        Case("entry-in-other-part", package => { }, bytes => bytes.U16(bytes.Last("PK\u0001\u0002"u8) + 34, 7)).Says(ProblemId.ZipDirectoryInconsistent),
        Case("local-offset-of-directory", package => package.Add(Plain with { LocalOffset = 0 }), bytes => bytes.U32(bytes.Last("PK\u0001\u0002"u8) + 42, (uint)bytes.First("PK\u0001\u0002"u8))).Says(ProblemId.ZipLocalHeaderUnreadable).Finds("runs-script-at-install"),
        Case("local-offset-all-ones", package => package.Add(Plain with { LocalOffset = uint.MaxValue })).Says(ProblemId.ZipDirectoryInconsistent, ProblemId.ZipLocalHeaderUnreadable),
        Case("count-65535-without-zip64", package => package.Zip.EntryCount = ushort.MaxValue).Says(ProblemId.ZipDirectoryInconsistent).Finds("runs-script-at-install"),
        Case("zip64-locator-of-itself", package => package.Zip.Zip64Entries = 2, bytes => bytes.U64(bytes.Last("PK\u0006\u0007"u8) + 8, (ulong)bytes.Last("PK\u0006\u0007"u8))).Says(ProblemId.ZipDirectoryInconsistent).Finds("runs-script-at-install"),
        Case("zip64-locator-negative", package => package.Zip.Zip64Entries = 2, bytes => bytes.U64(bytes.Last("PK\u0006\u0007"u8) + 8, ulong.MaxValue)).Says(ProblemId.ZipDirectoryInconsistent),
        Case("zip64-record-size-overflows", package => package.Zip.Zip64Entries = 2, bytes => bytes.U64(bytes.Last("PK\u0006\u0006"u8) + 4, ulong.MaxValue)).Says(ProblemId.ZipUnaccountedBytes),
        Case("zip64-directory-offset-overflows", package => package.Zip.Zip64Entries = 2, bytes => bytes.U64(bytes.Last("PK\u0006\u0006"u8) + 48, ulong.MaxValue).U32(bytes.Last("PK\u0005\u0006"u8) + 16, uint.MaxValue)).Says(ProblemId.ZipDirectoryInconsistent),
        Case("zip64-field-cut", package => package.Add(Plain with { Size = uint.MaxValue, Extra = [1, 0, 4, 0, 40, 0, 0, 0] })).Says(ProblemId.ZipDirectoryInconsistent),
        Case("zip64-size-negative", package => package.Add(Plain with { Size = uint.MaxValue, Extra = [1, 0, 8, 0, .. Enumerable.Repeat((byte)0xFF, 8)] })).Says(ProblemId.ZipSizeMismatch),
        Case("zip64-offset-overflows", package => package.Add(Plain with { LocalOffset = uint.MaxValue, Extra = [1, 0, 8, 0, .. Enumerable.Repeat((byte)0xFF, 8)] })).Says(ProblemId.ZipLocalHeaderUnreadable),
        Case("zip64-offset-just-below-zero", package => { package.Zip.Prefix = new byte[64]; package.Zip.DirectoryOffset = 0; package.Add(Plain with { LocalOffset = uint.MaxValue, Extra = [1, 0, 8, 0, 0xF0, .. Enumerable.Repeat((byte)0xFF, 7)] }); }).Says(ProblemId.ZipUnaccountedBytes),
        Case("data-over-directory", package => package.Add(Plain with { Method = 0, PackedSize = 4000 })).Says(ProblemId.ZipSizeMismatch, ProblemId.ZipEntriesOverlap),
        Case("stored-with-other-size", package => package.Add(Plain with { Method = 0, Size = 3 })).Says(ProblemId.ZipSizeMismatch),
        Case("stored-with-length-of-nothing", package => package.Add(Plain with { Method = 0, PackedSize = 0, Size = 0 })).Says(ProblemId.ZipUnaccountedBytes),
        Case("deflate-reserved-block", package => package.Add(Plain with { Packed = [0x07, 0, 0, 0, 0, 0] })).Says(ProblemId.ZipDataInvalid).Finds("runs-script-at-install"),
        Case("deflate-stored-length-contradicts", package => package.Add(Plain with { Packed = [1, 5, 0, 5, 0, 1, 2, 3, 4, 5] })).Says(ProblemId.ZipDataInvalid),
        Case("deflate-distance-before-start", package => package.Add(Plain with { Packed = [0x4B, 0x04, 0x22, 0x00, 0xFF, 0xFF, 0x00] })).Says(ProblemId.ZipCrcMismatch),
        Case("deflate-hundred-thousand-empty-blocks", package => package.Add(Plain with { Packed = [.. Enumerable.Repeat<byte[]>([0, 0, 0, 0xFF, 0xFF], 100_000).SelectMany(block => block), .. RawZip.Deflate(Plain.Content)] })).Finds("runs-script-at-install").AndNothingElse(),
        Case("deflate-no-final-block", package => package.Add(Plain with { Packed = [0, 5, 0, 0xFA, 0xFF, 1, 2, 3, 4, 5] })).Says(ProblemId.ZipDataInvalid),
        Case("bytes-of-archive-signature", package => { }, bytes => [.. bytes[..bytes.Last("PK\u0005\u0006"u8)], .. "PK\u0005\u0005"u8, 4, 0, 1, 2, 3, 4, .. bytes[bytes.Last("PK\u0005\u0006"u8)..]]).Says(ProblemId.ZipUnaccountedBytes),
        Case("aes", package => package.Add(Plain with { Method = 99, Flags = 1, Extra = [1, 0x99, 7, 0, 2, 0, 0x41, 0x45, 3, 8, 0] })).Says(ProblemId.ZipEncryptedEntry, ProblemId.ZipUnknownMethod),
        Case("masked-headers", package => package.Add(Plain with { Flags = 1 << 13 })).Says(ProblemId.ZipEncryptedEntry),
        Case("extra-field-of-many-small-blocks", package => package.Add(Plain with { Extra = [.. Enumerable.Repeat<byte[]>([0x34, 0x12, 200, 0, .. new byte[200]], 300).SelectMany(block => block)] })).Says(ProblemId.ZipUnusualFeature),
        Case("manifest-hidden-only", package => { }, null, new NupkgBuilder(manifest: null).Add(new RawEntry("Sample.nuspec", NupkgBuilder.Manifest()) { Unlisted = true }).Add(Plain)).Says(ProblemId.ZipHiddenEntry, ProblemId.ManifestMissing),
        Case("script-hidden", package => package.Add(new RawEntry("tools/init.ps1", "Start-Process calc.exe") { Unlisted = true })).Says(ProblemId.ZipHiddenEntry).Finds("hidden-entry", "starts-process"),
        Case("folder-entry-with-data", package => package.Add(new RawEntry("content/", "Remove-Item -Recurse C:/x"))).Says(ProblemId.ZipUnusualFeature),
        Case("program-as-mark-of-an-empty-folder", package => package.Add("lib/net8.0/_._", PeBuilder.WithCode(characteristics: 0x2022).Imports(("kernel32.dll", ["CreateRemoteThread", "WriteProcessMemory"])).Build())).Finds("starts-remote-thread"),
        Case("mark-of-an-empty-folder-with-a-line-break", package => package.Add("lib/net8.0/_._", "\r\n")).AndNothingElse(),
        Case("name-empty", package => package.Add(Plain with { Name = "" })).Says(ProblemId.ZipUnsafeName),
        Case("name-nul", package => package.Add(Plain with { Name = "lib/a.dll\0.txt" })).Says(ProblemId.ZipUnsafeName).Finds("unsafe-entry-name"),
        Case("name-line-break", package => package.Add(Plain with { Name = "content/a\r\nb.txt" })).Says(ProblemId.ZipUnsafeName),
        Case("name-turned", package => package.Add(Plain with { Name = "content/a\u202Etxt.exe" })).Says(ProblemId.ZipUnsafeName).Finds("hides-file-type-in-name"),
        Case("name-of-look-alike-letters", package => package.Add(Plain with { Name = "lib/net8.0/\u0405ystem.txt", Flags = 1 << 11 })).Says(ProblemId.ZipUnsafeName).Finds("unsafe-entry-name"),
        Case("name-in-another-script", package => package.Add(Plain with { Name = "content/\u0421\u041c\u0415\u0422\u0410.txt", Flags = 1 << 11 })).AndNothingElse(),
        Case("name-surrogate-alone", package => package.Add(Plain with { RawName = [.. "content/a"u8, 0xED, 0xA0, 0x80, .. ".txt"u8], Flags = 1 << 11 })).Says(ProblemId.ZipUnsafeName),
        Case("name-of-60000-bytes", package => package.Add(Plain with { Name = "content/" + new string('n', 60_000) })).Says(ProblemId.ZipUnsafeName),
        Case("name-percent-without-number", package => package.Add(Plain with { Name = "content/100%zz%.txt" })).Finds("runs-script-at-install").AndNothingElse(),
        .. ((string[])["CON", "aux.txt", "Nul.tar.gz", "com1", "LPT9.log", "COM\u00b9.txt", "lpt\u00b3", "CONIN$", "conout$.txt", "COM0"]).Select(device => Case("name-device-" + Uri.EscapeDataString(device), package => package.Add(Plain with { Name = "content/" + device })).Says(ProblemId.ZipUnsafeName)),
        Case("more-entries-than-the-limit", package =>
        {
            for (var i = 0; i < 66_000; i++)
            {
                package.Add(new RawEntry($"{i:x}", "") { Method = 0 });
            }
        }, bytes => bytes).Says(ProblemId.LimitEntries),
        Case("nine-archives-deep", package => package.Nest("content/a.zip", 12)).Says(ProblemId.LimitDepth).Finds("runs-script-at-install"),
        Case("archive-within-that-is-cut", package => package.Add("content/a.zip", new RawZip().Add(Plain).Build()[..40])).Says(ProblemId.ZipDirectoryUnreadable).Finds("corrupt-inner-content"),
        Case("package-within-without-manifest", package => package.Add("content/a.nupkg", new RawZip().Add(Script).Build())).Finds("starts-process").AndNothingElse(),
    ];

    private static MadeCase Case(string id, Action<NupkgBuilder> build, Func<byte[], byte[]>? change = null, NupkgBuilder? start = null) => new("zip/" + id, "made.1.0.0.nupkg", () =>
    {
        var package = start ?? new NupkgBuilder().Add(Script);
        build(package);
        return change is null ? package.Build() : change(package.Build());
    });
}
