using System.Buffers.Binary;

namespace Assay.Fuzz.Mutation;

/// <summary>Changes the message in the certificate table at the end of a Windows image; the lengths around it fit again.</summary>
internal sealed class CertificateTableMutation : IMutation
{
    private const int EntryHeader = 8;

    public static CertificateTableMutation Instance { get; } = new();

    public byte[]? Mutate(byte[] input, MutationSource source)
    {
        if (TableEntry(input) is not { } entry)
        {
            return null;
        }

        var start = BinaryPrimitives.ReadInt32LittleEndian(input.AsSpan(entry));
        if (start <= 0 || start > input.Length - EntryHeader || DerMutation.Instance.Mutate(input[(start + EntryHeader)..], source) is not { } message)
        {
            return null;
        }

        var length = (EntryHeader + message.Length + 7) / 8 * 8;
        var bytes = new byte[start + length];
        input.AsSpan(0, start + EntryHeader).CopyTo(bytes);
        message.CopyTo(bytes.AsSpan(start + EntryHeader));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(start), length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(entry + 4), length);
        return bytes;
    }

    // Microsoft PE format: the fifth directory; an offset in the file, unlike the others.
    private static int? TableEntry(byte[] image)
    {
        if (image.Length < 0x40 || BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(0x3C)) is not (> 0 and var header) || header > image.Length - 256)
        {
            return null;
        }

        var optional = header + 24;
        return optional + (BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(optional)) == 0x20B ? 112 : 96) + 32;
    }
}
