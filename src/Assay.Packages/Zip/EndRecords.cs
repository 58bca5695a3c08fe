using System.Buffers.Binary;
using Assay.Model;
using Assay.Packages.Unpacking;

namespace Assay.Packages.Zip;

/// <summary>The end record and its zip64 companion, with the directory that they lead to.</summary>
internal sealed class EndRecords
{
    private readonly List<string> _contradictions = [];

    public required int Position { get; init; }
    public int DirectoryStart { get; private set; }
    /// <summary>First byte of the end records: the directory lies before it.</summary>
    public int DirectoryLimit { get; private set; }
    /// <summary>Bytes that stand in front of an archive whose offsets do not know them.</summary>
    public long Shift { get; private set; }
    public ulong DeclaredEntries { get; private set; }
    public ulong DeclaredSize { get; private set; }
    private int CommentLength { get; set; }

    /// <summary>Follows the end record at a position; false when no directory lies where it says.</summary>
    public static bool TryRead(ReadOnlySpan<byte> archive, int position, out EndRecords records)
    {
        records = new EndRecords { Position = position };
        return records.Follow(archive);
    }

    public void Report(ProblemReporter problems)
    {
        foreach (var text in _contradictions)
        {
            problems.Add(ProblemId.ZipDirectoryInconsistent, $"offset {Position}", text);
        }

        if (CommentLength > 0)
        {
            problems.Add(ProblemId.ZipUnusualFeature, $"offset {Position}", $"The archive has a comment of {CommentLength} bytes.");
        }
    }

    private bool Follow(ReadOnlySpan<byte> archive)
    {
        var record = new EndRecord(archive[Position..]);
        CommentLength = record.CommentLength;
        if (Position + EndRecord.FixedSize + record.CommentLength > archive.Length)
        {
            _contradictions.Add($"The end record promises a comment of {record.CommentLength} bytes that the file does not hold.");
        }

        if (record.Disk != 0 || record.DirectoryDisk != 0 || record.EntriesOnDisk != record.Entries)
        {
            _contradictions.Add("The end record speaks of an archive in several parts.");
        }

        DeclaredEntries = record.Entries;
        DeclaredSize = record.DirectorySize;
        ulong offset = record.DirectoryOffset;
        DirectoryLimit = Position;
        FollowZip64(archive, ref offset);
        return Locate(archive, offset);
    }

    private void FollowZip64(ReadOnlySpan<byte> archive, ref ulong offset)
    {
        var locator = Position - Zip64EndRecord.LocatorSize;
        if (!ZipSignature.At(archive, locator, ZipSignature.Zip64Locator))
        {
            return;
        }

        DirectoryLimit = locator;
        var start = BinaryPrimitives.ReadUInt64LittleEndian(archive[(locator + 8)..]);
        if (start > (ulong)locator || locator - (int)start < Zip64EndRecord.FixedSize || !ZipSignature.At(archive, (long)start, ZipSignature.Zip64EndRecord))
        {
            _contradictions.Add("The zip64 locator points to no zip64 end record.");
            return;
        }

        DirectoryLimit = (int)start;
        var record = new Zip64EndRecord(archive[DirectoryLimit..]);
        var locatorParts = (BinaryPrimitives.ReadUInt32LittleEndian(archive[(locator + 4)..]), BinaryPrimitives.ReadUInt32LittleEndian(archive[(locator + 16)..]));
        if (locatorParts is not (0, 0 or 1) || record.Disk != 0 || record.DirectoryDisk != 0 || record.EntriesOnDisk != record.Entries)
        {
            _contradictions.Add("The zip64 end record or its locator speaks of an archive in several parts: some readers find nothing, others everything.");
        }

        DeclaredEntries = Choose(DeclaredEntries, ushort.MaxValue, record.Entries, "entries");
        DeclaredSize = Choose(DeclaredSize, uint.MaxValue, record.DirectorySize, "directory bytes");
        offset = Choose(offset, uint.MaxValue, record.DirectoryOffset, "as directory offset");
    }

    /// <summary>APPNOTE 4.4.1.4: the zip64 value counts where the classic field has its largest value.</summary>
    private ulong Choose(ulong classic, ulong marker, ulong wide, string what)
    {
        if (classic == marker)
        {
            return wide;
        }

        if (classic != wide)
        {
            _contradictions.Add($"The end record says {classic} {what}, the zip64 end record {wide}.");
        }

        return classic;
    }

    private bool Locate(ReadOnlySpan<byte> archive, ulong offset)
    {
        var empty = DeclaredEntries == 0 && DeclaredSize == 0;
        var adjacent = DeclaredSize <= (ulong)DirectoryLimit ? DirectoryLimit - (int)DeclaredSize : -1;
        if (offset <= (ulong)DirectoryLimit && (ZipSignature.At(archive, (long)offset, ZipSignature.CentralHeader) || (empty && (long)offset == DirectoryLimit)))
        {
            DirectoryStart = (int)offset;
            if (adjacent != DirectoryStart)
            {
                _contradictions.Add($"The directory starts at {offset}, but its size and the end record say {adjacent}.");
            }

            return true;
        }

        if (adjacent >= 0 && (ZipSignature.At(archive, adjacent, ZipSignature.CentralHeader) || (empty && offset == 0)))
        {
            DirectoryStart = adjacent;
            Shift = offset <= (ulong)adjacent ? adjacent - (long)offset : 0;
            _contradictions.Add($"The end record says that the directory starts at {offset}; it starts at {adjacent}.");
            return true;
        }

        return false;
    }
}
