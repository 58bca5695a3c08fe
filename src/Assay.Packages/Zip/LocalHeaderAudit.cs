using System.Buffers.Binary;
using Assay.Model;
using Assay.Packages.Unpacking;

namespace Assay.Packages.Zip;

/// <summary>Finds the data of entries through their local headers and compares those with the central ones.</summary>
internal sealed class LocalHeaderAudit(ReadOnlyMemory<byte> archive, ProblemReporter problems)
{
    /// <summary>APPNOTE 4.4.3.2.</summary>
    private const int Zip64Version = 45;

    public void Run(IEnumerable<ZipEntry> entries)
    {
        foreach (var entry in entries)
        {
            LocateData(entry);
        }
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

        if (!local.Name.SequenceEqual(central.Name))
        {
            problems.Add(ProblemId.ZipHeadersDiffer, entry.Name, $"Local and central header give different values: name. NuGet takes the central one, readers that go from header to header the local one: {ZipName.Decode(local.Name, entry.NameLimit)}");
        }

        Differs(entry, "method", local.Method != central.Method);
        Differs(entry, "flags", local.Flags != central.Flags);
        Differs(entry, "modification time", local.Modified != central.Modified);
        // A writer that leaves room for large sizes needs 4.5 for its local header alone.
        Differs(entry, "needed version", local.VersionNeeded != central.VersionNeeded && !(local.VersionNeeded == Zip64Version && ExtraFields.Has(local.Extra, ExtraFields.Zip64)));

        ZipFeatures.ReportLocalExtra(local, central, entry, problems);
        ulong size = local.Size, compressedSize = local.CompressedSize, offset = 0;
        ExtraFields.TryWiden(local.Extra, ref size, ref compressedSize, ref offset);
        // APPNOTE 4.4.4: with bit 3 the three fields are zero here and stand in the descriptor. Writers that know one of them beforehand write it.
        var deferred = (local.Flags & (1 << 3)) != 0;
        Differs(entry, "CRC-32", !(deferred && local.Crc == 0) && local.Crc != entry.Crc);
        Differs(entry, "size", !(deferred && size == 0) && size != entry.Size);
        Differs(entry, "packed size", !(deferred && compressedSize == 0) && compressedSize != entry.CompressedSize);
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
}
