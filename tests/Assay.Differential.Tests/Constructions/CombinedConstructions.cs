using Assay.Model;
using Assay.TestInputs;

namespace Assay.Differential.Tests.Constructions;

/// <summary>Two ambiguities at once: neither may hide the other.</summary>
internal static class CombinedConstructions
{
    private static readonly RawEntry Plain = new("lib/a.txt", "some content that is packed, packed, packed");
    private static readonly RawEntry Other = Plain with { Content = "another content"u8.ToArray() };

    public static IEnumerable<Construction> All =>
    [
        Construction.Of("two at once", "the same name twice and a wrong local name", [Plain, Other with { LocalName = "lib/b.txt" }], ProblemId.ZipAmbiguousName, ProblemId.ZipHeadersDiffer),
        Construction.Of("two at once", "an unlisted entry and a wrong sum", [Plain with { Unlisted = true }, Other with { Crc = 1 }], ProblemId.ZipHiddenEntry, ProblemId.ZipCrcMismatch),
        Construction.Of("two at once", "encrypted by its flag and a size that is too small", [Plain with { Flags = 1, Size = 5 }], ProblemId.ZipEncryptedEntry, ProblemId.ZipSizeMismatch),
        Construction.Of("two at once", "an archive in front and the same name twice", zip =>
        {
            zip.Prefix = new RawZip().Add(Other).Build();
            zip.Add(Plain, Other);
        }, ProblemId.ZipHiddenEntry, ProblemId.ZipAmbiguousName, ProblemId.ZipSeveralEndRecords),
        Construction.Of("two at once", "a comment with an archive and an encoded letter", zip =>
        {
            zip.Comment = new RawZip().Add(Other).Build();
            zip.Add(Plain with { Name = "lib/%61.txt" });
        }, ProblemId.ZipSeveralEndRecords, ProblemId.ZipAmbiguousName),
        Construction.Of("two at once", "a descriptor with another sum and data behind the final block", [Plain with { Descriptor = true, DescriptorCrc = 1, Packed = [.. RawZip.Deflate(Plain.Content), 7] }], ProblemId.ZipHeadersDiffer, ProblemId.ZipUnaccountedBytes),
        Construction.Of("two at once", "a backslash and letter case", [Plain, Other with { Name = "LIB\\a.txt" }], ProblemId.ZipUnsafeName, ProblemId.ZipAmbiguousName),
        Construction.Of("two at once", "a zip64 count and a second archive", zip =>
        {
            zip.Zip64Entries = 3;
            zip.Prefix = new RawZip().Add(Other).Build();
            zip.Add(Plain);
        }, ProblemId.ZipDirectoryInconsistent, ProblemId.ZipSeveralEndRecords),
        Construction.Of("two at once", "a field with another name that another entry has", [Plain with { Extra = NameConstructions.UnicodePath("lib/a.txt", "lib/b.txt") }, Other with { Name = "lib/b.txt" }], ProblemId.ZipAmbiguousName),
        Construction.Of("two at once", "a link with an encoded letter", [Plain with { Name = "lib/%61.txt", Method = 0, Content = "/tmp"u8.ToArray(), VersionMadeBy = 3 << 8, ExternalAttributes = 0xA1FF0000 }], ProblemId.ZipSpecialEntry, ProblemId.ZipAmbiguousName),
        Construction.Of("two at once", "overlap and another method", [Plain, Plain with { Name = "lib/b.txt", Method = 0, DirectoryOnly = true, LocalOffset = 0 }], ProblemId.ZipEntriesOverlap, ProblemId.ZipHeadersDiffer),
        new Construction("two at once", "two manifests, one of them unlisted", id => Construction.Package(id, zip => zip.Add(new RawEntry("other.nuspec", NupkgBuilder.Manifest("other", "2.0.0")) { Unlisted = true })), ProblemId.ZipHiddenEntry),
        Construction.Of("two at once", "stored under a deflated local header, with a small size", [Plain with { Method = 0, LocalMethod = 8, Size = 5 }], ProblemId.ZipHeadersDiffer, ProblemId.ZipSizeMismatch),
        Construction.Of("two at once", "a folder with content and a file in it", [Plain with { Name = "lib/a/" }, Other with { Name = "lib/a/b.txt" }], ProblemId.ZipAmbiguousName),
    ];
}
