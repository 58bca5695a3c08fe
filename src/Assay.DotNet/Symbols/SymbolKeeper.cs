using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet.Symbols;

/// <summary>Takes out of an assembly what finds its lines later: the id of its symbols, and the symbols themselves when they are embedded (Portable PDB, PE/COFF debug directory).</summary>
internal static class SymbolKeeper
{
    /// <summary>Larger symbols are left: no line is shown then.</summary>
    public const int MaximumKeptBytes = 16 * 1024 * 1024;

    /// <summary>Larger symbols are not inflated.</summary>
    public const int MaximumInflatedBytes = 64 * 1024 * 1024;

    private const int MaximumEntries = 16;

    /// <summary>Gives the symbols or their id; null when the assembly names none. Malformed directories name none.</summary>
    public static DebugSymbols? OfAssembly(PEReader pe, ReadOnlySpan<byte> image, PlaceTable places)
    {
        try
        {
            Guid? id = null;
            var stamp = 0u;
            var data = ReadOnlyMemory<byte>.Empty;
            var size = 0;
            foreach (var entry in pe.ReadDebugDirectory().Take(MaximumEntries))
            {
                if (entry.Type == DebugDirectoryEntryType.CodeView && entry.IsPortableCodeView)
                {
                    id = pe.ReadCodeViewDebugDirectoryData(entry).Guid;
                    stamp = entry.Stamp;
                }
                else if (entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb)
                {
                    data = Embedded(image, entry, out size);
                }
            }

            return id is null && data.IsEmpty ? null : new DebugSymbols(id ?? Guid.Empty, stamp, data, size, places.MethodRows());
        }
        catch (Exception exception) when (AssemblyAnalyzer.IsMalformed(exception))
        {
            return null;
        }
    }

    // Portable PDB, embedded: "MPDB", the size, a deflate stream.
    private static ReadOnlyMemory<byte> Embedded(ReadOnlySpan<byte> image, in DebugDirectoryEntry entry, out int size)
    {
        size = 0;
        if (entry.DataPointer < 0 || entry.DataSize is < 8 or > MaximumKeptBytes || entry.DataPointer > image.Length - entry.DataSize)
        {
            return default;
        }

        var blob = image.Slice(entry.DataPointer, entry.DataSize);
        size = BinaryPrimitives.ReadInt32LittleEndian(blob[4..]);
        return blob.StartsWith("MPDB"u8) && size is > 0 and <= MaximumInflatedBytes ? blob[8..].ToArray() : default;
    }
}
