using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using Assay.Model;
using Assay.Signatures.Tests.Authenticode;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.StrongNames;

public sealed class StrongNameTests
{
    private const string Source = "public class C { public string Text => \"some text of the program\"; }";

    [Fact]
    public void What_the_compiler_signed_is_valid()
    {
        var name = StrongName(StrongNameKey.Usual.CompileSigned(Source))!;

        Assert.Equal(("valid", "rsa-1024", "sha1"), (name["status"], name["key"], name["digest"]));
        Assert.Equal(Token(StrongNameKey.Usual.PublicKey), name["token"]);
    }

    [Theory]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    [InlineData("SHA384")]
    [InlineData("SHA512")]
    public void The_key_names_the_digest(string digest)
    {
        var key = StrongNameKey.Strong(new HashAlgorithmName(digest));
        var name = StrongName(key.Sign(key.Compile(Source, isPublicSigned: false)))!;

        Assert.Equal(("valid", "rsa-2048", digest.ToLowerInvariant()), (name["status"], name["key"], name["digest"]));
    }

    [Fact]
    public void A_signature_that_is_yet_to_come_is_delayed() => Assert.Equal("delay-signed", StrongName(StrongNameKey.Usual.Compile(Source, isPublicSigned: false))!["status"]);

    [Fact]
    public void A_claim_without_a_signature_is_a_public_signature()
    {
        var facts = ImageFacts.Of(StrongNameKey.Usual.Compile(Source, isPublicSigned: true));

        Assert.Equal("public-signed", Assert.Single(facts.Signatures).Arguments!["status"]);
        Assert.Empty(facts.Anomalies);
    }

    [Fact]
    public void A_signed_assembly_without_the_flag_is_delay_signed()
    {
        var image = StrongNameKey.Usual.CompileSigned(Source);
        image[StrongNameKey.Locate(image).Flags] ^= 8;

        Assert.Equal("delay-signed", StrongName(image)!["status"]);
    }

    [Fact]
    public void An_assembly_without_a_key_has_no_strong_name() => Assert.Null(StrongName(TestInputs.CSharpSample.Compile(Source)));

    [Fact]
    public void A_changed_text_is_a_mismatch()
    {
        var image = StrongNameKey.Usual.CompileSigned(Source);
        var at = image.AsSpan().IndexOf("s\0o\0m\0e\0"u8);
        image[at] = (byte)'S';
        var facts = ImageFacts.Of(image);

        Assert.Equal("mismatch", Assert.Single(facts.Signatures).Arguments!["status"]);
        Assert.Equal(Token(StrongNameKey.Usual.PublicKey), facts.Anomaly("strong-name-mismatch")["token"]);
    }

    [Fact]
    public void What_was_compiled_to_machine_code_afterwards_is_not_judged()
    {
        var image = StrongNameKey.Usual.CompileSigned(Source);
        var at = image.AsSpan().IndexOf("s\0o\0m\0e\0"u8);
        "RTR\0"u8.CopyTo(image.AsSpan(at));
        Assert.Equal("mismatch", StrongName(image)!["status"]);

        using var pe = new PEReader([.. image]);
        var section = pe.PEHeaders.SectionHeaders.First(header => at >= header.PointerToRawData && at < header.PointerToRawData + header.SizeOfRawData);
        BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(pe.PEHeaders.CorHeaderStartOffset + 64), section.VirtualAddress + at - section.PointerToRawData);
        var facts = ImageFacts.Of(image);

        var name = Assert.Single(facts.Signatures).Arguments!;
        Assert.Equal(("not-verified", "ready-to-run"), (name["status"], name["compiled"]));
        Assert.Empty(facts.Anomalies);
    }

    [Fact]
    public void A_signature_of_another_key_is_a_mismatch()
    {
        var image = new StrongNameKey(RSA.Create(1024), HashAlgorithmName.SHA1).Sign(StrongNameKey.Usual.Compile(Source, isPublicSigned: false));

        Assert.Equal("mismatch", StrongName(image)!["status"]);
    }

    [Fact]
    public void Signing_with_Authenticode_leaves_the_strong_name_valid()
    {
        var image = new SignedImage(StrongNameKey.Usual.CompileSigned(Source)) { Message = ImageFacts.Stamped }.Sign();
        image[SignedImage.CheckSum(image)] ^= 0x55;
        var facts = ImageFacts.Of(image);

        Assert.Equal(["valid"], facts.Statuses);
        Assert.Equal("valid", facts.Signatures.Single(fact => fact.Value == "strong-name").Arguments!["status"]);
        Assert.Empty(facts.Anomalies);
    }

    [Fact]
    public void Another_key_signs_in_the_place_of_the_identity()
    {
        var signing = StrongNameKey.Strong(HashAlgorithmName.SHA256);
        var name = StrongName(signing.Sign(StrongNameKey.Usual.Compile(WithSignatureKey(signing, StrongNameKey.Usual.CounterSign(signing)), isPublicSigned: false)))!;

        Assert.Equal(("valid", "rsa-2048", "sha256", "true"), (name["status"], name["key"], name["digest"], name["counter-signed"]));
        Assert.Equal(Token(StrongNameKey.Usual.PublicKey), name["token"]);
    }

    [Fact]
    public void A_key_that_the_identity_did_not_sign_is_a_mismatch()
    {
        var signing = StrongNameKey.Strong(HashAlgorithmName.SHA256);
        var stranger = new StrongNameKey(RSA.Create(1024), HashAlgorithmName.SHA1);
        var name = StrongName(signing.Sign(StrongNameKey.Usual.Compile(WithSignatureKey(signing, stranger.CounterSign(signing)), isPublicSigned: false)))!;

        Assert.Equal(("mismatch", "false"), (name["status"], name["counter-signed"]));
    }

    [Fact]
    public void The_key_of_the_standard_is_named()
    {
        // The neutral key takes the place of the identity in the blob heap: a length of 16 and its bytes.
        var image = StrongNameKey.Usual.Compile(Source, isPublicSigned: true);
        var at = image.AsSpan().IndexOf(StrongNameKey.Usual.PublicKey);
        image[at - 2] = 16;
        new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0 }.CopyTo(image.AsSpan(at - 1));
        var name = StrongName(image)!;

        Assert.Equal(("public-signed", "standard", "b77a5c561934e089"), (name["status"], name["identity"], name["token"]));
    }

    [Fact]
    public void No_byte_of_the_signed_content_can_be_changed()
    {
        var image = StrongNameKey.Usual.CompileSigned(Source);
        var (flags, signature, size) = StrongNameKey.Locate(image);
        var random = new Random(9);
        var header = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(0x3C));
        var headers = header + 248 + (40 * image[header + 6]);
        var first = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(header + 248 + 20));
        var checkSum = SignedImage.CheckSum(image);
        var entry = SignedImage.TableEntry(image);
        var changedBytes = 0;
        for (var at = 0; at < image.Length; at++)
        {
            var changed = (byte[])image.Clone();
            changed[at] ^= (byte)(1 << random.Next(8));
            var status = StrongName(changed)?["status"];
            var isLeftOut = (at >= checkSum && at < checkSum + 4) || (at >= entry && at < entry + 8) || (at >= headers && at < first);
            if (isLeftOut)
            {
                Assert.Equal("valid", status);
            }
            else
            {
                changedBytes++;
                Assert.NotEqual("valid", status);
            }
        }

        Assert.True(changedBytes > 2000 && signature > flags && size == 128);
    }

    [Fact]
    public void Changed_headers_never_throw()
    {
        var image = StrongNameKey.Usual.CompileSigned(Source);
        var random = new Random(12);
        for (var round = 0; round < 2000; round++)
        {
            var changed = (byte[])image.Clone();
            for (var count = random.Next(1, 6); count > 0; count--)
            {
                changed[random.Next(0x300)] = random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => (byte)random.Next(256) };
            }

            StrongName(changed);
        }
    }

    [Fact]
    public void An_assembly_cut_anywhere_has_no_valid_strong_name()
    {
        var image = StrongNameKey.Usual.CompileSigned(Source);
        for (var length = 0; length < image.Length; length += 7)
        {
            Assert.NotEqual("valid", StrongName(image[..length])?["status"]);
        }
    }

    private static string WithSignatureKey(StrongNameKey key, string counterSignature) =>
        $"[assembly: System.Reflection.AssemblySignatureKey(\"{Convert.ToHexString(key.PublicKey)}\", \"{counterSignature}\")]\n{Source}";

    private static ArgumentList? StrongName(byte[] image) => ImageFacts.Of(image).Signatures.Where(fact => fact.Value == "strong-name").Select(fact => fact.Arguments).SingleOrDefault();

    private static string Token(byte[] key) => Convert.ToHexStringLower([.. CryptographicOperations.HashData(HashAlgorithmName.SHA1, key)[^8..].Reverse()]);
}
