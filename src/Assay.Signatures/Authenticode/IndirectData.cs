using System.Formats.Asn1;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Authenticode;

/// <summary>What an Authenticode signature says about its file (SpcIndirectDataContent, "Windows Authenticode Portable Executable Signature Format").</summary>
/// <param name="DataType">What was signed: 1.3.6.1.4.1.311.2.1.15 for a PE image.</param>
/// <param name="Algorithm">Object identifier of the digest algorithm.</param>
/// <param name="Digest">The digest of the file.</param>
/// <param name="PageHashes">Digests of the pages; null when there are none.</param>
internal sealed record IndirectData(string DataType, string Algorithm, ReadOnlyMemory<byte> Digest, PageHashTable? PageHashes)
{
    public const string ContentType = "1.3.6.1.4.1.311.2.1.4";
    public const string PeImage = "1.3.6.1.4.1.311.2.1.15";

    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1);

    // The class id that says that page hashes follow: {A6B586D5-B4A1-2466-AE05-A217DA8E60D6} byte by byte.
    private static ReadOnlySpan<byte> PageHashClass => [0xA6, 0xB5, 0x86, 0xD5, 0xB4, 0xA1, 0x24, 0x66, 0xAE, 0x05, 0xA2, 0x17, 0xDA, 0x8E, 0x60, 0xD6];

    /// <summary>Reads the content as it is hashed, that is without the tag and length of the sequence around it; null when it is something else.</summary>
    public static IndirectData? TryRead(ReadOnlyMemory<byte> content)
    {
        try
        {
            return SubjectDigest.TryRead(content) is { } subject ? new IndirectData(subject.DataType, subject.DigestId, subject.Digest, subject.DataType == PeImage && !subject.Data.IsEmpty ? ReadPages(subject.Data) : null) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    // SpcPeImageData { flags BIT STRING, [0] SpcLink }; SpcLink: [1] SpcSerializedObject { classId, serializedData }
    private static PageHashTable? ReadPages(ReadOnlyMemory<byte> value)
    {
        var image = new AsnReader(value, AsnEncodingRules.BER).ReadSequence();
        while (image.HasData && !image.PeekTag().HasSameClassAndValue(Tag0))
        {
            image.ReadEncodedValue();
        }

        if (!image.HasData)
        {
            return null;
        }

        var file = image.ReadSequence(Tag0);
        if (!file.HasData || !file.PeekTag().HasSameClassAndValue(Tag1))
        {
            return null;
        }

        var serialized = file.ReadSequence(Tag1);
        return serialized.ReadOctetString().AsSpan().SequenceEqual(PageHashClass) ? PageHashTable.TryRead(serialized.ReadOctetString()) : null;
    }
}
