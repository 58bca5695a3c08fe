using System.Security.Cryptography;
using Assay.Model;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.Authenticode;

public sealed class AuthenticodeTests
{
    private static readonly byte[] Library = ImageFacts.Library;

    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    [InlineData("SHA384")]
    [InlineData("SHA512")]
    public void An_image_signed_with_any_digest_is_valid(string digest)
    {
        var facts = ImageFacts.Of(new SignedImage(Library) { Digest = new HashAlgorithmName(digest), Message = ImageFacts.Stamped });

        var signature = Assert.Single(facts.Authenticode).Arguments!;
        Assert.Equal(("valid", "trusted", "rfc3161", null), (signature["status"], signature["trust"], signature["timestamp"], signature["nested"]));
        Assert.Empty(facts.Anomalies);
        Assert.Empty(facts.Problems);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(512)]
    [InlineData(777)]
    public void Data_behind_the_sections_is_part_of_the_image(int length)
    {
        var image = PeBuilder.WithCode(wide: length != 1);
        image.Overlay = Bytes.Noise(length);
        var signed = new SignedImage(image.Build()) { Message = ImageFacts.Stamped }.Sign();

        Assert.Equal(["valid"], ImageFacts.Of(signed).Statuses);
        if (length > 0)
        {
            signed[image.Build().Length - 1] ^= 1;
            Assert.Equal(["digest-mismatch"], ImageFacts.Of(signed).Statuses);
        }
    }

    [Fact]
    public void An_assembly_is_an_image_like_any_other() =>
        Assert.Equal(["valid"], ImageFacts.Of(new SignedImage(CSharpSample.Compile("public class C;"))).Statuses);

    [Fact]
    public void A_changed_image_is_a_mismatch()
    {
        var signed = new SignedImage(Library) { Message = ImageFacts.Stamped }.Sign();
        signed[0x500] ^= 0x40;
        var facts = ImageFacts.Of(signed);

        Assert.Equal(["digest-mismatch"], facts.Statuses);
        Assert.Contains("signature-digest-mismatch", facts.Anomalies);
        Assert.DoesNotContain("signature-covers-part", facts.Anomalies);
    }

    [Fact]
    public void Checksum_and_table_entry_are_not_part_of_what_is_signed()
    {
        var signed = new SignedImage(Library) { Message = ImageFacts.Stamped }.Sign();
        signed[SignedImage.CheckSum(signed)] ^= 0xFF;

        Assert.Equal(["valid"], ImageFacts.Of(signed).Statuses);
    }

    [Fact]
    public void A_signature_of_another_image_is_a_mismatch_here()
    {
        var other = new SignedImage(PeBuilder.WithCode().Build()).Sign();
        var table = other[PeBuilder.WithCode().Build().Length..];

        Assert.Equal(["digest-mismatch"], ImageFacts.Of(SignedImage.WithTable(Library, table)).Statuses);
    }

    [Fact]
    public void A_signature_of_something_that_is_no_image_does_not_fit_one() =>
        Assert.Equal(["digest-mismatch"], ImageFacts.Of(new SignedImage(Library) { DataType = "1.3.6.1.4.1.311.2.1.30" }).Statuses);

    [Fact]
    public void A_message_that_says_nothing_about_a_file_is_malformed_and_never_valid()
    {
        var facts = ImageFacts.Of(SignedImage.WithTable(Library, SignedImage.Entry(2, ImageFacts.Stamped.Sign())));

        Assert.Equal(["digest-mismatch"], facts.Statuses);
        Assert.Contains("signature-malformed", facts.Anomalies);
    }

    [Fact]
    public void A_digest_that_is_not_known_verifies_nothing() =>
        Assert.Equal(["not-verified"], ImageFacts.Of(new SignedImage(Library) { DigestIdentifier = "1.2.3.4" }).Statuses);

    [Fact]
    public void Signatures_within_a_signature_and_beside_it_are_all_checked()
    {
        var facts = ImageFacts.Of(new SignedImage(Library)
        {
            Digest = HashAlgorithmName.SHA1,
            Nested = new SignedImage(Library) { Nested = new SignedImage(Library) { Digest = HashAlgorithmName.SHA512 } },
            Second = new SignedImage(Library),
        });

        Assert.Equal(["valid", "valid", "valid", "valid"], facts.Statuses);
        Assert.Equal([null, "true", "true", "true"], facts.Authenticode.Select(fact => fact.Arguments!["nested"]));
        Assert.DoesNotContain("signature-excluded-content", facts.Anomalies);
    }

    [Fact]
    public void A_nested_signature_of_another_image_is_a_mismatch_beside_a_valid_one()
    {
        var other = new SignedImage(PeBuilder.WithCode().Build()) { Message = ImageFacts.Stamped };
        var inner = other.Sign().AsSpan()[PeBuilder.WithCode().Build().Length..];
        var message = inner.Slice(8, BitConverter.ToInt32(inner) - 8).ToArray();
        var facts = ImageFacts.Of(new SignedImage(Library) { Message = ImageFacts.Stamped with { UnsignedAttributes = [(SignedImage.NestedSignature, message)] } });

        Assert.Equal(["valid", "digest-mismatch"], facts.Statuses);
    }

    [Fact]
    public void Nesting_ends()
    {
        var image = new SignedImage(Library);
        for (var i = 0; i < 8; i++)
        {
            image = new SignedImage(Library) { Nested = image };
        }

        var facts = ImageFacts.Of(image);
        Assert.Equal(5, facts.Statuses.Count);
        Assert.Contains("signature-malformed", facts.Anomalies);
    }

    [Fact]
    public void Without_verification_signatures_are_stated_and_nothing_is_judged()
    {
        var signed = new SignedImage(Library).Sign();
        signed[0x500] ^= 0x40;
        var facts = ImageFacts.Of(signed, new SignatureVerifier(SignatureSettings.Off));

        Assert.Equal(["not-verified"], facts.Statuses);
        Assert.Empty(facts.Anomalies);
    }

    [Fact]
    public void An_unsigned_image_says_nothing() => Assert.Empty(ImageFacts.Of(Library).Signatures);

    [Fact]
    public void A_reproducible_build_without_a_time_stamp_is_stated()
    {
        var image = CSharpSample.Compile("public class C;");

        Assert.Contains("reproducible-build-without-timestamp", ImageFacts.Of(new SignedImage(image)).Anomalies);
        Assert.DoesNotContain("reproducible-build-without-timestamp", ImageFacts.Of(new SignedImage(image) { Message = ImageFacts.Stamped }).Anomalies);
        Assert.DoesNotContain("reproducible-build-without-timestamp", ImageFacts.Of(new SignedImage(Library)).Anomalies);
    }
}
