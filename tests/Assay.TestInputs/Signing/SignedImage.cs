using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Assay.TestInputs.Signing;

/// <summary>Signs PE images with Authenticode; every member is a choice or a way to do it wrong.</summary>
public sealed record SignedImage(byte[] Image)
{
    public const string ContentType = "1.3.6.1.4.1.311.2.1.4";
    public const string NestedSignature = "1.3.6.1.4.1.311.2.4.1";

    /// <summary>The message; its content is replaced by what is said about the image.</summary>
    public TestMessage Message { get; init; } = new();

    /// <summary>Digest of the image.</summary>
    public HashAlgorithmName Digest { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>Object identifier of the digest in place of the right one.</summary>
    public string? DigestIdentifier { get; init; }

    /// <summary>Digest of the page hashes; null for none.</summary>
    public HashAlgorithmName? PageHashes { get; init; }

    /// <summary>Bytes of a page.</summary>
    public int PageSize { get; init; } = 4096;

    /// <summary>Changes the table of page hashes before it is signed.</summary>
    public Action<byte[]> ChangePageHashes { get; init; } = _ => { };

    /// <summary>What is said to be signed; a PE image.</summary>
    public string DataType { get; init; } = "1.3.6.1.4.1.311.2.1.15";

    /// <summary>A second signature within the first.</summary>
    public SignedImage? Nested { get; init; }

    /// <summary>A second signature in an entry of its own.</summary>
    public SignedImage? Second { get; init; }

    /// <summary>Further entries as they are: type and content.</summary>
    public IReadOnlyList<(int Type, byte[] Content)> Entries { get; init; } = [];

    public int Revision { get; init; } = 0x200;

    /// <summary>Bytes of the entry behind the signature.</summary>
    public byte[] InEntry { get; init; } = [];

    /// <summary>Bytes of the table behind its entries.</summary>
    public byte[] InTable { get; init; } = [];

    /// <summary>Bytes of the file behind the table.</summary>
    public byte[] Behind { get; init; } = [];

    /// <summary>The bytes behind the table are part of what is hashed.</summary>
    public bool HashesBehind { get; init; }

    /// <summary>Offset of the checksum.</summary>
    public static int CheckSum(ReadOnlySpan<byte> image) => BinaryPrimitives.ReadInt32LittleEndian(image[0x3C..]) + 24 + 64;

    /// <summary>Offset of the certificate table's entry in the directories.</summary>
    public static int TableEntry(ReadOnlySpan<byte> image)
    {
        var optional = BinaryPrimitives.ReadInt32LittleEndian(image[0x3C..]) + 24;
        return optional + (BinaryPrimitives.ReadUInt16LittleEndian(image[optional..]) == 0x20B ? 112 : 96) + 32;
    }

    /// <summary>The signed file.</summary>
    public byte[] Sign()
    {
        var image = Padded(Image);
        List<byte> table = [.. Entry(2, [.. SignMessage(image), .. InEntry], Revision)];
        if (Second is not null)
        {
            table.AddRange(Entry(2, Second.SignMessage(image), 0x200));
        }

        foreach (var (type, content) in Entries)
        {
            table.AddRange(Entry(type, content, 0x200));
        }

        table.AddRange(InTable);
        return WithTable(image, [.. table], Behind);
    }

    /// <summary>Puts a table of any content behind an image.</summary>
    public static byte[] WithTable(byte[] image, byte[] table, byte[]? behind = null)
    {
        var start = Padded(image);
        byte[] file = [.. start, .. table, .. behind ?? []];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(TableEntry(file)), start.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(TableEntry(file) + 4), table.Length);
        return file;
    }

    /// <summary>One entry (WIN_CERTIFICATE), filled up to eight bytes.</summary>
    public static byte[] Entry(int type, byte[] content, int revision = 0x200)
    {
        var entry = new Bytes();
        entry.U32(content.Length + 8).U16(revision).U16(type).Add(content).Align(8);
        return entry.ToArray();
    }

    private byte[] SignMessage(byte[] image)
    {
        var nested = Nested is null ? [] : new[] { (NestedSignature, Nested.SignMessage(image)) };
        return (Message with
        {
            ContentType = ContentType,
            Content = IndirectData(image),
            UnsignedAttributes = [.. Message.UnsignedAttributes, .. nested],
        }).Sign();
    }

    // { data { type, image { flags, [0] [2] [0] "" } }, digest { algorithm, value } }
    private byte[] IndirectData(byte[] image) => DerText.Encode(writer => writer.Sequence(() =>
    {
        writer.Sequence(() =>
        {
            writer.WriteObjectIdentifier(DataType);
            writer.Sequence(() =>
            {
                writer.WriteBitString([]);
                writer.Sequence(() =>
                {
                    if (PageHashes is { } digest)
                    {
                        WritePageHashes(writer, image, digest);
                    }
                    else
                    {
                        writer.Sequence(() => writer.WriteOctetString([], new Asn1Tag(TagClass.ContextSpecific, 0)), DerText.Context(2));
                    }
                }, DerText.Context(0));
            });
        });
        writer.Sequence(() =>
        {
            writer.Algorithm(DigestIdentifier ?? DerText.IdentifierOf(Digest), hasNull: true);
            writer.WriteOctetString(CryptographicOperations.HashData(Digest, Hashed(image, image.Length, HashesBehind ? Behind : [])));
        });
    }));

    private void WritePageHashes(AsnWriter writer, byte[] image, HashAlgorithmName digest) => writer.Sequence(() =>
    {
        var table = PageTable(image, digest);
        ChangePageHashes(table);
        writer.WriteOctetString(Convert.FromHexString("A6B586D5B4A12466AE05A217DA8E60D6"));
        writer.WriteOctetString(DerText.Encode(inner => inner.Set(() => inner.Sequence(() =>
        {
            inner.WriteObjectIdentifier(digest == HashAlgorithmName.SHA1 ? "1.3.6.1.4.1.311.2.3.1" : "1.3.6.1.4.1.311.2.3.2");
            inner.Set(() => inner.WriteOctetString(table));
        }))));
    }, DerText.Context(1));

    private byte[] PageTable(byte[] image, HashAlgorithmName digest)
    {
        var header = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(0x3C));
        var headers = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(header + 24 + 60));
        var sections = header + 24 + BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(header + 20));
        var table = new Bytes();
        var end = headers;
        Add(0, Hashed(image, headers, []), Math.Max(0, PageSize - headers));
        for (var i = 0; i < BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(header + 6)); i++)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(sections + (40 * i) + 16));
            var offset = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(sections + (40 * i) + 20));
            for (var at = 0; at < size; at += PageSize)
            {
                var length = Math.Min(PageSize, size - at);
                Add(offset + at, image.AsSpan(offset + at, length), PageSize - length);
            }

            end = size == 0 ? end : offset + size;
        }

        return table.U32(end).Add(new byte[CryptographicOperations.HashData(digest, []).Length]).ToArray();

        void Add(int offset, ReadOnlySpan<byte> content, int zeros) => table.U32(offset).Add(CryptographicOperations.HashData(digest, [.. content, .. new byte[zeros]]));
    }

    // Everything but the checksum and the entry of the table itself.
    private static byte[] Hashed(byte[] image, int length, byte[] behind) =>
        [.. image[..CheckSum(image)], .. image[(CheckSum(image) + 4)..TableEntry(image)], .. image[(TableEntry(image) + 8)..length], .. behind];

    private static byte[] Padded(byte[] image) => [.. image, .. new byte[-image.Length & 7]];
}
