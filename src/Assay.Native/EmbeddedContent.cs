namespace Assay.Native;

/// <summary>Recognises what can hold code of its own at the start of embedded bytes.</summary>
internal static class EmbeddedContent
{
    /// <summary>Gives the name of the format as facts write it; null when the bytes are something else.</summary>
    public static string? Kind(ReadOnlySpan<byte> content)
    {
        // Two letters alone stand in much data: a PE image needs its second signature.
        if (content.StartsWith("MZ"u8))
        {
            return Pe.PeImage.TryRead(content, out _) ? "pe" : null;
        }

        return content.StartsWith("\u007fELF"u8) && content.Length > 64 ? "elf"
            : content.StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE]) || content.StartsWith((ReadOnlySpan<byte>)[0xCE, 0xFA, 0xED, 0xFE]) ? "mach-o"
            : Archive(content);
    }

    /// <summary>True for formats that are programs or libraries.</summary>
    public static bool IsExecutable(string kind) => kind is "pe" or "elf" or "mach-o";

    private static string? Archive(ReadOnlySpan<byte> content) =>
        content.StartsWith("PK\u0003\u0004"u8) ? "zip"
        : content.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]) ? "gzip"
        : content.StartsWith("MSCF\0\0\0\0"u8) ? "cab"
        : content.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]) ? "7z"
        : content.StartsWith("Rar!\u001a\a"u8) ? "rar"
        : null;
}
