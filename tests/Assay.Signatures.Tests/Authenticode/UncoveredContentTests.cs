using System.Buffers.Binary;
using System.Security.Cryptography;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.Authenticode;

public sealed class UncoveredContentTests
{
    private static readonly byte[] Library = ImageFacts.Library;
    private static readonly SignedImage Signed = new(Library) { Message = ImageFacts.Stamped };

    [Fact]
    public void Data_behind_the_signature_in_its_entry_is_not_covered()
    {
        var facts = ImageFacts.Of(Signed with { InEntry = [.. new byte[40], 1, 2, 0] });

        Assert.Equal(["valid"], facts.Statuses);
        var anomaly = facts.Anomaly("signature-covers-part");
        Assert.Equal(("entry", "42", "Test Publisher"), (anomaly["where"], anomaly["size"], anomaly["signer"]));
    }

    [Fact]
    public void Data_behind_the_entries_is_not_covered()
    {
        var facts = ImageFacts.Of(Signed with { InTable = [0, 0, 0, 0, 9, 9, 9, 9] });

        Assert.Equal(["valid"], facts.Statuses);
        Assert.Equal(("table", "8"), (facts.Anomaly("signature-covers-part")["where"], facts.Anomaly("signature-covers-part")["size"]));
    }

    [Fact]
    public void Data_in_the_place_of_an_entry_is_malformed_and_not_covered()
    {
        var facts = ImageFacts.Of(Signed with { InTable = "appended"u8.ToArray() });

        Assert.Equal(["valid"], facts.Statuses);
        Assert.Contains("signature-malformed", facts.Anomalies);
        Assert.Equal("table", facts.Anomaly("signature-covers-part")["where"]);
    }

    [Fact]
    public void Zeros_that_fill_the_table_up_are_nothing() => Assert.Empty(ImageFacts.Of(Signed with { InEntry = new byte[64], InTable = new byte[64] }).Anomalies);

    [Fact]
    public void A_section_that_reaches_into_the_table_is_not_covered_although_the_digest_fits()
    {
        // The size of the last section is raised before the image is signed, so that the loader maps the signature, too.
        var image = (byte[])Library.Clone();
        var row = BitConverter.ToInt32(image, 0x3C) + 24 + 240 + 40;
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(row + 8), 0x1000);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(row + 16), 0x1000);
        var facts = ImageFacts.Of(new SignedImage(image) { Message = ImageFacts.Stamped });

        Assert.Equal(["digest-mismatch"], facts.Statuses);
        Assert.Equal("section", facts.Anomaly("signature-covers-part")["where"]);
    }

    [Fact]
    public void Data_behind_the_table_breaks_the_signature_and_is_named()
    {
        var facts = ImageFacts.Of(Signed with { Behind = "appended"u8.ToArray() });

        Assert.Equal(["digest-mismatch"], facts.Statuses);
        Assert.Equal(("behind-table", "8"), (facts.Anomaly("signature-covers-part")["where"], facts.Anomaly("signature-covers-part")["size"]));
    }

    [Fact]
    public void Data_behind_the_table_that_was_signed_with_the_image_is_covered()
    {
        var facts = ImageFacts.Of(Signed with { Behind = "appended"u8.ToArray(), HashesBehind = true });

        Assert.Equal(["valid"], facts.Statuses);
        Assert.Empty(facts.Anomalies);
    }

    [Fact]
    public void Attributes_that_nobody_reads_are_excluded_content()
    {
        var facts = ImageFacts.Of(new SignedImage(Library) { Message = ImageFacts.Stamped with { UnsignedAttributes = [("1.3.6.1.4.1.99999.7", DerText.Encode(writer => writer.WriteOctetString(new byte[30])))] } });

        Assert.Equal(["valid"], facts.Statuses);
        Assert.Equal(("1.3.6.1.4.1.99999.7", "32"), (facts.Anomaly("signature-excluded-content")["oid"], facts.Anomaly("signature-excluded-content")["size"]));
    }

    [Fact]
    public void Entries_of_another_type_are_excluded_content()
    {
        var facts = ImageFacts.Of(Signed with { Entries = [(4, new byte[24])] });

        Assert.Equal(["valid"], facts.Statuses);
        Assert.Equal("4", facts.Anomaly("signature-excluded-content")["type"]);
    }

    [Theory]
    [InlineData("authenticode", "1.3.6.1.4.1.311.3.3.1")]
    [InlineData("general", "1.2.840.113549.1.9.16.2.14")]
    public void Time_stamps_are_no_excluded_content(string form, string attribute)
    {
        var facts = ImageFacts.Of(new SignedImage(Library) { Message = new TestMessage { Timestamps = [new TestTimestamp { Attribute = attribute }] } });

        Assert.NotEmpty(form);
        Assert.Equal(["valid"], facts.Statuses);
        Assert.DoesNotContain("signature-excluded-content", facts.Anomalies);
    }

    [Fact]
    public void An_image_that_demands_integrity_needs_page_hashes()
    {
        var image = (byte[])Library.Clone();
        image[SignedImage.CheckSum(image) + 6] |= 0x80;

        Assert.Contains("integrity-enforced-without-page-hashes", ImageFacts.Of(new SignedImage(image)).Anomalies);
        Assert.DoesNotContain("integrity-enforced-without-page-hashes", ImageFacts.Of(new SignedImage(image) { PageHashes = HashAlgorithmName.SHA256 }).Anomalies);
        Assert.DoesNotContain("integrity-enforced-without-page-hashes", ImageFacts.Of(new SignedImage(image) { Nested = new SignedImage(image) { PageHashes = HashAlgorithmName.SHA1 } }).Anomalies);
        Assert.Empty(ImageFacts.Of(image).Anomalies);
    }
}
