using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Assay.Model;
using Assay.Signatures.Certificates;
using Assay.Signatures.Cms;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests;

public sealed class HostileMessageTests
{
    private static readonly byte[] Message = (SignedPackage.Author(TestAuthority.Default) with
    {
        CounterSigner = SignedPackage.Repository(TestAuthority.Default, "jane"),
        RevocationLists =
        [
            TestAuthority.RevocationList(TestAuthority.Default.Intermediate, (TestAuthority.Default.Repository, TestAuthority.SigningTime.AddDays(1), 4)),
            TestOcsp.Answer(TestAuthority.Default.Intermediate, TestAuthority.Default.Intermediate, TestAuthority.Default.Signer, TestAuthority.SigningTime.AddDays(1)),
        ],
    }).Sign();

    [Fact]
    public void A_message_cut_anywhere_is_a_problem()
    {
        for (var length = 0; length < Message.Length; length++)
        {
            var written = Written.Of(Message[..length]);

            Assert.Equal(ProblemId.SignatureUnreadable, Assert.Single(written.Problems).Id);
            Assert.Equal(["signature-malformed"], written.Anomalies);
        }
    }

    [Fact]
    public void Bytes_behind_a_message_are_a_problem() =>
        Assert.Contains("3 bytes follow", Assert.Single(Written.Of([.. Message, 0, 0, 0]).Problems).Text, StringComparison.Ordinal);

    [Fact]
    public void Any_bytes_give_facts_or_a_problem_and_the_same_twice()
    {
        var random = new Random(11);
        for (var round = 0; round < 3000; round++)
        {
            var changed = (byte[])Message.Clone();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            var first = Written.Of(changed);
            Assert.True(first.Problems.Count + first.Facts.Count > 0);
            if (round % 50 == 0)
            {
                Assert.Equal(first.Facts.Select(fact => fact.ToString()), Written.Of(changed).Facts.Select(fact => fact.ToString()));
            }
        }
    }

    [Fact]
    public void Random_bytes_are_problems()
    {
        var random = new Random(12);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            Assert.Null(SignedMessage.TryRead(bytes, out _));
            Assert.Null(Certificate.TryRead(bytes));
            Assert.Null(RevocationList.TryRead(bytes));
            Assert.Null(OcspResponse.TryRead(bytes));
            Assert.Null(TimestampInfo.TryRead(bytes));
        }
    }

    [Fact]
    public void A_message_of_ten_megabytes_is_refused_by_its_size()
    {
        var large = (new TestMessage { Content = new byte[10_000_000] }).Sign();

        Assert.Contains("bytes", Assert.Single(Written.Of(large).Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_below_the_limit_of_size_is_read() => Assert.Equal("valid", Written.Of(new TestMessage { Content = new byte[8_000_000] }).Signature.Arguments!["status"]);

    [Fact]
    public void Structures_within_structures_end_in_time()
    {
        // A million indefinite lengths within each other, and the same with definite ones.
        var open = new byte[2_000_000];
        for (var i = 0; i < open.Length; i += 2)
        {
            (open[i], open[i + 1]) = (0x30, 0x80);
        }

        var clock = Stopwatch.StartNew();
        Assert.Null(SignedMessage.TryRead(open, out _));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), clock.Elapsed.ToString());
    }

    [Fact]
    public void Identifiers_and_numbers_of_a_million_bytes_end_in_time()
    {
        var identifier = new byte[1_000_000];
        identifier.AsSpan().Fill(0xFF);
        identifier[^1] = 0x7F;
        byte[] Long(byte tag) => [tag, 0x83, 0x0F, 0x42, 0x40, .. identifier];
        byte[] Wrapped(byte[] content) => DerText.Encode(writer => writer.Sequence(() =>
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            writer.Sequence(() => writer.Sequence(() => writer.WriteEncodedValue(content)), DerText.Context(0));
        }));

        var clock = Stopwatch.StartNew();
        Assert.Null(SignedMessage.TryRead(Long(0x06), out _));
        Assert.Null(SignedMessage.TryRead(DerText.Encode(writer => writer.Sequence(() => writer.WriteEncodedValue(Long(0x06)))), out _));
        Assert.Null(SignedMessage.TryRead(Wrapped(Long(0x02)), out _));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), clock.Elapsed.ToString());
    }

    [Theory]
    [InlineData("certificates")]
    [InlineData("attributes")]
    [InlineData("signers")]
    public void More_than_the_limits_is_a_problem(string what)
    {
        var message = what switch
        {
            "certificates" => Repeated(0, 200),
            "attributes" => new TestMessage { UnsignedAttributes = [.. Enumerable.Range(0, 100).Select(i => ($"1.3.6.1.4.1.99999.{i}", DerText.Encode(writer => writer.WriteInteger(i))))] }.Sign(),
            _ => Repeated(2, 40),
        };

        Assert.Contains("more than", Assert.Single(Written.Of(message).Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_take_long_are_not_used()
    {
        // A modulus and an exponent of 16,384 bits each: one verification would take a second.
        var number = new byte[2048];
        number.AsSpan().Fill(0xFB);
        var rsa = DerText.Encode(writer => writer.Sequence(() =>
        {
            writer.WriteIntegerUnsigned(number);
            writer.WriteIntegerUnsigned(number);
        }));
        var encoded = DerText.Encode(writer => writer.Sequence(() =>
        {
            writer.Algorithm("1.2.840.113549.1.1.1", hasNull: true);
            writer.WriteBitString(rsa);
        }));

        var key = PublicKey.Read(encoded);

        Assert.Null(key.Verify(SignatureScheme.RsaPkcs1, DigestAlgorithm.Sha256, new byte[32], new byte[2048]));
        Assert.Equal("rsa-16384", key.Name);
    }

    [Fact]
    public void Certificates_that_issue_each_other_end()
    {
        var authority = TestAuthority.Default;
        using var first = RSA.Create(2048);
        using var second = RSA.Create(2048);
        var one = new CertificateShape { Subject = "CN=One, O=Ring, C=DE", IsAuthority = true, Key = first };
        var two = new CertificateShape { Subject = "CN=Two, O=Ring, C=DE", IsAuthority = true, Key = second };
        var start = TestAuthority.SelfSigned(one);
        var byOne = authority.Issue(two, start);
        var byTwo = authority.Issue(one, byOne);

        var written = Written.Of(new TestMessage { Signer = authority.Issue(Shapes.Publisher, byTwo), Certificates = [authority.Issue(Shapes.Publisher, byTwo), byOne, byTwo], Timestamps = [new TestTimestamp()] });

        Assert.Contains(written.Facts, fact => fact.Value == "signature-malformed");
        var ring = authority.Issue(Shapes.Publisher, byTwo);
        Assert.Equal("incomplete", Written.Of(new TestMessage { Signer = ring, Certificates = [ring, byOne, byTwo] }).Signature.Arguments!["trust"]);
    }

    [Fact]
    public void Certificates_that_could_all_have_issued_each_other_use_up_the_budget()
    {
        // One name and one key under a hundred numbers: every link holds.
        var authority = TestAuthority.Default;
        using var key = RSA.Create(2048);
        var shape = new CertificateShape { Subject = "CN=Many, O=Many, C=DE", IsAuthority = true, Key = key };
        var first = TestAuthority.SelfSigned(shape);
        var signer = authority.Issue(Shapes.Publisher, first);
        var message = new TestMessage { Signer = signer, Certificates = [signer, .. Enumerable.Range(0, 100).Select(_ => authority.Issue(shape, first))] }.Sign();

        var clock = Stopwatch.StartNew();
        var written = Written.Of(message);

        Assert.Contains(written.Facts, fact => fact.Value == "signature-structure-irregular" && fact.Arguments!["reason"] == "too-many-checks");
        Assert.Equal("valid", written.Signature.Arguments!["status"]);
        Assert.NotEqual("trusted", written.Signature.Arguments["trust"]);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), clock.Elapsed.ToString());
    }

    [Fact]
    public async Task One_verifier_serves_many_threads()
    {
        var verifier = new SignatureVerifier(Written.Settings);
        var expected = Facts(verifier);

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 20).Select(_ => Facts(verifier)).ToArray())));

        Assert.All(found.SelectMany(facts => facts), facts => Assert.Equal(expected, facts));

        static string Facts(SignatureVerifier verifier)
        {
            var message = SignedMessage.TryRead(Message, out _)!;
            return string.Join('\n', Written.From(writer => verifier.Write(message, "script", ContentState.Matches, writer)).Facts.Select(fact => fact.Value + string.Concat(fact.Arguments!.Items.ToArray())));
        }
    }

    // The set of certificates (0) or signers (2) of a plain message, with its first element many times.
    private static byte[] Repeated(int part, int count)
    {
        var plain = new TestMessage().Sign();
        var info = new AsnReader(plain, AsnEncodingRules.DER).ReadSequence();
        info.ReadObjectIdentifier();
        var data = info.ReadSequence(DerText.Context(0)).ReadSequence();
        return DerText.Encode(writer => writer.Sequence(() =>
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            writer.Sequence(() => writer.Sequence(() =>
            {
                for (var i = 0; i < 3; i++)
                {
                    writer.WriteEncodedValue(data.ReadEncodedValue().Span);
                }

                for (var i = 0; data.HasData; i += 2)
                {
                    var tag = data.PeekTag();
                    var set = data.ReadSetOf(tag);
                    var element = set.ReadEncodedValue();
                    writer.Set(() =>
                    {
                        for (var j = 0; j < (i == part ? count : 1); j++)
                        {
                            writer.WriteEncodedValue(element.Span);
                        }
                    }, tag);
                }
            }), DerText.Context(0));
        }));
    }
}
