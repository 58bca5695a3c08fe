using System.Security.Cryptography;
using Assay.Model;
using Assay.Packages;
using Assay.Signatures.Packages;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests;

public sealed class PackageSignatureTests
{
    private static readonly TestAuthority Authority = TestAuthority.Default;
    private static readonly SignatureVerifier Verifier = new(Written.Settings);
    private static readonly RawEntry[] Entries = [new("Sample.nuspec", NupkgBuilder.Manifest()), new("lib/net8.0/a.txt", "some text, some text, some text"), new("readme.md", "read me") { Method = 0 }];

    [Fact]
    public void An_author_and_a_repository_that_countersigned()
    {
        var written = Read(SignedPackage.Sign(Entries, SignedPackage.Author(Authority) with { CounterSigner = SignedPackage.Repository(Authority, "jane", "john") }));

        Assert.Equal([("author", "valid"), ("timestamp", "valid"), ("repository", "valid"), ("timestamp", "valid")], written.Signatures.Select(fact => (fact.Value, fact.Arguments!["status"]!)));
        Assert.Equal("proof-of-origin", written.Signature.Arguments!["commitment"]);
        var repository = written.Signatures.Single(fact => fact.Value == "repository").Arguments!;
        Assert.Equal(("proof-of-receipt", SignedPackage.ServiceIndex, "jane,john", "2023-05-06T08:08:09Z"), (repository["commitment"], repository["service-index"], repository["owners"], repository["signed-at"]));
        Assert.Empty(written.Anomalies);
        Assert.Empty(written.Problems);
    }

    [Theory]
    [InlineData("SHA256")]
    [InlineData("SHA384")]
    [InlineData("SHA512")]
    public void Every_digest_that_NuGet_allows(string digest)
    {
        var written = Read(SignedPackage.Sign(Entries, SignedPackage.Repository(Authority, "jane") with { Digest = new HashAlgorithmName(digest) }));

        Assert.Equal(("repository", "valid"), (written.Signature.Value, written.Signature.Arguments!["status"]));
        Assert.Empty(written.Anomalies);
    }

    [Fact]
    public void The_signature_may_stand_anywhere_among_the_entries()
    {
        var signed = SignedPackage.Author(Authority);
        var content = SignedPackage.Content(new RawZip().Add(Entries).Build(), HashAlgorithmName.SHA256);
        var entry = new RawEntry(SignedPackage.EntryName, (signed with { Content = content }).Sign()) { Method = 0 };

        Assert.Equal("valid", Read(new RawZip().Add([Entries[0], entry, .. Entries[1..]]).Build()).Signature.Arguments!["status"]);
    }

    [Fact]
    public void A_package_with_another_signature_s_content_is_not_the_signed_one()
    {
        var signature = (SignedPackage.Author(Authority) with { Content = SignedPackage.Content(new RawZip().Add(Entries).Build(), HashAlgorithmName.SHA256) }).Sign();
        var other = new RawZip().Add([.. Entries, new RawEntry("more.txt", "more"), new RawEntry(SignedPackage.EntryName, signature) { Method = 0 }]).Build();

        var written = Read(other);

        Assert.Equal("digest-mismatch", written.Signature.Arguments!["status"]);
        Assert.Equal("file", written.Anomaly("signature-digest-mismatch").Arguments!["reason"]);
    }

    [Fact]
    public void A_signature_file_without_its_package_is_not_verified()
    {
        var signature = (SignedPackage.Author(Authority) with { Content = SignedPackage.Content([1], HashAlgorithmName.SHA256) }).Sign();

        Assert.Equal("not-verified", Written.From(writer => PackageSignatureAnalyzer.Analyze(signature, null, Verifier, writer)).Signature.Arguments!["status"]);
    }

    public static TheoryData<string, string> Irregular => new()
    {
        { "no-commitment", "unknown" },
        { "digest", "author" },
        { "key", "author" },
        { "no-service-index", "repository" },
        { "no-signing-certificate", "author" },
    };

    [Theory]
    [MemberData(nameof(Irregular))]
    public void What_NuGet_does_not_allow(string reason, string role)
    {
        using var key = RSA.Create(1024);
        var author = SignedPackage.Author(Authority);
        var message = reason switch
        {
            "no-commitment" => author with { SignedAttributes = author.SignedAttributes.Skip(1).ToArray() },
            "digest" => author with { Digest = HashAlgorithmName.SHA1 },
            "key" => author with { Signer = Authority.Issue(Shapes.Publisher with { Key = key }), SignedAttributes = [author.SignedAttributes[0]] },
            "no-service-index" => SignedPackage.Repository(Authority) with { SignedAttributes = SignedPackage.Repository(Authority).SignedAttributes.Take(2).ToArray() },
            _ => author with { SignedAttributes = [author.SignedAttributes[0]] },
        };

        var written = Read(SignedPackage.Sign(Entries, message));

        var found = written.Facts.Where(fact => fact.Value == "package-signature-irregular").Select(fact => (fact.Arguments!["reason"], fact.Arguments["role"]));
        Assert.Contains((reason, role), found);
    }

    [Fact]
    public void Two_signature_entries_do_not_tell_what_was_signed()
    {
        var signature = new RawEntry(SignedPackage.EntryName, (SignedPackage.Author(Authority) with { Content = SignedPackage.Content(new RawZip().Add(Entries).Build(), HashAlgorithmName.SHA256) }).Sign()) { Method = 0 };

        var written = Read(new RawZip().Add([.. Entries, signature, signature]).Build());

        Assert.All(written.Signatures.Where(fact => fact.Value == "author"), fact => Assert.Equal("not-verified", fact.Arguments!["status"]));
        Assert.Contains(written.Facts, fact => fact.Value == "package-signature-irregular" && fact.Arguments!["reason"] == "package-not-told");
    }

    [Theory]
    [InlineData("Version:2\n\n2.16.840.1.101.3.4.2.1-Hash:AAAA\n\n")]
    [InlineData("Version:1\n\n2.16.840.1.101.3.4.2.1-Hash:not base-64\n\n")]
    [InlineData("Version:1\n\n")]
    [InlineData("2.16.840.1.101.3.4.2.1-Hash:AAAA\n\n")]
    [InlineData("Version:1\nwords\n2.16.840.1.101.3.4.2.1-Hash:AAAA\n\n")]
    [InlineData("")]
    public void Content_that_states_no_digest_is_a_problem(string content)
    {
        var signature = (SignedPackage.Author(Authority) with { Content = System.Text.Encoding.UTF8.GetBytes(content) }).Sign();

        var written = Read(new RawZip().Add([.. Entries, new RawEntry(SignedPackage.EntryName, signature) { Method = 0 }]).Build());

        Assert.Equal(ProblemId.SignatureUnreadable, Assert.Single(written.Problems).Id);
        Assert.Equal("not-verified", written.Signature.Arguments!["status"]);
        Assert.Contains("signature-malformed", written.Anomalies);
    }

    [Fact]
    public void A_changed_byte_anywhere_is_reported()
    {
        var package = SignedPackage.Sign(Entries, SignedPackage.Author(Authority) with { CounterSigner = SignedPackage.Repository(Authority, "jane") });
        var random = new Random(7);
        for (var round = 0; round < 1500; round++)
        {
            var position = random.Next(package.Length);
            if (IsHeaderOfSignature(package, position))
            {
                continue;
            }

            var changed = (byte[])package.Clone();
            changed[position] ^= (byte)(1 << random.Next(8));
            Assert.True(IsReported(Read(changed), expectedSignatures: 4), $"byte {position} of {package.Length} changed from {package[position]:x2} to {changed[position]:x2}");
        }
    }

    [Fact]
    public void A_changed_byte_of_the_signature_is_reported_although_the_checksum_of_the_entry_was_made_to_fit()
    {
        var unsigned = new Unsigned(new RawZip().Add(Entries).Build());
        var signature = (SignedPackage.Author(Authority) with
        {
            CounterSigner = SignedPackage.Repository(Authority, "jane"),
            Content = SignedPackage.Content(unsigned.Bytes, HashAlgorithmName.SHA256),
        }).Sign();
        var random = new Random(8);
        for (var round = 0; round < 2000; round++)
        {
            // Version numbers, digests and algorithm parameters stand outside of every signature, mostly near the beginnings of structures.
            var position = round < 200 ? round : random.Next(signature.Length);
            var changed = (byte[])signature.Clone();
            changed[position] ^= (byte)(1 << random.Next(8));
            var written = Written.From(writer => PackageSignatureAnalyzer.Analyze(changed, unsigned, Verifier, writer));
            Assert.True(IsReported(written, expectedSignatures: 4), $"byte {position} of {signature.Length} changed from {signature[position]:x2} to {changed[position]:x2}");
        }
    }

    private static bool IsReported(Written written, int expectedSignatures) =>
        written.Problems.Count > 0 || written.Anomalies.Length > 0 || written.Signatures.Count() != expectedSignatures || written.Signatures.Any(fact => fact.Arguments!["status"] != "valid");

    // NuGet leaves the signature entry with its two headers out of what is signed.
    private static bool IsHeaderOfSignature(byte[] package, int position)
    {
        var name = System.Text.Encoding.ASCII.GetBytes(SignedPackage.EntryName);
        var central = package.AsSpan().LastIndexOf(name);
        var local = package.AsSpan(0, central).IndexOf(name);
        return (position >= local - 30 && position < local + name.Length) || (position >= central - 46 && position < central + name.Length);
    }

    internal static Written Read(byte[] package)
    {
        IReadOnlyList<Problem> problems = [];
        var written = Written.From(writer => problems = Unpacker.Unpack(new PackageFile("a.nupkg", "test", package), UnpackBudget.Default, (_, artifact) =>
        {
            if (artifact.Info.Kind == ArtifactKind.PackageSignature)
            {
                PackageSignatureAnalyzer.Analyze(artifact.Memory, artifact.UnsignedPackage, Verifier, writer);
            }

            return [];
        }).Problems);
        return written with { Problems = [.. written.Problems, .. problems] };
    }

    private sealed class Unsigned(byte[] bytes) : IUnsignedPackage
    {
        public byte[] Bytes => bytes;

        public byte[] Digest(HashAlgorithmName algorithm) => CryptographicOperations.HashData(algorithm, bytes);
    }
}
