using System.Buffers.Binary;

namespace Assay.DotNet.Recovery;

/// <summary>Tells by content what bytes are.</summary>
internal static class ExecutableContent
{
    /// <summary>True for a Windows image: <c>MZ</c>, and <c>PE</c> where the header says (PE format, "MS-DOS Stub").</summary>
    public static bool IsImage(ReadOnlySpan<byte> content)
    {
        if (content.Length < 0x40 || !content.StartsWith("MZ"u8))
        {
            return false;
        }

        var header = BinaryPrimitives.ReadInt32LittleEndian(content[0x3C..]);
        return header >= 0 && header <= content.Length - 4 && content[header..].StartsWith("PE\0\0"u8);
    }

    /// <summary>True for a program or library of any of the common systems.</summary>
    public static bool IsExecutable(ReadOnlySpan<byte> content) => IsImage(content) || content.StartsWith("\u007fELF"u8)
        || content.StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE]);
}
