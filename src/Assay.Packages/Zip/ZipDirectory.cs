using System.Text;
using Assay.Model;
using Assay.Packages.Unpacking;

namespace Assay.Packages.Zip;

/// <summary>The entries of a zip in directory order, hidden ones last, and where its parts lie.</summary>
internal sealed record ZipDirectory(IReadOnlyList<ZipEntry> Entries, int Start, int End, int EndPosition)
{
    /// <summary>Reads the directory; null with a problem when there is none.</summary>
    public static ZipDirectory? Read(ReadOnlyMemory<byte> archive, UnpackBudget budget, ProblemReporter problems)
    {
        var candidates = EndRecordSearch.Find(archive.Span);
        foreach (var candidate in candidates)
        {
            if (EndRecords.TryRead(archive.Span, candidate, out var ends))
            {
                if (candidate != candidates[0])
                {
                    problems.Add(ProblemId.ZipSeveralEndRecords, $"offset {candidates[0]}", "The last end record leads nowhere; an earlier one was used.");
                }

                ReportRivals(archive.Span, candidates, candidate, problems);
                ends.Report(problems);
                return ReadEntries(archive, ends, budget, problems);
            }
        }

        problems.Add(ProblemId.ZipDirectoryUnreadable, null, candidates.Count == 0
            ? "There is no end of central directory record: the zip is cut or is none."
            : "The end of central directory record points to no central directory.");
        return null;
    }

    /// <summary>An earlier end record whose comment reaches to the end of the file is one that other readers may take.</summary>
    private static void ReportRivals(ReadOnlySpan<byte> archive, IReadOnlyList<int> candidates, int chosen, ProblemReporter problems)
    {
        foreach (var rival in candidates)
        {
            if (rival < chosen && rival + EndRecord.FixedSize + new EndRecord(archive[rival..]).CommentLength == archive.Length && EndRecords.TryRead(archive, rival, out _))
            {
                problems.Add(ProblemId.ZipSeveralEndRecords, $"offset {rival}", "Another end record covers the rest of the file with its comment.");
            }
        }
    }

    private static ZipDirectory ReadEntries(ReadOnlyMemory<byte> archive, EndRecords ends, UnpackBudget budget, ProblemReporter problems)
    {
        var entries = new List<ZipEntry>();
        var position = ends.DirectoryStart;
        ulong found = 0;
        while (ZipSignature.At(archive.Span, position, ZipSignature.CentralHeader))
        {
            if (!CentralHeader.TryRead(archive.Span, position, ends.DirectoryLimit, out var header))
            {
                problems.Add(ProblemId.ZipDirectoryUnreadable, $"offset {position}", $"Record {found + 1} of the central directory runs past its end.");
                break;
            }

            found++;
            if (entries.Count < budget.EntriesPerArchive)
            {
                entries.Add(ReadEntry(archive, position, header, ends.Shift, budget, problems));
            }

            position += header.TotalSize;
        }

        if (entries.Count < (long)found)
        {
            problems.AddLimit(Limit.ArchiveEntries, budget.EntriesPerArchive, null, $"The archive has {found} entries; the first {budget.EntriesPerArchive} were read.");
        }

        if (found != ends.DeclaredEntries)
        {
            problems.Add(ProblemId.ZipDirectoryInconsistent, null, $"The end record counts {ends.DeclaredEntries} entries, the directory has {found}.");
        }

        if ((ulong)(position - ends.DirectoryStart) != ends.DeclaredSize)
        {
            problems.Add(ProblemId.ZipDirectoryInconsistent, null, $"The end record says {ends.DeclaredSize} bytes of directory, it has {position - ends.DirectoryStart}.");
        }

        return new ZipDirectory(entries, ends.DirectoryStart, position, ends.Position);
    }

    private static ZipEntry ReadEntry(ReadOnlyMemory<byte> archive, int position, CentralHeader header, long shift, UnpackBudget budget, ProblemReporter problems)
    {
        ulong size = header.Size, compressedSize = header.CompressedSize, offset = header.LocalOffset;
        var isWidened = ExtraFields.TryWiden(header.Extra, ref size, ref compressedSize, ref offset);
        var entry = new ZipEntry
        {
            RawName = archive.Slice(position + CentralHeader.FixedSize, header.NameLength),
            NameLimit = budget.NameBytes,
            Flags = header.Flags,
            Method = header.Method,
            Crc = header.Crc,
            CompressedSize = compressedSize,
            Size = size,
            LocalOffset = unchecked(offset + (ulong)shift),
            UnixMode = UnixModes.Of(header),
            CentralPosition = position,
            CentralSize = header.TotalSize,
        };
        if (!isWidened)
        {
            problems.Add(ProblemId.ZipDirectoryInconsistent, entry.Name, "Sizes are marked as zip64, but there is no zip64 field with them.");
        }

        ZipName.Check(entry, problems);
        ZipFeatures.Report(header, entry, problems);
        return entry;
    }
}

/// <summary>Finds end records from the end of the file, as installers do.</summary>
internal static class EndRecordSearch
{
    private const int CandidateLimit = 16;

    /// <summary>Lists positions of end records, the last in the file first. A comment has at most 65,535 bytes (APPNOTE 4.4.12).</summary>
    public static IReadOnlyList<int> Find(ReadOnlySpan<byte> archive)
    {
        var found = new List<int>();
        var first = Math.Max(0, archive.Length - EndRecord.FixedSize - ushort.MaxValue);
        var end = Math.Max(first, archive.Length - EndRecord.FixedSize + 4);
        while (found.Count < CandidateLimit && archive[first..Math.Min(end, archive.Length)].LastIndexOf("PK\u0005\u0006"u8) is var at and >= 0)
        {
            found.Add(first + at);
            end = first + at;
        }

        return found;
    }
}
