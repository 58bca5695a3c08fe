using System.Buffers.Binary;
using Assay.Model;
using Assay.Packages.Tar;

namespace Assay.Packages.Identification;

/// <summary>Recognises binary formats by their first bytes.</summary>
internal static class MagicNumbers
{
    public static ArtifactKind? Identify(ReadOnlySpan<byte> bytes, ReadOnlySpan<char> file)
    {
        if (bytes.StartsWith("MZ"u8) && (bytes.Length >= 64 || HasImageExtension(file)))
        {
            return PeImages.Identify(bytes, file);
        }

        // [MS-SHLLINK] 2.1: size of the header and its class id.
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0, 0, 0, 0, 0, 0xC0]))
        {
            return ArtifactKind.Shortcut;
        }

        if (IsCatalogue(bytes))
        {
            return ArtifactKind.Catalogue;
        }

        return IdentifyArchive(bytes, file) ?? IdentifyImage(bytes) ?? IdentifyMedia(bytes);
    }

    // RFC 5652 3, DER: SEQUENCE, OID 1.2.840.113549.1.7.2 (signed data); soon behind it OID 1.3.6.1.4.1.311.10.1 (certificate trust list), the content of a catalogue.
    private static bool IsCatalogue(ReadOnlySpan<byte> bytes)
    {
        const int Beginning = 128;
        return bytes is [0x30, ..]
            && bytes[..Math.Min(bytes.Length, Beginning)] is var begin
            && begin.IndexOf((ReadOnlySpan<byte>)[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]) is > 0 and < 8
            && begin.IndexOf((ReadOnlySpan<byte>)[0x06, 0x09, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x0A, 0x01]) > 0;
    }

    private static bool HasImageExtension(ReadOnlySpan<char> file) =>
        file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".exe", StringComparison.OrdinalIgnoreCase);

    private static ArtifactKind? IdentifyArchive(ReadOnlySpan<byte> bytes, ReadOnlySpan<char> file)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]))
        {
            return ArtifactKind.GZip;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]) || bytes.StartsWith("Rar!\u001a\a"u8) || bytes.StartsWith("MSCF\0\0\0\0"u8)
            || bytes.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD])
            || IsBzip2(bytes))
        {
            return ArtifactKind.OtherArchive;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            // A compound file: installers are archives, other documents are just binary.
            return file.EndsWith(".msi", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".msp", StringComparison.OrdinalIgnoreCase) ? ArtifactKind.OtherArchive : ArtifactKind.Unknown;
        }

        return IsTar(bytes, file) ? ArtifactKind.Tar : null;
    }

    private static bool IsBzip2(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 10 && bytes.StartsWith("BZh"u8) && bytes[3] is >= (byte)'1' and <= (byte)'9' && bytes[4..].StartsWith((ReadOnlySpan<byte>)[0x31, 0x41, 0x59, 0x26, 0x53, 0x59]);

    private static bool IsTar(ReadOnlySpan<byte> bytes, ReadOnlySpan<char> file) =>
        bytes.Length >= TarHeader.BlockSize
        && (bytes.Slice(257, 5).SequenceEqual("ustar"u8)
            || (file.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) && bytes[0] != 0 && new TarHeader(bytes[..TarHeader.BlockSize]) is { IsZero: false, IsChecksumRight: true }));

    private static ArtifactKind? IdentifyImage(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\u007fELF"u8))
        {
            return ArtifactKind.Elf;
        }

        if (bytes.StartsWith("BSJB"u8) || bytes.StartsWith("Microsoft C/C++ MSF "u8))
        {
            return ArtifactKind.DebugSymbols;
        }

        if (bytes.Length < 8)
        {
            return null;
        }

        return BinaryPrimitives.ReadUInt32BigEndian(bytes) switch
        {
            0xFEEDFACE or 0xFEEDFACF or 0xCEFAEDFE or 0xCFFAEDFE => ArtifactKind.MachO,
            // A fat image counts its architectures here; a Java class of the same magic has its version, 45 or more.
            0xCAFEBABE or 0xCAFEBABF => BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) < 45 ? ArtifactKind.MachO : ArtifactKind.Unknown,
            _ => null,
        };
    }

    private static ArtifactKind? IdentifyMedia(ReadOnlySpan<byte> bytes)
    {
        var isMedia = bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || bytes.StartsWith("GIF8"u8)
            || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]) || bytes.StartsWith("wOFF"u8) || bytes.StartsWith("wOF2"u8) || bytes.StartsWith("OTTO"u8)
            || bytes.StartsWith((ReadOnlySpan<byte>)[0, 1, 0, 0, 0]) || bytes.StartsWith("OggS"u8) || bytes.StartsWith("ID3"u8) || (bytes.StartsWith("RIFF"u8) && bytes.Length > 12)
            || (bytes.StartsWith("BM"u8) && bytes.Length > 26 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[2..]) == bytes.Length);
        return isMedia ? ArtifactKind.Media : null;
    }
}
