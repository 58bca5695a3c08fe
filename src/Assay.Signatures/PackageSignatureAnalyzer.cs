using System.Formats.Asn1;
using Assay.Model;

namespace Assay.Signatures;

/// <summary>Reads who signed a NuGet package and with which digest algorithms, from <c>.signature.p7s</c>. Nothing is verified here.</summary>
/// <remarks>RFC 5652 (CMS), RFC 3161 (time stamps), RFC 5126 (commitment types); DER is read with a depth that the structure itself fixes.</remarks>
public static class PackageSignatureAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    private const string SignedDataType = "1.2.840.113549.1.7.2";
    private const string CommitmentType = "1.2.840.113549.1.9.16.2.16";
    private const string ProofOfOrigin = "1.2.840.113549.1.9.16.6.1";
    private const string ProofOfReceipt = "1.2.840.113549.1.9.16.6.2";
    private const string TimestampToken = "1.2.840.113549.1.9.16.2.14";
    private const string CounterSignature = "1.2.840.113549.1.9.6";

    private static readonly Asn1Tag SignedAttributes = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag UnsignedAttributes = new(TagClass.ContextSpecific, 1);

    /// <summary>Writes one <c>signature</c> fact per signer: role author, repository or timestamp, with its digest.</summary>
    public static void Analyze(ReadOnlyMemory<byte> signature, FactWriter facts)
    {
        try
        {
            var signers = ReadSigners(signature);
            foreach (var signer in signers)
            {
                WriteSigner(signer, facts);
            }

            if (signers.Count == 0)
            {
                facts.AddProblem(ProblemId.SignatureUnreadable, "The signature file names no signer.");
            }
        }
        catch (Exception exception) when (exception is AsnContentException or InvalidOperationException or ArgumentException or OverflowException)
        {
            facts.AddProblem(ProblemId.SignatureUnreadable, "The signature file is not a valid CMS structure.");
        }
    }

    private static void WriteSigner(Signer signer, FactWriter facts)
    {
        var role = signer.Commitment switch
        {
            ProofOfOrigin => "author",
            ProofOfReceipt => "repository",
            _ => "unknown",
        };
        Write(facts, role, signer.Digest);
        foreach (var timestamp in signer.Timestamps.SelectMany(token => ReadSigners(token)))
        {
            Write(facts, "timestamp", timestamp.Digest, ("of", role));
        }

        foreach (var counter in signer.CounterSigners)
        {
            WriteSigner(counter, facts);
        }
    }

    private static void Write(FactWriter facts, string role, string digest, (string Name, string Value)? more = null)
    {
        List<Argument> arguments = [new("digest", DigestName(digest)), new("status", "not-verified")];
        if (more is { } extra)
        {
            arguments.Add(new Argument(extra.Name, extra.Value));
        }

        facts.Add(FactKind.Signature, role, arguments: new ArgumentList([.. arguments]));
    }

    // RFC 5652 3, 5.1: ContentInfo { type, [0] SignedData { version, digestAlgorithms, encapContentInfo, [0] certificates?, [1] crls?, signerInfos } }
    private static List<Signer> ReadSigners(ReadOnlyMemory<byte> encoded)
    {
        var content = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        if (content.ReadObjectIdentifier() != SignedDataType)
        {
            throw new AsnContentException();
        }

        var signedData = content.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        signedData.ReadInteger();
        signedData.ReadSetOf();
        signedData.ReadSequence();
        while (signedData.HasData && signedData.PeekTag().TagClass == TagClass.ContextSpecific)
        {
            signedData.ReadEncodedValue();
        }

        return ReadSignerSet(signedData.ReadSetOf(), allowCounterSigners: true);
    }

    private static List<Signer> ReadSignerSet(AsnReader set, bool allowCounterSigners)
    {
        var signers = new List<Signer>();
        while (set.HasData && signers.Count < 16)
        {
            signers.Add(ReadSigner(set.ReadSequence(), allowCounterSigners));
        }

        return signers;
    }

    // RFC 5652 5.3: SignerInfo { version, sid, digestAlgorithm, [0] signedAttrs?, signatureAlgorithm, signature, [1] unsignedAttrs? }
    private static Signer ReadSigner(AsnReader info, bool allowCounterSigners)
    {
        info.ReadInteger();
        info.ReadEncodedValue();
        var signer = new Signer(info.ReadSequence().ReadObjectIdentifier());
        if (info.HasData && info.PeekTag().HasSameClassAndValue(SignedAttributes))
        {
            ReadAttributes(info.ReadSetOf(SignedAttributes), signer, allowCounterSigners);
        }

        info.ReadSequence();
        info.ReadOctetString();
        if (info.HasData && info.PeekTag().HasSameClassAndValue(UnsignedAttributes))
        {
            ReadAttributes(info.ReadSetOf(UnsignedAttributes), signer, allowCounterSigners);
        }

        return signer;
    }

    private static void ReadAttributes(AsnReader attributes, Signer signer, bool allowCounterSigners)
    {
        while (attributes.HasData)
        {
            var attribute = attributes.ReadSequence();
            var type = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf();
            switch (type)
            {
                case CommitmentType:
                    // RFC 5126 5.11.1: { commitmentTypeId, qualifiers? }
                    signer.Commitment = values.ReadSequence().ReadObjectIdentifier();
                    break;
                case TimestampToken:
                    signer.Timestamps.Add(values.ReadEncodedValue());
                    break;
                case CounterSignature when allowCounterSigners:
                    signer.CounterSigners.AddRange(ReadSignerSet(values, allowCounterSigners: false));
                    break;
            }
        }
    }

    private static string DigestName(string identifier) => identifier switch
    {
        "1.2.840.113549.2.5" => "md5",
        "1.3.14.3.2.26" => "sha1",
        "2.16.840.1.101.3.4.2.1" => "sha256",
        "2.16.840.1.101.3.4.2.2" => "sha384",
        "2.16.840.1.101.3.4.2.3" => "sha512",
        _ => identifier,
    };

    private sealed class Signer(string digest)
    {
        public string Digest { get; } = digest;

        public string? Commitment { get; set; }

        public List<ReadOnlyMemory<byte>> Timestamps { get; } = [];

        public List<Signer> CounterSigners { get; } = [];
    }
}
