using System.Buffers.Binary;
using Assay.Model;
using Assay.Packages.Unpacking;

namespace Assay.Packages.Zip;

/// <summary>Accounts for every byte of a zip: each belongs to exactly one entry, the directory or the end records.</summary>
internal sealed class ZipCoverage(ReadOnlyMemory<byte> archive, ZipDirectory directory, UnpackBudget budget, ProblemReporter problems)
{
    private readonly List<ZipEntry> _hidden = [];

    /// <summary>Reports gaps and overlaps, and gives the entries that lie in gaps.</summary>
    public IReadOnlyList<ZipEntry> Run()
    {
        var end = EndOfArchive();
        var ranges = new List<(long Start, long End, ZipEntry? Entry)>(directory.Entries.Count + 2);
        foreach (var entry in directory.Entries)
        {
            if (entry.DataStart >= 0)
            {
                ranges.Add(((long)entry.LocalOffset, entry.End, entry));
            }
        }

        ranges.Add((directory.Start, directory.End, null));
        ranges.Add((EndRecordsStart(), end, null));
        ranges.Sort((left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : left.End.CompareTo(right.End));

        long covered = 0;
        foreach (var (start, rangeEnd, entry) in ranges)
        {
            if (start < covered)
            {
                problems.Add(ProblemId.ZipEntriesOverlap, entry?.Name, entry is null
                    ? "The central directory lies in the data of an entry."
                    : $"The entry shares {Math.Min(covered, rangeEnd) - start} bytes with another one.");
            }
            else if (start > covered)
            {
                ReportGap((int)covered, (int)start);
            }

            covered = Math.Max(covered, rangeEnd);
        }

        if (covered < archive.Length)
        {
            ReportGap((int)covered, archive.Length);
        }

        return _hidden;
    }

    private int EndOfArchive()
    {
        var comment = new EndRecord(archive.Span[directory.EndPosition..]).CommentLength;
        return Math.Min(archive.Length, directory.EndPosition + EndRecord.FixedSize + comment);
    }

    private int EndRecordsStart()
    {
        var bytes = archive.Span;
        var locator = directory.EndPosition - Zip64EndRecord.LocatorSize;
        if (!ZipSignature.At(bytes, locator, ZipSignature.Zip64Locator))
        {
            return directory.EndPosition;
        }

        var record = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(locator + 8)..]);
        if (record >= (ulong)locator || locator - (int)record < Zip64EndRecord.FixedSize || !ZipSignature.At(bytes, (long)record, ZipSignature.Zip64EndRecord))
        {
            return locator;
        }

        // APPNOTE 4.3.14.1: the size does not count the first 12 bytes.
        var size = BinaryPrimitives.ReadUInt64LittleEndian(bytes[((int)record + 4)..]);
        return size == (ulong)(locator - (int)record - 12) ? (int)record : locator;
    }

    private void ReportGap(int start, int end)
    {
        var gap = archive.Span[start..end];
        problems.Add(ProblemId.ZipUnaccountedBytes, $"offset {start}", $"{gap.Length} bytes belong to no entry and to no directory.");
        if (gap.IndexOf("PK\u0005\u0006"u8) is var at and >= 0 && gap.Length - at >= EndRecord.FixedSize)
        {
            problems.Add(ProblemId.ZipSeveralEndRecords, $"offset {start + at}", "Bytes outside the archive hold another end record.");
        }

        var position = start;
        while (position < end && archive.Span[position..end].IndexOf("PK\u0003\u0004"u8) is var found and >= 0)
        {
            position += found;
            position = LocalHeader.TryRead(archive.Span[..end], position, out var local) && local.NameLength > 0 ? AddHidden(position, end, local) : position + 4;
        }
    }

    private int AddHidden(int position, int end, LocalHeader local)
    {
        if (directory.Entries.Count + _hidden.Count >= budget.EntriesPerArchive)
        {
            problems.AddLimit(Limit.ArchiveEntries, budget.EntriesPerArchive, $"offset {position}", $"With hidden ones the archive has more than {budget.EntriesPerArchive} entries: the rest was not read.");
            return end;
        }

        var rawName = archive.Slice(position + LocalHeader.FixedSize, local.NameLength);
        var dataStart = position + local.TotalSize;
        var dataLength = (int)Math.Min(local.CompressedSize, (uint)(end - dataStart));
        var isLengthKnown = dataLength == local.CompressedSize && (dataLength > 0 || (local.Flags & (1 << 3)) == 0);
        if (!isLengthKnown)
        {
            // Stored data does not show its end: it is taken to reach to the next header. Deflate data does.
            var next = local.Method == 0 ? archive.Span[dataStart..end].IndexOf("PK\u0003\u0004"u8) : -1;
            dataLength = next >= 0 ? next : end - dataStart;
        }

        var entry = new ZipEntry
        {
            RawName = rawName,
            NameLimit = budget.NameBytes,
            Flags = local.Flags,
            Method = local.Method,
            Crc = local.Crc,
            CompressedSize = local.CompressedSize,
            Size = local.Size,
            LocalOffset = (ulong)position,
            DataStart = dataStart,
            DataLength = dataLength,
            End = dataStart + dataLength,
        };
        ZipName.Check(entry, problems);
        problems.Add(ProblemId.ZipHiddenEntry, entry.Name, "The directory does not list this entry; readers that go from header to header see it.");
        _hidden.Add(entry);
        // Behind data of unknown length the search goes on inside it: further headers are not skipped.
        return isLengthKnown ? dataStart + dataLength : dataStart;
    }
}
