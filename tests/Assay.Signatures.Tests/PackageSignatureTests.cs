using System.Formats.Asn1;
using Assay.Model;
using Assay.Signatures;

namespace Assay.Signatures.Tests;

public sealed class PackageSignatureTests
{
    private const string Sha1 = "1.3.14.3.2.26";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Origin = "1.2.840.113549.1.9.16.6.1";
    private const string Receipt = "1.2.840.113549.1.9.16.6.2";

    [Fact]
    public void The_digest_of_each_signer_and_of_its_time_stamp_is_stated_by_role()
    {
        var timestamp = SignedData(writer => Signer(writer, Sha1, null, null, null));
        var signature = SignedData(writer => Signer(writer, Sha256, Origin, timestamp, inner => Signer(inner, Sha1, Receipt, null, null)));

        Assert.Equal([("author", "sha256"), ("timestamp", "sha1"), ("repository", "sha1")], Read(signature).Select(fact => (fact.Value, fact.Arguments!["digest"])));
    }

    [Fact]
    public void A_signature_cut_anywhere_is_a_problem_and_never_an_exception()
    {
        var signature = SignedData(writer => Signer(writer, Sha256, Origin, null, null));
        for (var length = 0; length < signature.Length; length++)
        {
            var writer = new FactWriter();
            PackageSignatureAnalyzer.Analyze(signature.AsMemory(0, length), writer);
            Assert.Equal(ProblemId.SignatureUnreadable, Assert.Single(writer.ToFacts().Problems).Id);
        }
    }

    [Fact]
    public void Changed_bytes_never_throw()
    {
        var random = new Random(5);
        var signature = SignedData(writer => Signer(writer, Sha256, Origin, SignedData(inner => Signer(inner, Sha1, null, null, null)), null));
        for (var round = 0; round < 2000; round++)
        {
            var changed = (byte[])signature.Clone();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            PackageSignatureAnalyzer.Analyze(changed, new FactWriter());
        }
    }

    private static IEnumerable<Fact> Read(byte[] signature)
    {
        var writer = new FactWriter();
        PackageSignatureAnalyzer.Analyze(signature, writer);
        var facts = writer.ToFacts();
        Assert.Empty(facts.Problems);
        return facts.Records.Select(record => facts.Read(record));
    }

    private static byte[] SignedData(Action<AsnWriter> signers)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                {
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("1.2.840.113549.1.7.1");
                }

                using (writer.PushSetOf())
                {
                    signers(writer);
                }
            }
        }

        return writer.Encode();
    }

    private static void Signer(AsnWriter writer, string digest, string? commitment, byte[]? timestamp, Action<AsnWriter>? counterSigner)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteInteger(7);
            }

            Algorithm(writer, digest);
            if (commitment is not null)
            {
                using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    Attribute(writer, "1.2.840.113549.1.9.16.2.16", value =>
                    {
                        using (value.PushSequence())
                        {
                            value.WriteObjectIdentifier(commitment);
                        }
                    });
                }
            }

            Algorithm(writer, "1.2.840.113549.1.1.11");
            writer.WriteOctetString([0, 0]);
            if (timestamp is null && counterSigner is null)
            {
                return;
            }

            using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 1)))
            {
                if (timestamp is not null)
                {
                    Attribute(writer, "1.2.840.113549.1.9.16.2.14", value => value.WriteEncodedValue(timestamp));
                }

                if (counterSigner is not null)
                {
                    Attribute(writer, "1.2.840.113549.1.9.6", counterSigner);
                }
            }
        }
    }

    private static void Algorithm(AsnWriter writer, string identifier)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(identifier);
        }
    }

    private static void Attribute(AsnWriter writer, string type, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSetOf())
            {
                value(writer);
            }
        }
    }
}
