using System.Security.Cryptography;
using Assay.Model;
using Assay.Packages;
using Assay.Signatures;
using Assay.Signatures.Certificates;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Scan.Tests;

/// <summary>Verifies package signatures through all stages.</summary>
public sealed class PackageSignatureScanTests
{
    private static readonly RawEntry[] Entries = [new("Sample.nuspec", NupkgBuilder.Manifest()), new("lib/net8.0/a.txt", "some text")];
    private static readonly TestMessage Author = SignedPackage.Author(TestAuthority.Default);

    private static readonly Scanner Scanner = new(new ScanOptions
    {
        Rules = EmbeddedRules.Load(),
        ToolVersion = "test",
        Signatures = new SignatureSettings { Roots = TrustedRoots.FromPem(TestAuthority.Default.RootPem) },
    });

    [Fact]
    public void A_signed_package_keeps_the_hash_that_NuGet_keeps()
    {
        var facts = Extract(SignedPackage.Sign(Entries, Author));

        Assert.Equal(["valid"], StatesOf(facts, "a.nupkg!.signature.p7s"));
        Assert.Equal(Convert.ToBase64String(SHA512.HashData(new RawZip().Add(Entries).Build())), facts.ContentHash);
    }

    [Fact]
    public void One_signature_in_two_nested_packages_is_judged_with_each_of_them()
    {
        // The signature of the good package beside other content: equal bytes, another outcome, whichever is read first.
        var signature = (Author with { Content = SignedPackage.Content(new RawZip().Add(Entries).Build(), HashAlgorithmName.SHA256) }).Sign();
        var signed = new RawEntry(SignedPackage.EntryName, signature) { Method = 0 };
        var good = new RawZip().Add([.. Entries, signed]).Build();
        var bad = new RawZip().Add([.. Entries, new RawEntry("lib/net8.0/b.txt", "more"), signed]).Build();

        foreach (var (first, second) in new[] { (good, bad), (bad, good) })
        {
            var facts = Extract(new NupkgBuilder().Add("tools/1.nupkg", first).Add("tools/2.nupkg", second).Build());

            var (one, two) = (StatesOf(facts, "a.nupkg!tools/1.nupkg!.signature.p7s"), StatesOf(facts, "a.nupkg!tools/2.nupkg!.signature.p7s"));
            Assert.Equal(ReferenceEquals(first, good) ? ("valid", "digest-mismatch") : ("digest-mismatch", "valid"), (Assert.Single(one), Assert.Single(two)));
        }
    }

    private static PackageFacts Extract(byte[] package) => Scanner.Extract(new PackageFile("a.nupkg", "test", package));

    private static string[] StatesOf(PackageFacts package, string path)
    {
        var facts = package.Files.Single(file => file.Artifact.Path == path).Facts;
        return [.. facts.Records.Select(record => facts.Read(record)).Where(fact => fact is { Kind: FactKind.Signature, Value: "author" }).Select(fact => fact.Arguments!["status"]!)];
    }
}
