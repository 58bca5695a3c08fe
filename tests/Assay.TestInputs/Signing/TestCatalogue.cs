using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace Assay.TestInputs.Signing;

/// <summary>A file in a catalogue of a test.</summary>
/// <param name="Name">Its path as it is written, with backslashes; null for none.</param>
/// <param name="Digest">Its digest; null for a file without content.</param>
/// <param name="IsImage">Whether it is listed as a Windows image.</param>
/// <param name="Tag">Name of the pair that holds the path.</param>
public sealed record TestCatalogueFile(string? Name, byte[]? Digest, bool IsImage = false, string Tag = "FilePath");

/// <summary>Makes catalogues of Windows, as New-FileCatalog and makecat write them; every member is a choice or a way to make one wrong.</summary>
public sealed record TestCatalogue
{
    /// <summary>1 (SHA-1) or 2 (SHA-256).</summary>
    public int Version { get; init; } = 2;

    /// <summary>The files.</summary>
    public IReadOnlyList<TestCatalogueFile> Files { get; init; } = [];

    /// <summary>How it is signed; content and type of the content are filled in.</summary>
    public TestMessage Message { get; init; } = new();

    /// <summary>What the list is for.</summary>
    public string Usage { get; init; } = "1.3.6.1.4.1.311.12.1.1";

    /// <summary>Writes paths as bytes, which the flag of base-64 stands for.</summary>
    public bool WritesBytes { get; init; }

    private HashAlgorithmName Algorithm => Version == 1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;

    /// <summary>Lists a file by its content.</summary>
    public TestCatalogue Add(string name, byte[] content) => this with { Files = [.. Files, new TestCatalogueFile(name, content.Length == 0 ? null : CryptographicOperations.HashData(Algorithm, content))] };

    /// <summary>Lists a text.</summary>
    public TestCatalogue Add(string name, string content) => Add(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Lists an unsigned Windows image without checksum and entry of the certificate table.</summary>
    public TestCatalogue AddImage(string name, byte[] image) => this with { Files = [.. Files, new TestCatalogueFile(name, ImageDigest(image, Algorithm), IsImage: true)] };

    /// <summary>Makes the file.</summary>
    public byte[] Build() => (Message with { ContentType = "1.3.6.1.4.1.311.10.1", Content = List() }).Sign();

    /// <summary>Makes the list without a signature: what makecat leaves for the signing tool.</summary>
    public byte[] BuildUnsigned() => DerText.Encode(writer => writer.Sequence(() =>
    {
        writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
        writer.Sequence(() => writer.Sequence(() =>
        {
            writer.WriteInteger(1);
            writer.Set(() => { });
            writer.Sequence(() =>
            {
                writer.WriteObjectIdentifier("1.3.6.1.4.1.311.10.1");
                writer.Sequence(() => writer.WriteEncodedValue(List()), DerText.Context(0));
            });
            writer.Set(() => { });
        }), DerText.Context(0));
    }));

    // [MS-CAESO] 4.4.5
    private byte[] List() => DerText.Encode(writer => writer.Sequence(() =>
    {
        writer.Sequence(() => writer.WriteObjectIdentifier(Usage));
        writer.WriteOctetString(new byte[16]);
        writer.WriteUtcTime(TestAuthority.SigningTime);
        writer.Algorithm(Version == 1 ? "1.3.6.1.4.1.311.12.1.2" : "1.3.6.1.4.1.311.12.1.3", hasNull: true);
        writer.Sequence(() =>
        {
            foreach (var file in Files.Where(file => file.Digest is not null))
            {
                WriteMember(writer, file);
            }
        });
        if (Files.Any(file => file.Digest is null))
        {
            writer.Sequence(() => writer.Sequence(() =>
            {
                foreach (var file in Files.Where(file => file.Digest is null))
                {
                    writer.Sequence(() =>
                    {
                        writer.WriteObjectIdentifier("1.3.6.1.4.1.311.12.2.1");
                        writer.WriteOctetString(DerText.Encode(value => WritePair(value, file)));
                    });
                }
            }), DerText.Context(0));
        }
    }));

    private void WriteMember(AsnWriter writer, TestCatalogueFile file)
    {
        writer.Sequence(() =>
        {
            writer.WriteOctetString(Version == 1 ? Encoding.Unicode.GetBytes(Convert.ToHexString(file.Digest!)) : file.Digest!);
            WriteAttributes(writer, file, withDigest: true);
        });
        if (Version == 2)
        {
            // The same member once more under the SHA-1 of its subject.
            writer.Sequence(() =>
            {
                writer.WriteOctetString(CryptographicOperations.HashData(HashAlgorithmName.SHA1, file.Digest!));
                WriteAttributes(writer, file, withDigest: false);
            });
        }
    }

    private void WriteAttributes(AsnWriter writer, TestCatalogueFile file, bool withDigest) => writer.Set(() =>
    {
        writer.Sequence(() =>
        {
            writer.WriteObjectIdentifier("1.3.6.1.4.1.311.12.2.3");
            writer.Set(() => writer.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 2)));
        });
        if (file.Name is not null)
        {
            writer.Sequence(() =>
            {
                writer.WriteObjectIdentifier("1.3.6.1.4.1.311.12.2.1");
                writer.Set(() => WritePair(writer, file));
            });
        }

        if (withDigest)
        {
            writer.Sequence(() =>
            {
                writer.WriteObjectIdentifier("1.3.6.1.4.1.311.2.1.4");
                writer.Set(() => writer.WriteEncodedValue(SignedScript.IndirectData(file.IsImage ? "1.3.6.1.4.1.311.2.1.15" : "1.3.6.1.4.1.311.2.1.25", null, Algorithm, file.Digest!)));
            });
        }
    });

    private void WritePair(AsnWriter writer, TestCatalogueFile file) => writer.Sequence(() =>
    {
        writer.WriteCharacterString(UniversalTagNumber.BMPString, file.Tag);
        writer.WriteInteger(WritesBytes ? 0x10020001 : 0x10010001);
        writer.WriteOctetString(WritesBytes ? Encoding.UTF8.GetBytes(file.Name!) : Encoding.Unicode.GetBytes(file.Name + "\0"));
    });

    // Windows Authenticode Portable Executable Signature Format, of a file without certificate table; filled up to a multiple of eight bytes.
    private static byte[] ImageDigest(byte[] image, HashAlgorithmName algorithm)
    {
        var optional = BitConverter.ToInt32(image, 0x3C) + 24;
        var entry = optional + (BitConverter.ToUInt16(image, optional) == 0x20B ? 112 : 96) + 32;
        return CryptographicOperations.HashData(algorithm, (byte[])[.. image[..(optional + 64)], .. image[(optional + 68)..entry], .. image[(entry + 8)..], .. new byte[-image.Length & 7]]);
    }
}
