using System.Buffers.Binary;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Differential.Tests.Constructions;

/// <summary>Headers and contents that contradict each other.</summary>
internal static class HeaderConstructions
{
    private const string Field = "Readers that go from header to header take this field from the local header.";

    private static readonly RawEntry Plain = new("lib/a.txt", "some content that is packed, packed, packed");
    private static readonly RawEntry Stored = Plain with { Method = 0 };
    private static readonly byte[] Packed = RawZip.Deflate(Plain.Content);

    public static IEnumerable<Construction> All =>
    [
        Construction.Of("local header", "another name", [Plain with { LocalName = "lib/b.txt" }], ProblemId.ZipHeadersDiffer),
        Construction.Of("local header", "the name of another entry", [Plain with { LocalName = "lib/b.txt" }, Plain with { Name = "lib/b.txt", LocalName = "lib/a.txt", Content = "other"u8.ToArray() }], ProblemId.ZipHeadersDiffer),
        Construction.Of("local header", "another method", [Stored with { LocalMethod = 8 }], ProblemId.ZipHeadersDiffer),
        Construction.Of("local header", "stored data under a directory that says deflated", [Plain with { LocalMethod = 0 }], ProblemId.ZipHeadersDiffer),
        Construction.Of("local header", "another size", [Plain with { LocalSize = 5 }], ProblemId.ZipHeadersDiffer),
        Construction.Of("local header", "another packed size", [Plain with { LocalPackedSize = 9 }], ProblemId.ZipHeadersDiffer),
        Construction.Of("local header", "another packed size of stored data", [Stored with { LocalPackedSize = 9, LocalSize = 9 }], ProblemId.ZipHeadersDiffer),
        Construction.Of("local header", "another flag", [Plain with { LocalFlags = 1 }], ProblemId.ZipHeadersDiffer),
        Construction.Of("local header", "another sum", [Plain with { LocalCrc = 1 }], ProblemId.ZipHeadersDiffer),
        Construction.Of("local header", "another time", [Plain with { LocalModified = 1 }], ProblemId.ZipHeadersDiffer) with { Deliberate = Field },
        Construction.Of("local header", "another version", [Plain with { LocalVersionNeeded = 45 }], ProblemId.ZipHeadersDiffer) with { Deliberate = Field },
        Construction.Of("local header", "a sparse flag of a descriptor", [Plain with { LocalFlags = 8 }], ProblemId.ZipHeadersDiffer),
        Construction.Of("local header", "none", [Plain with { LocalSignature = 0 }], ProblemId.ZipLocalHeaderUnreadable),

        Construction.Of("sizes", "the sum is wrong everywhere", [Plain with { Crc = 1 }], ProblemId.ZipCrcMismatch),
        Construction.Of("sizes", "the size is too small", [Plain with { Size = 5 }], ProblemId.ZipSizeMismatch),
        Construction.Of("sizes", "the size is too large", [Plain with { Size = 500 }], ProblemId.ZipSizeMismatch),
        Construction.Of("sizes", "the size of stored data is too small", [Stored with { Size = 5 }], ProblemId.ZipSizeMismatch),
        Construction.Of("sizes", "the packed size is too small", [Plain with { PackedSize = 9 }], ProblemId.ZipDataInvalid, ProblemId.ZipUnaccountedBytes),
        Construction.Of("sizes", "the packed size is too large", [Plain with { PackedSize = 60 }], ProblemId.ZipEntriesOverlap),
        Construction.Of("sizes", "nothing, packed", [Plain with { Content = [] }]),
        Construction.Of("sizes", "nothing, stored", [Stored with { Content = [] }]),
        Construction.Of("sizes", "nothing, with data behind it", [Stored with { Size = 0, PackedSize = 0, Crc = 0 }], ProblemId.ZipUnaccountedBytes) with { Deliberate = "Bytes that no reader here looks at and another one may." },
        Construction.Of("sizes", "data behind the final block", [Plain with { Packed = [.. Packed, 1, 2, 3] }], ProblemId.ZipUnaccountedBytes),
        Construction.Of("sizes", "a second stream behind the final block", [Plain with { Packed = [.. Packed, .. RawZip.Deflate("more"u8.ToArray())] }], ProblemId.ZipUnaccountedBytes),
        Construction.Of("sizes", "cut data", [Plain with { Packed = Packed[..^4] }], ProblemId.ZipDataInvalid),
        Construction.Of("sizes", "invalid data", [Plain with { Packed = [0xFF, 0xFF, 0xFF] }], ProblemId.ZipDataInvalid),

        Construction.Of("method", "encrypted by its flag", [Stored with { Flags = 1 }], ProblemId.ZipEncryptedEntry),
        Construction.Of("method", "strongly encrypted by its flag", [Stored with { Flags = 0x41 }], ProblemId.ZipEncryptedEntry),
        Construction.Of("method", "bzip2", [Stored with { Method = 12 }], ProblemId.ZipUnknownMethod),
        Construction.Of("method", "deflate64", [Plain with { Method = 9, Packed = Packed }], ProblemId.ZipUnknownMethod),
        Construction.Of("method", "a number that nobody knows", [Stored with { Method = 77 }], ProblemId.ZipUnknownMethod),
        Construction.Of("method", "patched data", [Stored with { Flags = 1 << 5 }], ProblemId.ZipUnusualFeature),
        Construction.Of("method", "a later version", [Plain with { VersionNeeded = 99 }], ProblemId.ZipUnusualFeature),
        Construction.Of("method", "a version below the feature", [Plain with { VersionNeeded = 0 }]),

        Construction.Of("descriptor", "right", [Plain with { Descriptor = true }]),
        Construction.Of("descriptor", "without its signature", [Plain with { Descriptor = true, DescriptorSignature = false }]),
        Construction.Of("descriptor", "with another sum", [Plain with { Descriptor = true, DescriptorCrc = 1 }], ProblemId.ZipHeadersDiffer),
        Construction.Of("descriptor", "promised and missing", [Plain with { Flags = 8, LocalCrc = 0, LocalSize = 0, LocalPackedSize = 0 }], ProblemId.ZipHeadersDiffer),
        Construction.Of("descriptor", "of stored data", [Stored with { Descriptor = true }]),
        Construction.Of("descriptor", "of stored data that holds an archive", [Stored with { Descriptor = true, Content = new RawZip().Add(new RawEntry("lib/hidden.ps1", "x") { Method = 0 }).Build() }]),
        Construction.Of("descriptor", "beside sizes in the local header", [Plain with { Descriptor = true, LocalPackedSize = (uint)Packed.Length, LocalSize = (uint)Plain.Content.Length, LocalCrc = RawZip.Crc32(Plain.Content) }]),

        Construction.Of("special", "a symbolic link", [Stored with { Content = "../../outside"u8.ToArray(), VersionMadeBy = 3 << 8, ExternalAttributes = 0xA1FF0000 }], ProblemId.ZipSpecialEntry),
        Construction.Of("special", "a link, and a file through it", [Stored with { Name = "lib/l", Content = ".."u8.ToArray(), VersionMadeBy = 3 << 8, ExternalAttributes = 0xA1FF0000 }, Plain with { Name = "lib/l/x.txt" }], ProblemId.ZipSpecialEntry, ProblemId.ZipAmbiguousName),
        Construction.Of("special", "set-user-id", [Plain with { VersionMadeBy = 3 << 8, ExternalAttributes = 0x89FF0000 }], ProblemId.ZipSpecialEntry) with { Deliberate = "The bit may come back where archives are extracted as root." },
        Construction.Of("special", "a folder by its attributes", [Plain with { VersionMadeBy = 3 << 8, ExternalAttributes = 0x41ED0010 }], ProblemId.ZipSpecialEntry),
        Construction.Of("special", "a folder by the attributes of Windows", [Plain with { ExternalAttributes = 0x10 }], ProblemId.ZipSpecialEntry),
        Construction.Of("special", "a comment", [Plain with { Comment = "hello" }], ProblemId.ZipUnusualFeature) with { Deliberate = "Text that no installer shows." },

        Construction.Of("extra field", "blocks that do not fit", [Plain with { Extra = [1, 2, 200, 0, 1] }], ProblemId.ZipUnusualFeature),
        Construction.Of("extra field", "blocks that do not fit, in the local header", [Plain with { LocalExtra = [1, 2, 200, 0, 1] }], ProblemId.ZipUnusualFeature),
        Construction.Of("extra field", "zip64 sizes that nothing asks for", [Plain with { Extra = Zip64(5, 5) }]),
        Construction.Of("extra field", "zip64 sizes in the local header that nothing asks for", [Plain with { LocalExtra = Zip64(5, 5) }]),
        Construction.Of("extra field", "zip64 sizes", [Plain with { Size = uint.MaxValue, PackedSize = uint.MaxValue, Extra = Zip64((ulong)Plain.Content.Length, (ulong)Packed.Length), LocalExtra = Zip64((ulong)Plain.Content.Length, (ulong)Packed.Length), VersionNeeded = 45 }]),
        Construction.Of("extra field", "a zip64 size that lies", [Plain with { Size = uint.MaxValue, Extra = Zip64(5), LocalSize = (uint)Plain.Content.Length, VersionNeeded = 45 }], ProblemId.ZipSizeMismatch),
        Construction.Of("extra field", "zip64 without its field", [Plain with { Size = uint.MaxValue }], ProblemId.ZipDirectoryInconsistent),
        Construction.Of("extra field", "two zip64 fields", [Plain with { Size = uint.MaxValue, LocalSize = (uint)Plain.Content.Length, Extra = [.. Zip64((ulong)Plain.Content.Length), .. Zip64(5)], VersionNeeded = 45 }]),
        Construction.Of("extra field", "AES", [Stored with { Method = 99, Flags = 1, Extra = [1, 0x99, 7, 0, 2, 0, (byte)'A', (byte)'E', 3, 0, 0] }], ProblemId.ZipUnknownMethod),
    ];

    public static byte[] Zip64(params ulong[] values)
    {
        var block = new byte[4 + (8 * values.Length)];
        block[0] = 1;
        block[2] = (byte)(8 * values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(block.AsSpan(4 + (8 * i)), values[i]);
        }

        return block;
    }
}
