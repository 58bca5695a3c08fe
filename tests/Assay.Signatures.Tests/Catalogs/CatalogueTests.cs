using System.Security.Cryptography;
using System.Text;
using Assay.Model;
using Assay.Signatures.Catalogs;
using Assay.Signatures.Certificates;
using Assay.Signatures.Cms;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.Catalogs;

public sealed class CatalogueTests
{
    private static readonly SignatureVerifier Verifier = new(new SignatureSettings { Roots = TrustedRoots.FromPem(TestAuthority.Default.RootPem) });
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("Get-Date");

    [Theory]
    [InlineData(1, "sha1")]
    [InlineData(2, "sha256")]
    public void The_files_of_a_catalogue_are_stated_once_each_with_digest_and_path(int version, string algorithm)
    {
        var facts = Read(new TestCatalogue { Version = version, Message = new TestMessage { Timestamps = [new TestTimestamp()] } }.Add("Sample.psm1", Content).Add("en-US\\Sample.psd1", "@{}").Add("empty.txt", ""));

        var signature = Assert.Single(facts, fact => fact is { Kind: FactKind.Signature, Value: "catalogue" });
        Assert.Equal(("valid", "trusted"), (signature.Arguments!["status"], signature.Arguments["trust"]));
        var digest = Convert.ToHexStringLower(version == 1 ? CryptographicOperations.HashData(HashAlgorithmName.SHA1, Content) : SHA256.HashData(Content));
        Assert.Equal(
            [(digest, algorithm, "Sample.psm1"), (Convert.ToHexStringLower(CryptographicOperations.HashData(version == 1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes("@{}"))), algorithm, "en-US/Sample.psd1"), ("", "none", "empty.txt")],
            Members(facts).Select(fact => (fact.Value, fact.Arguments!["algorithm"]!, fact.Arguments["file"]!)));
        Assert.All(Members(facts), fact => Assert.Equal(("file", "tree"), (fact.Arguments!["of"], fact.Arguments["list"])));
    }

    [Fact]
    public void A_driver_lists_files_not_a_folder_and_its_names_may_be_bytes()
    {
        var facts = Read(new TestCatalogue { WritesBytes = true, Files = [new TestCatalogueFile("sample.sys", new byte[32], IsImage: true, Tag: "File"), new TestCatalogueFile(null, new byte[32]), new TestCatalogueFile("2:6.0", new byte[32], Tag: "OSAttr")] });

        Assert.Equal([("sample.sys", "files", "image"), (null, null, "file"), (null, null, "file")], Members(facts).Select(fact => (fact.Arguments!["file"], fact.Arguments["list"], fact.Arguments["of"])));
    }

    [Fact]
    public void A_list_that_nobody_signed_is_told_and_its_files_are_stated()
    {
        var facts = Read(new TestCatalogue().Add("a.ps1", Content).BuildUnsigned());

        Assert.DoesNotContain(facts, fact => fact.Kind == FactKind.Signature);
        Assert.Contains(facts, fact => fact is { Kind: FactKind.Anomaly, Value: "catalogue-unsigned" });
        Assert.Single(Members(facts));
    }

    [Fact]
    public void Other_trust_lists_and_other_signatures_are_no_catalogue()
    {
        Assert.Equal(["signature-malformed"], Read(new TestCatalogue { Usage = "1.3.6.1.4.1.311.10.3.9" }.Add("a", Content)).Select(fact => fact.Value));
        Assert.Equal(["signature-malformed"], Read(new TestMessage().Sign()).Select(fact => fact.Value));
    }

    [Fact]
    public void A_list_of_more_files_than_the_limit_is_not_read()
    {
        var files = Enumerable.Range(0, 50_001).Select(number => new TestCatalogueFile(null, BitConverter.GetBytes(number)));

        Assert.Equal(["signature-malformed"], Read(new TestCatalogue { Version = 1, Files = [.. files] }).Select(fact => fact.Value));
    }

    [Fact]
    public void A_changed_bit_of_a_catalogue_is_noticed()
    {
        var file = new TestCatalogue { Message = new TestMessage { Timestamps = [new TestTimestamp()] } }.Add("Sample.psm1", Content).Add("empty.txt", "").Build();
        var whole = Read(file).Select(Text).ToArray();
        var message = SignedMessage.TryRead(file, out _)!;
        var content = file.AsSpan().IndexOf(message.Content.Span);
        var random = new Random(3);
        for (var round = 0; round < 600; round++)
        {
            // The list bit by bit, then any byte.
            var at = round < 300 ? content + random.Next(message.Content.Length) : random.Next(file.Length);
            var changed = (byte[])file.Clone();
            changed[at] ^= (byte)(1 << random.Next(8));

            var facts = Read(changed);

            Assert.True(!facts.Select(Text).SequenceEqual(whole) || SignsTheSame(SignedMessage.TryRead(changed, out _)!, message), $"byte {at}");
            Assert.True(round >= 300 || !facts.Any(fact => fact is { Kind: FactKind.Signature, Value: "catalogue" } && fact.Arguments!["status"] == "valid"), $"byte {at}");
        }
    }

    [Fact]
    public void Any_bytes_are_read_without_an_exception_and_alike_each_time()
    {
        var file = new TestCatalogue().Add("Sample.psm1", Content).Add("empty.txt", "").Build();
        var random = new Random(5);
        for (var round = 0; round < 1500; round++)
        {
            var changed = (byte[])file.Clone();
            for (var edits = random.Next(1, 5); edits > 0; edits--)
            {
                changed[random.Next(Math.Min(changed.Length, 700))] = (byte)random.Next(256);
            }

            changed = round % 3 == 0 ? changed[..random.Next(changed.Length)] : changed;

            Assert.Equal(Read(changed).Select(Text), Read(changed).Select(Text));
        }
    }

    // What nobody signs: version numbers and the list of digests.
    private static bool SignsTheSame(SignedMessage left, SignedMessage right) => left.Content.Span.SequenceEqual(right.Content.Span)
        && left.Signers.Zip(right.Signers).All(pair => pair.First.Signature.Span.SequenceEqual(pair.Second.Signature.Span)
            && pair.First.SignedAttributesEncoded.Span.SequenceEqual(pair.Second.SignedAttributesEncoded.Span));

    private static IEnumerable<Fact> Members(IEnumerable<Fact> facts) => facts.Where(fact => fact.Kind == FactKind.Digest);

    private static string Text(Fact fact) => $"{fact.Kind} {fact.Value} {string.Join(' ', fact.Arguments?.Items.ToArray().Select(item => $"{item.Name}={item.Value}") ?? [])}";

    private static Fact[] Read(TestCatalogue catalogue) => Read(catalogue.Build());

    private static Fact[] Read(byte[] file)
    {
        var writer = new FactWriter();
        CatalogueAnalyzer.Analyze(file, Verifier, writer);
        var facts = writer.ToFacts();
        return [.. facts.Records.Select(record => facts.Read(record))];
    }
}
