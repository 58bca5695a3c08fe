using System.Buffers.Binary;
using Assay.Model;

namespace Assay.Packages.Identification;

/// <summary>Tells managed from native images (Microsoft PE format).</summary>
internal static class PeImages
{
    private const int Pe32Plus = 0x20B;
    private const int CliHeaderDirectory = 14;

    public static ArtifactKind Identify(ReadOnlySpan<byte> bytes, ReadOnlySpan<char> file)
    {
        if (bytes.Length < 64)
        {
            return ArtifactKind.NativeImage;
        }

        var header = BinaryPrimitives.ReadInt32LittleEndian(bytes[0x3C..]);
        if (header < 0 || header > bytes.Length - 26 || !bytes[header..].StartsWith("PE\0\0"u8))
        {
            // A broken image, or a text that happens to start with these letters.
            return file.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? ArtifactKind.Text : ArtifactKind.NativeImage;
        }

        var optional = header + 24;
        var directories = optional + (BinaryPrimitives.ReadUInt16LittleEndian(bytes[optional..]) == Pe32Plus ? 112 : 96);
        var cliHeader = directories + (8 * CliHeaderDirectory);
        return cliHeader <= bytes.Length - 8 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[(directories - 4)..]) > CliHeaderDirectory
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[cliHeader..]) != 0
                ? ArtifactKind.ManagedAssembly
                : ArtifactKind.NativeImage;
    }
}
