using System.Buffers.Binary;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Differential.Tests.Constructions;

/// <summary>Archives in which readers may find another directory, other entries or other bytes.</summary>
internal static class StructureConstructions
{
    private const string Ignored = "Bytes that an installer does not look at and another reader may.";

    private const string Verified = "The client refuses it where it verifies signatures, and takes the package for signed elsewhere.";

    private static readonly RawEntry Plain = new("lib/a.txt", "some content that is packed, packed, packed");
    private static readonly RawEntry Other = new("lib/hidden.ps1", "another content");

    public static IEnumerable<Construction> All =>
    [
        Construction.Of("end record", "a comment", zip => Commented(zip, "hello"u8.ToArray()), ProblemId.ZipUnusualFeature) with { Deliberate = Ignored },
        Construction.Of("end record", "an archive in the comment", zip => Commented(zip, new RawZip().Add(Other).Build()), ProblemId.ZipSeveralEndRecords),
        Construction.Of("end record", "an end record that leads nowhere in the comment", zip => Commented(zip, [.. "PK\u0005\u0006"u8, .. Enumerable.Repeat((byte)0xEE, 18)]), ProblemId.ZipSeveralEndRecords),
        Construction.Of("end record", "an end record of nothing in the comment", zip => Commented(zip, [.. "PK\u0005\u0006"u8, .. new byte[18]]), ProblemId.ZipSeveralEndRecords),
        Construction.Of("end record", "a comment that is cut", zip => Then(zip.Add(Plain), () => zip.CommentLength = 9), ProblemId.ZipDirectoryInconsistent),
        Construction.Of("end record", "a comment longer than its length", zip => Then(zip.Add(Plain), () => zip.Suffix = "hello"u8.ToArray()), ProblemId.ZipUnaccountedBytes) with { Deliberate = Ignored },
        Construction.Of("end record", "an archive in front", zip => Then(zip.Add(Plain), () => zip.Prefix = new RawZip().Add(Other).Build()), ProblemId.ZipSeveralEndRecords, ProblemId.ZipHiddenEntry),
        Construction.Of("end record", "an archive in front that ends with a comment over the second", zip => Then(zip.Add(Plain), () => zip.Prefix = new RawZip { CommentLength = 900 }.Add(Other).Build()), ProblemId.ZipHiddenEntry),
        new Construction("end record", "an archive in front whose offsets the second one has", id => [.. new RawZip().Add(Other).Build(), .. Construction.Package(id, zip => zip.Add(Plain))], ProblemId.ZipDirectoryInconsistent),
        Construction.Of("end record", "an archive behind", zip => Then(zip.Add(Plain), () => zip.Suffix = new RawZip().Add(Other).Build()), ProblemId.ZipSeveralEndRecords),
        Construction.Of("end record", "a prefix", zip => Then(zip.Add(Plain), () => zip.Prefix = new byte[100]), ProblemId.ZipUnaccountedBytes),
        new Construction("end record", "a prefix that the offsets do not know", id => [.. new byte[100], .. Construction.Package(id, zip => zip.Add(Plain))], ProblemId.ZipDirectoryInconsistent),
        Construction.Of("end record", "bytes behind", zip => Then(zip.Add(Plain), () => zip.Suffix = new byte[100]), ProblemId.ZipUnaccountedBytes) with { Deliberate = Ignored },
        Construction.Of("end record", "too few entries", zip => Then(zip.Add(Plain), () => zip.EntryCount = 1), ProblemId.ZipDirectoryInconsistent),
        Construction.Of("end record", "too many entries", zip => Then(zip.Add(Plain), () => zip.EntryCount = 7), ProblemId.ZipDirectoryInconsistent),
        Construction.Of("end record", "a directory size that is too small", zip => Then(zip.Add(Plain), () => zip.DirectorySize = 60), ProblemId.ZipDirectoryInconsistent),
        Construction.Of("end record", "a directory size that is too large", zip => Then(zip.Add(Plain), () => zip.DirectorySize = 500), ProblemId.ZipDirectoryInconsistent),
        Construction.Of("end record", "an offset that leads nowhere", zip => Then(zip.Add(Plain), () => zip.DirectoryOffset = 3), ProblemId.ZipDirectoryInconsistent),
        Construction.Patched("end record", "a number of a part", [Plain], bytes => Set(bytes, bytes.Length - 18, 1), ProblemId.ZipDirectoryInconsistent),
        Construction.Patched("end record", "a directory of another part", [Plain], bytes => Set(bytes, bytes.Length - 16, 1), ProblemId.ZipDirectoryInconsistent),
        Construction.Patched("end record", "bytes between directory and end record", [Plain], bytes => [.. bytes[..^22], 1, 2, 3, .. bytes[^22..]], ProblemId.ZipUnaccountedBytes),
        Construction.Patched("end record", "an entry of another part", [Plain], bytes => Set(bytes, LastCentral(bytes) + 34, 1), ProblemId.ZipDirectoryInconsistent),
        Construction.Patched("end record", "an entry of the part 65535", [Plain], bytes => Set(bytes, LastCentral(bytes) + 34, 0xFFFF), ProblemId.ZipDirectoryInconsistent),
        Construction.Patched("end record", "none", [Plain], bytes => bytes[..^22], ProblemId.ZipDirectoryUnreadable),
        Construction.Patched("end record", "a digital signature of the directory", [Plain], Signed, ProblemId.ZipUnaccountedBytes),
        Construction.Patched("end record", "an entry behind the directory", [Plain], Displaced, ProblemId.ZipDirectoryInconsistent),

        Construction.Of("zip64", "the same as the end record", zip => Then(zip.Add(Plain), () => zip.Zip64Entries = 2)),
        Construction.Of("zip64", "another count than the end record", zip => Then(zip.Add(Plain), () => zip.Zip64Entries = 3), ProblemId.ZipDirectoryInconsistent),
        Construction.Of("zip64", "counts alone", zip => Then(zip.Add(Plain), () => (zip.Zip64Entries, zip.EntryCount) = (2, 0xFFFF))),
        Construction.Of("zip64", "counts alone, and wrong", zip => Then(zip.Add(Plain), () => (zip.Zip64Entries, zip.EntryCount) = (1, 0xFFFF)), ProblemId.ZipDirectoryInconsistent),
        Construction.Patched("zip64", "another directory than the end record", [Plain], OtherDirectory, ProblemId.ZipDirectoryInconsistent),
        new Construction("zip64", "a locator that leads nowhere", id => Zip64Patched(id, (bytes, locator) => Set(bytes, locator + 8, 1)), ProblemId.ZipDirectoryInconsistent),
        new Construction("zip64", "a locator of another part", id => Zip64Patched(id, (bytes, locator) => Set(bytes, locator + 4, 1)), ProblemId.ZipDirectoryInconsistent),
        new Construction("zip64", "a locator of several parts", id => Zip64Patched(id, (bytes, locator) => Set(bytes, locator + 16, 5)), ProblemId.ZipDirectoryInconsistent),
        new Construction("zip64", "a record of another part", id => Zip64Patched(id, (bytes, locator) => Set(bytes, locator - 56 + 16, 1)), ProblemId.ZipDirectoryInconsistent),
        new Construction("zip64", "another count on this part", id => Zip64Patched(id, (bytes, locator) => Set(bytes, locator - 56 + 24, 1)), ProblemId.ZipDirectoryInconsistent),
        new Construction("zip64", "a size of the record that lies", id => Zip64Patched(id, (bytes, locator) => Set(bytes, locator - 56 + 4, 9)), ProblemId.ZipUnaccountedBytes),

        Construction.Of("coverage", "two names over one entry", [Plain, Plain with { Name = "lib/b.txt", DirectoryOnly = true, LocalOffset = 0 }], ProblemId.ZipEntriesOverlap, ProblemId.ZipHeadersDiffer),
        Construction.Of("coverage", "an entry in the middle of another", [.. Nested()], ProblemId.ZipEntriesOverlap),
        Construction.Of("coverage", "an entry that the directory does not list", [Other with { Unlisted = true }, Plain], ProblemId.ZipHiddenEntry),
        Construction.Of("coverage", "an unlisted entry with a descriptor", [Other with { Unlisted = true, Descriptor = true }, Plain], ProblemId.ZipHiddenEntry),
        Construction.Of("coverage", "an unlisted entry with a name of the directory", [Plain with { Unlisted = true, Content = "hidden"u8.ToArray() }, Plain], ProblemId.ZipHiddenEntry),
        Construction.Of("coverage", "bytes between entries", [Plain with { Before = [1, 2, 3] }, Other], ProblemId.ZipUnaccountedBytes) with { Deliberate = Ignored },
        Construction.Of("coverage", "an entry listed twice", [Plain, Plain with { DirectoryOnly = true, LocalOffset = 0 }], ProblemId.ZipAmbiguousName),
        Construction.Of("coverage", "an entry that only the directory has", [Plain, Other with { DirectoryOnly = true, LocalOffset = 0x7FFFFFFF }], ProblemId.ZipLocalHeaderUnreadable),

        Construction.Of("nested", "an archive by content", [Plain with { Name = "lib/a.dat", Content = new RawZip().Add(Other).Build(), Method = 0 }]),
        Construction.Of("nested", "a stored package as the last entry", [Plain, Other with { Name = "lib/inner.nupkg", Method = 0, Content = new NupkgBuilder().Build() }]),

        Construction.Of("signature", "stored", [Plain, Signature]),
        Construction.Of("signature", "deflated", [Plain, Signature with { Method = 8 }], ProblemId.ZipUnusualFeature) with { Deliberate = Verified },
        Construction.Of("signature", "with the flag of UTF-8", [Plain, Signature with { Flags = 1 << 11 }], ProblemId.ZipUnusualFeature),
        Construction.Of("signature", "twice", [Plain, Signature, Signature], ProblemId.ZipAmbiguousName),
        Construction.Of("signature", "in upper case", [Plain, Signature with { Name = ".SIGNATURE.P7S" }]),
        Construction.Of("signature", "with an encoded letter", [Plain, Signature with { Name = ".signatur%65.p7s" }], ProblemId.ZipAmbiguousName),

        new Construction("identity", "two manifests", id => Construction.Package(id, zip => zip.Add(new RawEntry("other.nuspec", NupkgBuilder.Manifest("other", "2.0.0")))), ProblemId.ManifestSeveral),
        new Construction("identity", "a manifest in upper case beside it", id => Construction.Package(id, zip => zip.Add(new RawEntry("Other.NUSPEC", NupkgBuilder.Manifest("other", "2.0.0")))), ProblemId.ManifestSeveral),
        new Construction("identity", "no manifest", _ => new RawZip().Add(Plain).Build(), ProblemId.ManifestMissing),
        new Construction("identity", "a manifest in a folder", id => new RawZip().Add(Construction.Manifest(id) with { Name = "lib/" + id + ".nuspec" }).Build(), ProblemId.ManifestMissing),
        new Construction("identity", "a manifest behind a dot folder", id => new RawZip().Add(Construction.Manifest(id) with { Name = "./" + id + ".nuspec" }).Add(Plain).Build(), ProblemId.ZipUnsafeName),
        new Construction("identity", "an id that leads out", _ => new RawZip().Add(new RawEntry("a.nuspec", NupkgBuilder.Manifest("../../outside", "1.0.0"))).Build(), ProblemId.ManifestInvalid),
        new Construction("identity", "two ids", id => new RawZip().Add(new RawEntry(id + ".nuspec", NupkgBuilder.Manifest(id, "1.0.0", "<id>other</id>"))).Build(), ProblemId.ManifestInvalid) with { Deliberate = "The first id counts for the client; another reader of XML may take the last." },
        new Construction("identity", "an empty manifest", id => new RawZip().Add(new RawEntry(id + ".nuspec", "")).Build(), ProblemId.ManifestUnreadable),
    ];

    private static RawEntry Signature => new(".signature.p7s", "no signature") { Method = 0 };

    private static void Commented(RawZip zip, byte[] comment) => Then(zip.Add(Plain), () => zip.Comment = comment);

    private static void Then(RawZip _, Action change) => change();

    /// <summary>The content of the first entry is stored and starts with a whole entry, to which the directory leads, too.</summary>
    private static RawEntry[] Nested()
    {
        var inner = new RawZip().Add(Other with { Method = 0 }).Build();
        var outer = Plain with { Method = 0, Content = inner };

        // The manifest is packed alike for every id of this length, so its end is found by building it.
        var start = (uint)Construction.Package("case000", zip => zip.Add(outer)).AsSpan().IndexOf("another content"u8) - 30 - 14;
        return [outer, Other with { Method = 0, DirectoryOnly = true, LocalOffset = start }];
    }

    public static int LastCentral(byte[] bytes) => bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);

    public static byte[] Set(byte[] bytes, int at, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);
        return bytes;
    }

    private static byte[] Zip64Patched(string id, Func<byte[], int, byte[]> patch)
    {
        var bytes = Construction.Package(id, zip => Then(zip.Add(Plain), () => (zip.Zip64Entries, zip.EntryCount) = (2, 0xFFFF)));
        return patch(bytes, bytes.AsSpan().LastIndexOf("PK\u0006\u0007"u8));
    }

    // APPNOTE 4.3.13: signature 0x05054b50, size, data.
    private static byte[] Signed(byte[] bytes) => [.. bytes[..^22], .. "PK\u0005\u0005"u8, 3, 0, 1, 2, 3, .. bytes[^22..]];

    /// <summary>One more record of the directory behind the place where its size ends; the count knows it.</summary>
    private static byte[] Displaced(byte[] bytes)
    {
        var end = new RawZip().Add(Other).Build();
        var central = end[LastCentral(end)..^22];
        byte[] all = [.. bytes[..^22], .. central, .. bytes[^22..]];
        return Set(Set(all, all.Length - 14, 3), all.Length - 12, 3);
    }

    /// <summary>The end record leads to the directory, the zip64 record to another one, both say so without marks.</summary>
    private static byte[] OtherDirectory(byte[] bytes)
    {
        var last = LastCentral(bytes);
        var record = new byte[76];
        "PK\u0006\u0006"u8.CopyTo(record);
        record[4] = 44;
        record[12] = record[14] = 45;
        record[24] = record[32] = 1;
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(40), (ulong)(bytes.Length - 22 - last));
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(48), (ulong)last);
        "PK\u0006\u0007"u8.CopyTo(record.AsSpan(56));
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(64), (ulong)(bytes.Length - 22));
        record[72] = 1;
        return [.. bytes[..^22], .. record, .. bytes[^22..]];
    }
}
