using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Assay.TestInputs.Signing;

/// <summary>Writes the small parts that signed structures share.</summary>
public static class DerText
{
    /// <summary>Encodes what <paramref name="write"/> writes.</summary>
    public static byte[] Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }

    /// <summary>Writes a SEQUENCE around <paramref name="write"/>.</summary>
    public static void Sequence(this AsnWriter writer, Action write, Asn1Tag? tag = null)
    {
        using (writer.PushSequence(tag))
        {
            write();
        }
    }

    /// <summary>Writes a SET OF around <paramref name="write"/>.</summary>
    public static void Set(this AsnWriter writer, Action write, Asn1Tag? tag = null)
    {
        using (writer.PushSetOf(tag))
        {
            write();
        }
    }

    /// <summary>Writes an AlgorithmIdentifier.</summary>
    public static void Algorithm(this AsnWriter writer, string identifier, bool hasNull = false) => writer.Sequence(() =>
    {
        writer.WriteObjectIdentifier(identifier);
        if (hasNull)
        {
            writer.WriteNull();
        }
    });

    /// <summary>Writes the identifier of a digest.</summary>
    public static void Digest(this AsnWriter writer, HashAlgorithmName digest) => writer.Algorithm(IdentifierOf(digest), hasNull: true);

    /// <summary>Writes the identifier of a signature algorithm (RFC 3279, RFC 4055, RFC 5758).</summary>
    public static void SignatureAlgorithm(this AsnWriter writer, AsymmetricAlgorithm key, HashAlgorithmName digest, bool pss)
    {
        switch (key)
        {
            case RSA when pss:
                writer.Sequence(() =>
                {
                    writer.WriteObjectIdentifier("1.2.840.113549.1.1.10");
                    writer.Sequence(() =>
                    {
                        writer.Sequence(() => writer.Digest(digest), Context(0));
                        writer.Sequence(() => writer.Sequence(() =>
                        {
                            writer.WriteObjectIdentifier("1.2.840.113549.1.1.8");
                            writer.Digest(digest);
                        }), Context(1));
                        writer.Sequence(() => writer.WriteInteger(CryptographicOperations.HashData(digest, []).Length), Context(2));
                    });
                });
                break;
            case RSA:
                writer.Algorithm(digest.Name switch { "MD5" => "1.2.840.113549.1.1.4", "SHA1" => "1.2.840.113549.1.1.5", "SHA256" => "1.2.840.113549.1.1.11", "SHA384" => "1.2.840.113549.1.1.12", _ => "1.2.840.113549.1.1.13" }, hasNull: true);
                break;
            case ECDsa:
                writer.Algorithm(digest.Name switch { "SHA1" => "1.2.840.10045.4.1", "SHA256" => "1.2.840.10045.4.3.2", "SHA384" => "1.2.840.10045.4.3.3", _ => "1.2.840.10045.4.3.4" });
                break;
            case DSA:
                writer.Algorithm(digest.Name == "SHA1" ? "1.2.840.10040.4.3" : "2.16.840.1.101.3.4.3.2");
                break;
            default:
                throw new NotSupportedException();
        }
    }

    /// <summary>The object identifier of a digest.</summary>
    public static string IdentifierOf(HashAlgorithmName digest) => digest.Name switch
    {
        "MD5" => "1.2.840.113549.2.5",
        "SHA1" => "1.3.14.3.2.26",
        "SHA256" => "2.16.840.1.101.3.4.2.1",
        "SHA384" => "2.16.840.1.101.3.4.2.2",
        _ => "2.16.840.1.101.3.4.2.3",
    };

    /// <summary>A constructed, context-specific tag.</summary>
    public static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
