using Assay.Model;

namespace Assay.Native.MachO;

/// <summary>Reads a Mach-O file: one image, or several for different machines (mach-o/fat.h).</summary>
internal static class MachOAnalysis
{
    private const uint FatMagic = 0xCAFE_BABE;
    private const uint WideFatMagic = 0xCAFE_BABF;
    private const int MaximumImages = 44;

    public static void Write(ReadOnlySpan<byte> bytes, NativeFacts facts)
    {
        facts.Metadata("image.format", "mach-o");
        var table = new ImageReader(bytes, bigEndian: true);
        var magic = table.U32(0);
        if (magic is not (FatMagic or WideFatMagic))
        {
            Read(bytes, 0, facts);
            return;
        }

        var count = table.U32(4);
        var rowSize = magic == WideFatMagic ? 32 : 20;
        if (count > MaximumImages || !table.Has(8, count * (long)rowSize))
        {
            facts.Misleading("image-table");
        }

        for (var i = 0; i < Math.Min(count, MaximumImages) && table.Has(8 + ((long)i * rowSize), rowSize); i++)
        {
            var row = 8 + ((long)i * rowSize);
            var (offset, size) = magic == WideFatMagic ? (table.U64(row + 8), table.U64(row + 16)) : (table.U32(row + 8), table.U32(row + 12));
            if (offset > (ulong)bytes.Length || size > (ulong)bytes.Length - offset)
            {
                facts.Misleading("image-outside-file");
                continue;
            }

            var image = bytes.Slice((int)offset, (int)size);
            if (image.StartsWith("!<arch>\n"u8))
            {
                // A static library for this machine: object files that a linker takes in.
                facts.Metadata("image.machine", MachOMachines.Machine(table.U32(row), table.U32(row + 4)));
                facts.Metadata("image.kind", "static-library");
                facts.Metadata("image.system", "apple");
            }
            else
            {
                Read(image, (int)offset, facts);
            }
        }
    }

    private static void Read(ReadOnlySpan<byte> bytes, int start, NativeFacts facts)
    {
        if (!MachOImage.TryRead(bytes, out var image))
        {
            facts.Misleading("headers");
            facts.Unreadable(ProblemId.ImageInvalid, "The file begins like a Mach-O image but has no whole header.");
            return;
        }

        image.Write(start, facts);
    }
}
