using System.Buffers.Binary;

namespace Assay.DotNet.Symbols;

/// <summary>Reads the one flag of a Windows program database that says whether names of locals, types and source files were taken out (MSF 7.00, DBI stream).</summary>
internal static class WindowsSymbols
{
    private const int DebugInformationStream = 3;
    private const int MaximumStreams = 65_536;

    // Offset of the flags in the header of the stream; bit 1: private symbols were stripped.
    private const int FlagsOffset = 56;
    private const int Stripped = 2;

    /// <summary>True when private symbols are in it, false when they were stripped, null when it cannot be read.</summary>
    public static bool? ArePrivate(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("Microsoft C/C++ MSF 7.00\r\n\u001aDS\0\0\0"u8) || file.Length < 56)
        {
            return null;
        }

        var blockSize = Number(file, 32);
        if (blockSize is < 512 or > 65_536 || !TryBlock(file, blockSize, Number(file, 52), out var directoryMap) || !TryBlock(file, blockSize, Number(directoryMap, 0), out var directory))
        {
            return null;
        }

        // The sizes of all streams, then the blocks of each; the first block of the directory is enough unless there are very many streams.
        var streams = Number(directory, 0);
        if (streams is <= DebugInformationStream or > MaximumStreams)
        {
            return null;
        }

        var at = 4 + (4 * streams);
        for (var stream = 0; stream < DebugInformationStream; stream++)
        {
            var size = Number(directory, 4 + (4 * stream));
            at += size > 0 ? 4 * (int)(((long)size + blockSize - 1) / blockSize) : 0;
            if (at < 0 || at > directory.Length - 4)
            {
                return null;
            }
        }

        return TryBlock(file, blockSize, Number(directory, at), out var information) && Number(information, 0) == -1 ? (information[FlagsOffset] & Stripped) == 0 : null;
    }

    private static bool TryBlock(ReadOnlySpan<byte> file, int blockSize, int block, out ReadOnlySpan<byte> content)
    {
        var start = (long)block * blockSize;
        content = block > 0 && start + blockSize <= file.Length ? file.Slice((int)start, blockSize) : default;
        return !content.IsEmpty;
    }

    private static int Number(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes[offset..]);
}
