using System.Buffers.Binary;
using Assay.Model;
using Assay.Packages.Unpacking;

namespace Assay.Packages.Zip;

/// <summary>Compares local with central headers and accounts for every byte of the file.</summary>
internal sealed class ZipAudit(ReadOnlyMemory<byte> archive, ZipDirectory directory, UnpackBudget budget, ProblemReporter problems)
{
    private readonly List<ZipEntry> _hidden = [];

    /// <summary>Finds the data of each entry and gives the entries that the directory does not list.</summary>
    public IReadOnlyList<ZipEntry> Run()
    {
        foreach (var entry in directory.Entries)
        {
            LocateData(entry);
        }

        AccountForBytes();
        return _hidden;
    }

    private void LocateData(ZipEntry entry)
    {
        var bytes = archive.Span;
        if (entry.LocalOffset > (ulong)bytes.Length || !LocalHeader.TryRead(bytes, (long)entry.LocalOffset, out var local))
        {
            problems.Add(ProblemId.ZipLocalHeaderUnreadable, entry.Name, $"There is no local header at {entry.LocalOffset}.");
            return;
        }

        entry.DataStart = (int)entry.LocalOffset + local.TotalSize;
        var available = (ulong)(bytes.Length - entry.DataStart);
        entry.DataLength = (int)Math.Min(entry.CompressedSize, available);
        entry.End = entry.DataStart + entry.DataLength;
        if (entry.CompressedSize > available)
        {
            problems.Add(ProblemId.ZipSizeMismatch, entry.Name, $"The entry says {entry.CompressedSize} packed bytes; the file has {available} left.");
        }

        Compare(entry, local);
    }

    private void Compare(ZipEntry entry, LocalHeader local)
    {
        if (!CentralHeader.TryRead(archive.Span, entry.CentralPosition, archive.Length, out var central))
        {
            return;
        }

        Differs(entry, "name", !local.Name.SequenceEqual(central.Name));
        Differs(entry, "method", local.Method != central.Method);
        Differs(entry, "flags", local.Flags != central.Flags);
        Differs(entry, "modification time", local.Modified != central.Modified);
        Differs(entry, "needed version", local.VersionNeeded != central.VersionNeeded);

        ulong size = local.Size, compressedSize = local.CompressedSize, offset = 0;
        ExtraFields.TryWiden(local.Extra, ref size, ref compressedSize, ref offset);
        // APPNOTE 4.4.4: with bit 3 the three fields are zero here and stand in the descriptor.
        var deferred = (local.Flags & (1 << 3)) != 0 && local.Crc == 0 && size == 0 && compressedSize == 0;
        Differs(entry, "CRC-32", !deferred && local.Crc != entry.Crc);
        Differs(entry, "size", !deferred && size != entry.Size);
        Differs(entry, "packed size", !deferred && compressedSize != entry.CompressedSize);
        if (entry.HasDescriptor || deferred)
        {
            ReadDescriptor(entry);
        }
    }

    private void Differs(ZipEntry entry, string field, bool differs)
    {
        if (differs)
        {
            problems.Add(ProblemId.ZipHeadersDiffer, entry.Name, $"Local and central header give different values: {field}.");
        }
    }

    /// <summary>Data descriptor, APPNOTE 4.3.9: an optional signature, CRC-32, then both sizes in 4 or 8 bytes.</summary>
    private void ReadDescriptor(ZipEntry entry)
    {
        var rest = archive.Span[entry.End..];
        var signature = ZipSignature.At(rest, 0, ZipSignature.DataDescriptor) ? 4 : 0;
        foreach (var width in (ReadOnlySpan<int>)[4, 8])
        {
            var length = signature + 4 + (2 * width);
            if (rest.Length >= length && Matches(rest.Slice(signature, length - signature), width, entry))
            {
                entry.End += length;
                return;
            }
        }

        problems.Add(ProblemId.ZipHeadersDiffer, entry.Name, "The data descriptor is missing or differs from the central header.");
        if (signature > 0 && rest.Length >= 16)
        {
            entry.End += 16;
        }
    }

    private static bool Matches(ReadOnlySpan<byte> descriptor, int width, ZipEntry entry)
    {
        ulong Read(ReadOnlySpan<byte> at) => width == 8 ? BinaryPrimitives.ReadUInt64LittleEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);
        return BinaryPrimitives.ReadUInt32LittleEndian(descriptor) == entry.Crc && Read(descriptor[4..]) == entry.CompressedSize && Read(descriptor[(4 + width)..]) == entry.Size;
    }

    private void AccountForBytes()
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
