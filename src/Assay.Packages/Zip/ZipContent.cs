using Assay.Model;
using Assay.Packages.Compression;
using Assay.Packages.Unpacking;

namespace Assay.Packages.Zip;

/// <summary>Reads the content of an entry and verifies its size and CRC-32.</summary>
/// <remarks>The encryption flag is reported and then ignored, as the base library does: installers built on it deliver exactly these bytes.</remarks>
internal sealed class ZipContent(ArraySegment<byte> archive, BufferPool pool, Spending spending, ProblemReporter problems, CancellationToken cancellation)
{
    private const ushort Stored = 0;
    private const ushort Deflated = 8;

    /// <summary>Hands the content to a reader while it is at hand; false when there is none to hand out.</summary>
    public bool TryRead(ZipEntry entry, Action<ArraySegment<byte>> read)
    {
        if (entry.IsEncrypted)
        {
            problems.Add(ProblemId.ZipEncryptedEntry, entry.Name, "The entry is marked as encrypted: its content was examined as if it were not.");
        }

        if (entry.DataStart < 0)
        {
            return false;
        }

        var packed = archive.Slice(entry.DataStart, entry.DataLength);
        switch (entry.Method)
        {
            case Stored:
                return TryReadStored(entry, packed, read);
            case Deflated:
                return TryReadDeflated(entry, packed, read);
            default:
                problems.Add(ProblemId.ZipUnknownMethod, entry.Name, $"Compression method {entry.Method} is not read: not examined.");
                return false;
        }
    }

    private bool TryReadStored(ZipEntry entry, ArraySegment<byte> packed, Action<ArraySegment<byte>> read)
    {
        var (allowed, limit) = spending.Allowance(packed.Count);
        if (packed.Count > allowed)
        {
            spending.Refuse(allowed, limit, packed.Count, problems, entry.Name);
            return false;
        }

        spending.Take(packed.Count);
        Verify(entry, packed);
        read(packed);
        return true;
    }

    private bool TryReadDeflated(ZipEntry entry, ArraySegment<byte> packed, Action<ArraySegment<byte>> read)
    {
        var (allowed, limit) = spending.Allowance(packed.Count);
        // Deflate gives at most 1,032 bytes for one: a declared size beyond that reserves nothing.
        var expected = Math.Min(Math.Min(entry.Size, (ulong)allowed), (1032UL * (ulong)packed.Count) + 64);
        using var output = new ContentBuffer(pool, (int)expected + 1);
        var end = Inflater.InflateExactly(packed, output, allowed, cancellation, out var packedLeft);
        switch (end)
        {
            case InflateEnd.TooLong:
                spending.Refuse(allowed, limit, packed.Count, problems, entry.Name);
                return false;
            case InflateEnd.Truncated:
                problems.Add(ProblemId.ZipDataInvalid, entry.Name, $"The compressed data ends early, after {output.Length} bytes.");
                break;
            case InflateEnd.Invalid:
                problems.Add(ProblemId.ZipDataInvalid, entry.Name, $"The compressed data is invalid after {output.Length} bytes.");
                break;
        }

        if (packedLeft)
        {
            problems.Add(ProblemId.ZipUnaccountedBytes, entry.Name, "The compressed data ends before the entry does: bytes are hidden behind it.");
        }

        spending.Take(output.Length);
        Verify(entry, output.Content);
        read(output.Content);
        return true;
    }

    private void Verify(ZipEntry entry, ArraySegment<byte> content)
    {
        if ((ulong)content.Count != entry.Size)
        {
            problems.Add(ProblemId.ZipSizeMismatch, entry.Name, $"The entry says {entry.Size} bytes and holds {content.Count}.");
        }

        if (Crc32.Compute(content) != entry.Crc && !entry.IsHidden)
        {
            problems.Add(ProblemId.ZipCrcMismatch, entry.Name, "The CRC-32 of the content differs from the header.");
        }
    }
}
