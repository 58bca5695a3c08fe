using System.Security.Cryptography;
using System.Text;
using Assay.Model;
using Assay.Signatures;
using Assay.Signatures.Certificates;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Scan.Tests;

/// <summary>Packages with signatures that have a flaw each, made here with an authority of the tests, from the bytes to the issue.</summary>
public sealed class SignaturePolicyTests
{
    private const string Script = "tools/a.ps1";
    private const string Library = "runtimes/win-x64/native/a.dll";

    private static readonly TestAuthority Authority = TestAuthority.Default;
    private static readonly DateTimeOffset Early = TestAuthority.Start.AddDays(1);
    private static readonly RulePack Rules = EmbeddedRules.Load();
    private static readonly SignatureSettings Settings = new() { Roots = TrustedRoots.FromPem(Authority.RootPem) };
    private static readonly CertificateShape Publisher = new() { Subject = "CN=Somebody, O=Example Software, C=DE", Usages = [TestAuthority.CodeSigning], Policies = ["2.23.140.1.3"] };
    private static readonly CertificateShape Stamping = new() { Subject = "CN=Stamp, O=Example Trust, C=DE", Usages = [TestAuthority.TimeStamping] };
    private static readonly TestMessage Stamped = new() { Timestamps = [new TestTimestamp()], Signer = Authority.Issue(Publisher) };
    private static readonly byte[] Image = new PeBuilder { Characteristics = 0x2022 }.Section(".text", Bytes.Noise(9000), PeBuilder.Code).Section(".data", Bytes.Noise(700), PeBuilder.Data).Build();

    private const string Module = "function Get-Sample { 1 }\r\n";
    private static readonly byte[] Catalogue = new TestCatalogue { Version = 2, Message = Stamped }.Add("Sample.psm1", Module).Add("Other.psm1", Module).Build();

    private static readonly Dictionary<string, Func<IReadOnlyList<Issue>>> Flaws = new(StringComparer.Ordinal)
    {
        ["content-changed-after-signing"] = () => Of(Library, Changed(Sign(Stamped))),
        ["signature-of-other-content"] = () => OfMessage(Stamped with { Timestamps = [new TestTimestamp { StampsSomethingElse = true }] }),
        ["line-ends-changed-after-signing"] = () => Of(Script, Text(new SignedScript { Text = "Get-Date\r\nGet-Host\r\n", Message = Stamped }.Write().Replace("\r\n", "\n", StringComparison.Ordinal))),
        ["malformed-signature"] = () => Of(Library, SignedImage.WithTable(Image, SignedImage.Entry(2, [0x30, 0x05, 1, 2, 3]))),
        ["page-changed-after-signing"] = () => Of(Library, (new SignedImage(Image) { Message = Stamped, PageHashes = HashAlgorithmName.SHA256, ChangePageHashes = table => table[(2 * 36) + 10] ^= 1 }).Sign()),
        ["partly-covering-signature"] = () => Of(Library, (new SignedImage(Image) { Message = Stamped, InEntry = [.. new byte[40], 1, 2, 0] }).Sign()),
        ["unverified-signature-content"] = () => OfMessage(Stamped with { UnsignedAttributes = [("1.3.6.1.4.1.99999.7", DerText.Encode(writer => writer.WriteOctetString(new byte[500])))] }),
        ["unstamped-signature"] = () => OfMessage(Stamped with { Timestamps = [] }),
        ["unstamped-reproducible-build"] = () => Of("lib/net8.0/a.dll", Sign(Stamped with { Timestamps = [] }, CSharpSample.Compile("public class C;"))),
        ["often-stamped-signature"] = () => OfMessage(Stamped with { Timestamps = [.. Enumerable.Range(0, 12).Select(hour => new TestTimestamp { Time = TestAuthority.SigningTime.AddHours(hour) })] }),
        ["signed-after-certificate-expired"] = () => OfCertificate(Publisher with { NotAfter = Early }),
        ["signed-before-certificate-valid"] = () => OfCertificate(Publisher with { NotBefore = TestAuthority.SigningTime.AddDays(1) }),
        ["expired-signing-certificate"] = () => OfCertificate(Publisher with { NotAfter = TestAuthority.SigningTime.AddDays(1) }),
        ["expired-signature"] = () => OfMessage(Stamped with { Timestamps = [], Signer = Authority.Issue(Publisher with { NotAfter = TestAuthority.SigningTime.AddDays(1) }) }),
        ["revoked-certificate"] = () => OfRevoked(Stamped.Signer!, TestAuthority.SigningTime.AddDays(1), 5),
        ["signed-after-revocation"] = () => OfRevoked(Stamped.Signer!, TestAuthority.SigningTime.AddDays(-1), 4),
        ["compromised-signing-key"] = () => OfRevoked(Stamped.Signer!, TestAuthority.SigningTime.AddDays(1), 1),
        ["revoked-timestamp-certificate"] = () => OfRevoked(Authority.TimestampAuthority, TestAuthority.SigningTime.AddDays(-1), 0),
        ["denied-certificate"] = () => Of(Library, Sign(Stamped), Settings with { DeniedThumbprints = [Stamped.Signer!.Thumbprint] }),
        ["unknown-certificate-authority"] = () => OfMessage(Stamped with { Signer = new TestAuthority("Stranger").Signer }),
        ["self-issued-certificate"] = () => OfMessage(Stamped with { Signer = TestAuthority.SelfSigned(Publisher) }),
        ["impersonated-publisher"] = () => OfMessage(Stamped with { Signer = TestAuthority.SelfSigned(Publisher with { Subject = "CN=Microsoft Corporation, O=Microsoft Corporation, C=US" }) }),
        ["invalid-certificate-chain"] = () => OfMessage(Stamped with { Signer = Authority.Issue(Publisher with { Subject = "CN=Child, O=Example Software, C=DE" }, Authority.Issue(Publisher)) }),
        ["weak-signing-key"] = () => OfCertificate(Publisher with { Key = RSA.Create(1024) }),
        ["weak-signature-digest"] = () => Of(Library, (new SignedImage(Image) { Message = Stamped with { Digest = HashAlgorithmName.SHA1 }, Digest = HashAlgorithmName.SHA1 }).Sign()),
        ["explicit-curve-certificate"] = () => OfCertificate(Publisher with { Key = ECDsa.Create(ECCurve.NamedCurves.nistP256), ExplicitCurve = true }),
        ["driver-without-extended-validation"] = () => Of("runtimes/win-x64/native/a.sys", Sign(Stamped with { Signer = Authority.Signer }, Driver())),
        ["certificate-not-for-code-signing"] = () => OfCertificate(Publisher with { Usages = ["1.3.6.1.5.5.7.3.1"] }),
        ["integrity-check-without-page-hashes"] = () => Of(Library, Sign(Stamped, WithByte(6, 0x80))),
        ["predictable-certificate-serial"] = () => OfCertificate(Publisher with { Serial = [42] }),
        ["incomplete-certificate-issuer"] = () => OfMessage(Stamped with { Signer = Authority.Issue(Publisher, Authority.Issue(new CertificateShape { Subject = "O=Example Trust, C=DE", IsAuthority = true }, Authority.Root)) }),
        ["incomplete-certificate-subject"] = () => OfCertificate(Publisher with { Subject = "CN=Somebody" }),
        ["unrelated-certificate-in-signature"] = () => OfMessage(Stamped with { MoreCertificates = [Authority.Issue(Publisher with { Subject = "CN=Unused, O=Example Software, C=DE" })] }),
        ["certificate-without-revocation-address"] = () => OfCertificate(Publisher with { HasRevocationAddress = false }),
        ["retired-cross-certificate"] = () => OfMessage(Stamped with { MoreCertificates = [Retired()] }),
        ["expired-cross-certificate"] = () => OfMessage(Stamped with { MoreCertificates = [Cross(TestAuthority.SigningTime.AddDays(1))] }),
        ["cross-certificate-expired-at-signing"] = () => OfMessage(Stamped with { MoreCertificates = [Cross(Early)] }),
        ["stamped-after-certificate-expired"] = () => OfMessage(Stamped with { Timestamps = [new TestTimestamp { Authority = Authority.Issue(Stamping with { NotAfter = TestAuthority.SigningTime.AddDays(-1) }) }] }),
        ["unknown-timestamp-authority"] = () => OfMessage(Stamped with { Timestamps = [new TestTimestamp { Authority = new TestAuthority("Stranger").TimestampAuthority }] }),
        ["strong-name-mismatch"] = () => Of("lib/net48/a.dll", new StrongNameKey(RSA.Create(1024), HashAlgorithmName.SHA1).Sign(StrongNameKey.Usual.Compile("public class C;", isPublicSigned: false))),
        ["irregular-package-signature"] = () => OfPackage(SignedPackage.Author(Authority) with { SignedAttributes = [] }),
        ["file-differs-from-catalogue"] = () => Of(new NupkgBuilder().Add("Sample.cat", Catalogue).Add("Sample.psm1", "function Get-Other { 2 }\r\n").Add("Other.psm1", Module)),
        ["file-missing-from-catalogue"] = () => Of(new NupkgBuilder().Add("Sample.cat", Catalogue).Add("Sample.psm1", Module)),
        ["several-code-signers"] = () => Of(new NupkgBuilder().Add("lib/a.dll", Sign(Stamped)).Add("lib/b.dll", Sign(Stamped, WithByte(0, 1))).Add("lib/c.dll", Sign(Stamped with { Signer = Other("Fabrikam") }, WithByte(0, 2)))),
        ["signer-not-author"] = () => Of(new NupkgBuilder(NupkgBuilder.Manifest("Contoso.Logging")).Add(Library, Sign(Stamped with { Signer = Other("Fabrikam") }))),
        ["unsigned-code-beside-signed"] = () => Of(new NupkgBuilder(NupkgBuilder.Manifest("Fabrikam.Logging")).Add("lib/a.dll", Sign(Stamped with { Signer = Other("Fabrikam") })).Add("lib/b.dll", Sign(Stamped with { Signer = Other("Fabrikam") }, WithByte(0, 1))).Add("tools/install.ps1", "Get-Date")),
        ["changed-signed-code-acts-suspiciously"] = () => Of(Script, Text(new SignedScript { Text = "netsh wlan show profile name=sample key=clear\r\n", SignedText = "Get-Date\r\n", Message = Stamped }.Write())),
        ["abused-signature-acts-suspiciously"] = () => Of(Script, Text(new SignedScript
        {
            Text = "netsh wlan show profile name=sample key=clear\r\n", Message = Stamped with { Signer = TestAuthority.SelfSigned(Publisher with { Subject = "CN=Microsoft Corporation, O=Microsoft Corporation, C=US" }) },
        }.Write())),
    };

    public static TheoryData<string> Policies => [.. Flaws.Keys];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_flaw_is_an_issue(string policy) => Assert.Contains(policy, Flaws[policy]().Select(issue => issue.Id));

    [Fact]
    public void A_signature_without_a_flaw_is_none()
    {
        var package = new NupkgBuilder(NupkgBuilder.Manifest("Example.Sample")).Add(Library, Sign(Stamped)).Add(Script, new SignedScript { Message = Stamped }.Build());
        var report = Scan(package.Build(), Settings);

        Assert.Empty(Signatures(report));
        Assert.Equal(VerdictStatus.Pass, report.Verdict.Status);
        Assert.Equal((2, 2, 0, 0), (report.Signing.Files, report.Signing.Signed, report.Signing.Broken, report.Signing.Unsigned));
        Assert.Equal(("Somebody", "trusted", "2023-05-06T07:08:09Z"), Assert.Single(report.Signatures, signature => signature.Role == "authenticode") is var signed ? (signed.Signer, signed.Trust, signed.SignedAt) : default);
    }

    [Theory]
    [InlineData("content-changed-after-signing", AssessmentStatus.Fail)]
    [InlineData("changed-signed-code-acts-suspiciously", AssessmentStatus.Fail)]
    [InlineData("abused-signature-acts-suspiciously", AssessmentStatus.Fail)]
    [InlineData("line-ends-changed-after-signing", AssessmentStatus.Pass)]
    [InlineData("expired-signing-certificate", AssessmentStatus.Pass)]
    [InlineData("unsigned-code-beside-signed", AssessmentStatus.Pass)]
    [InlineData("strong-name-mismatch", AssessmentStatus.Pass)]
    [InlineData("signed-after-revocation", AssessmentStatus.Warning)]
    [InlineData("impersonated-publisher", AssessmentStatus.Warning)]
    public void Only_changed_content_and_abuse_fail(string policy, AssessmentStatus worst) => Assert.Equal(worst, Flaws[policy]().Max(issue => issue.Status));

    // A script that only its line ends tell from what was signed is not reported as changed.
    [Fact]
    public void Line_ends_are_no_change_of_content() => Assert.DoesNotContain("content-changed-after-signing", Flaws["line-ends-changed-after-signing"]().Select(issue => issue.Id));

    [Fact]
    public void Without_a_day_nothing_has_ended()
    {
        var image = Sign(Stamped with { Signer = Authority.Issue(Publisher with { NotAfter = TestAuthority.SigningTime.AddDays(1) }) });

        Assert.DoesNotContain("expired-signing-certificate", Scan(new NupkgBuilder().Add(Library, image).Build(), Settings, IdentityInputs.None).Issues.Select(issue => issue.Id));
    }

    [Fact]
    public void A_package_that_was_changed_after_its_author_signed_it_fails()
    {
        RawEntry[] entries = [new("a.nuspec", Text(NupkgBuilder.Manifest())), new("lib/net8.0/a.txt", Text("one"))];
        var unsigned = new RawZip().Add(entries).Build();
        var signature = (SignedPackage.Author(Authority) with { Content = SignedPackage.Content(unsigned, HashAlgorithmName.SHA256) }).Sign();
        RawEntry signatureEntry = new(SignedPackage.EntryName, signature) { Method = 0 };

        var same = Scan(new RawZip().Add([.. entries, signatureEntry]).Build(), Settings);
        var changed = Scan(new RawZip().Add([entries[0], new("lib/net8.0/a.txt", Text("two")), signatureEntry]).Build(), Settings);

        Assert.DoesNotContain("content-changed-after-signing", same.Issues.Select(issue => issue.Id));
        Assert.Contains("content-changed-after-signing", changed.Issues.Select(issue => issue.Id));
        Assert.Equal((VerdictStatus.Pass, VerdictStatus.Fail), (same.Verdict.Status, changed.Verdict.Status));
    }

    [Fact]
    public void Files_of_a_valid_catalogue_are_signed()
    {
        var whole = Scan(new NupkgBuilder().Add("Sample.cat", Catalogue).Add("Sample.psm1", Module).Add("Other.psm1", Module).Build(), Settings);
        var changed = Scan(new NupkgBuilder().Add("Sample.cat", Catalogue).Add("Sample.psm1", Module).Add("Other.psm1", "other").Build(), Settings);

        Assert.Equal((2, 2, 0), (whole.Signing.Files, whole.Signing.Signed, whole.Signing.Unsigned));
        Assert.Equal((2, 1, 1), (changed.Signing.Files, changed.Signing.Signed, changed.Signing.Unsigned));
        Assert.Equal(["Other.psm1"], changed.Signing.UnsignedFiles);
    }

    private static IReadOnlyList<Issue> OfPackage(TestMessage message) => Signatures(Scan(SignedPackage.Sign([new("a.nuspec", Text(NupkgBuilder.Manifest()))], message), Settings));

    private static IReadOnlyList<Issue> OfMessage(TestMessage message) => Of(Library, Sign(message));

    private static IReadOnlyList<Issue> OfCertificate(CertificateShape shape) => OfMessage(Stamped with { Signer = Authority.Issue(shape) });

    private static IReadOnlyList<Issue> OfRevoked(TestCertificate certificate, DateTimeOffset at, int reason) =>
        Of(Library, Sign(Stamped), Settings with { RevocationLists = [RevocationList.Read(TestAuthority.RevocationList(Authority.Intermediate, (certificate, at, reason)))] });

    private static IReadOnlyList<Issue> Of(string name, byte[] content, SignatureSettings? settings = null) => Of(new NupkgBuilder(NupkgBuilder.Manifest("Example.Sample")).Add(name, content), settings);

    private static IReadOnlyList<Issue> Of(NupkgBuilder package, SignatureSettings? settings = null) => Signatures(Scan(package.Build(), settings ?? Settings));

    private static IReadOnlyList<Issue> Signatures(PackageReport report) => [.. report.Issues.Where(issue => issue.Category == "signatures" || issue.Id.EndsWith("acts-suspiciously", StringComparison.Ordinal))];

    private static PackageReport Scan(byte[] package, SignatureSettings settings, IdentityInputs? identity = null) =>
        new Scanner(new ScanOptions { Rules = Rules, ToolVersion = "test", Signatures = settings, Identity = identity ?? new IdentityInputs { AsOf = new DateOnly(2026, 6, 10) } })
            .Scan(new PackageFile("a.nupkg", "a.nupkg", package), TestContext.Current.CancellationToken);

    private static byte[] Sign(TestMessage message, byte[]? image = null) => (new SignedImage(image ?? Image) { Message = message }).Sign();

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static TestCertificate Other(string name) => Authority.Issue(Publisher with { Subject = $"CN={name} Inc., O={name} Inc., C=DE" });

    private static TestCertificate Cross(DateTimeOffset end)
    {
        var other = new TestAuthority("Other");
        return other.Issue(new CertificateShape { Subject = Authority.Root.Certificate.Subject, IsAuthority = true, Key = Authority.Root.Key, NotAfter = end }, other.Root);
    }

    private static TestCertificate Retired() => Authority.Issue(
        new CertificateShape { Subject = Authority.Root.Certificate.Subject, IsAuthority = true, Key = Authority.Root.Key },
        TestAuthority.SelfSigned(new CertificateShape { Subject = "CN=Microsoft Code Verification Root, O=Microsoft Corporation, C=US", IsAuthority = true, Key = RSA.Create(2048) }));

    // A byte of a section, behind all headers.
    private static byte[] Changed(byte[] signed)
    {
        signed[0x400 + 200] ^= 1;
        return signed;
    }

    // The flags of a library lie six bytes behind the checksum, the subsystem four.
    private static byte[] WithByte(int behindCheckSum, byte flags)
    {
        var image = (byte[])Image.Clone();
        image[SignedImage.CheckSum(image) + behindCheckSum] |= flags;
        return image;
    }

    private static byte[] Driver()
    {
        var image = new PeBuilder { Characteristics = 0x22 }.Section(".text", Bytes.Noise(9000), PeBuilder.Code).Build();
        image[SignedImage.CheckSum(image) + 4] = 1;
        return image;
    }
}
