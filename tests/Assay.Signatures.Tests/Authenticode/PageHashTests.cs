using System.Security.Cryptography;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.Authenticode;

public sealed class PageHashTests
{
    private static readonly byte[] Library = ImageFacts.Library;

    [Theory]
    [InlineData("SHA1", "sha1")]
    [InlineData("SHA256", "sha256")]
    public void Pages_that_fit_are_named_and_nothing_more(string digest, string name)
    {
        var facts = ImageFacts.Of(new SignedImage(Library) { PageHashes = new HashAlgorithmName(digest), Message = ImageFacts.Stamped });

        Assert.Equal(["valid"], facts.Statuses);
        Assert.Equal(name, Assert.Single(facts.Authenticode).Arguments!["page-hashes"]);
        Assert.Empty(facts.Anomalies);
    }

    [Theory]
    [InlineData(4096, 9000)]
    [InlineData(0x2000, 9000)]
    [InlineData(4096, 10)]
    [InlineData(0x2000, 10)]
    public void Pages_have_the_size_of_the_processor_or_of_the_section_alignment(int size, int length)
    {
        // Assemblies align their sections at 8 KiB.
        var image = CSharpSample.Compile($"public class C {{ public string S => \"{new string('x', length)}\"; }}");

        Assert.DoesNotContain("page-hash-mismatch", ImageFacts.Of(new SignedImage(image) { PageHashes = HashAlgorithmName.SHA256, PageSize = size }).Anomalies);
    }

    [Fact]
    public void A_page_that_differs_is_a_mismatch_although_the_image_fits()
    {
        // The third page begins at 0x1400: 4 bytes of offset and 32 of digest before it, twice.
        var facts = ImageFacts.Of(new SignedImage(Library) { PageHashes = HashAlgorithmName.SHA256, ChangePageHashes = table => table[(2 * 36) + 10] ^= 1 });

        Assert.Equal(["valid"], facts.Statuses);
        var anomaly = facts.Anomaly("page-hash-mismatch");
        Assert.Equal(("1", "5120", "sha256"), (anomaly["count"], anomaly["first"], anomaly["digest"]));
    }

    [Fact]
    public void A_changed_byte_changes_its_page()
    {
        var signed = new SignedImage(Library) { PageHashes = HashAlgorithmName.SHA1 }.Sign();
        signed[0x410] ^= 1;
        var facts = ImageFacts.Of(signed);

        Assert.Equal(["digest-mismatch"], facts.Statuses);
        Assert.Equal("1024", facts.Anomaly("page-hash-mismatch")["first"]);
    }

    [Fact]
    public void Pages_that_the_image_does_not_have_are_a_mismatch() =>
        Assert.Equal("1", ImageFacts.Of(new SignedImage(Library) { PageHashes = HashAlgorithmName.SHA256, ChangePageHashes = table => table[36]++ }).Anomaly("page-hash-mismatch")["count"]);

    [Fact]
    public void A_page_size_that_no_tool_uses_is_a_mismatch() =>
        Assert.Contains("page-hash-mismatch", ImageFacts.Of(new SignedImage(Library) { PageHashes = HashAlgorithmName.SHA256, PageSize = 1024 }).Anomalies);
}
