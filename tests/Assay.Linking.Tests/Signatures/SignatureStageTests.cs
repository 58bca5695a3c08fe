using Assay.Linking.Signatures;
using Assay.Model;

namespace Assay.Linking.Tests.Signatures;

public sealed class SignatureStageTests
{
    private static readonly Signature Old = Signature.Code with { NotAfter = "2025-01-01T00:00:00Z" };

    [Theory]
    [InlineData("2025-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "certificate-expired")]
    [InlineData("2025-01-01T00:00:00Z", null, "signature-expired")]
    [InlineData("2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z", "signature-expired")]
    [InlineData("2026-06-11T00:00:00Z", null, null)]
    [InlineData(null, null, null)]
    [InlineData("soon", null, null)]
    public void A_certificate_has_ended_by_the_day(string? end, string? signed, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], new SignedFiles().Add("lib/a.dll", Old with { NotAfter = end, SignedAt = signed }).Added().Select(fact => fact.Value));

    [Fact]
    public void Without_a_day_nothing_has_ended()
    {
        var package = new SignedFiles().Add("lib/a.dll", Old).Package();

        Assert.Same(package, new SignatureStage(null).Add(package));
    }

    [Fact]
    public void One_certificate_on_many_files_is_said_once()
    {
        var files = new SignedFiles();
        for (var i = 0; i < 400; i++)
        {
            files.Add($"lib/{i}.dll", Old);
        }

        var fact = Assert.Single(files.Added("certificate-expired"));

        Assert.Equal(("400", "lib/0.dll", "Contoso Ltd.", "authenticode"), (fact.Arguments!["files"], fact.Arguments["file"], fact.Arguments["signer"], fact.Arguments["role"]));
    }

    [Theory]
    [InlineData("timestamp", "valid")]
    [InlineData("strong-name", "valid")]
    [InlineData("authenticode", "digest-mismatch")]
    public void Time_stamps_strong_names_and_broken_signatures_do_not_end(string role, string status) =>
        Assert.Empty(new SignedFiles().Add("lib/a.dll", Old with { Role = role, Status = status }).Added("certificate-expired"));

    [Fact]
    public void A_cross_certificate_ends_by_itself()
    {
        var facts = new SignedFiles().Add("lib/a.dll", Signature.Code with { CrossNotAfter = "2021-04-15T00:00:00Z" }).Added();

        Assert.Equal(("cross-certificate-expired", "2021-04-15T00:00:00Z"), (Assert.Single(facts).Value, facts[0].Arguments!["not-after"]));
    }

    [Fact]
    public void Code_of_another_signer_is_told_with_the_counts()
    {
        var fact = Assert.Single(new SignedFiles().Add("lib/a.dll", Signature.Code).Add("lib/b.dll", Signature.Code).Add("lib/c.dll", Signature.Code with { Signer = "Fabrikam Inc." }).Added("mixed-signers"));

        Assert.Equal(("Contoso Ltd.", "2", "Fabrikam Inc.", "1", "lib/c.dll"), (fact.Arguments!["signer"], fact.Arguments["files"], fact.Arguments["other"], fact.Arguments["other-files"], fact.Arguments["file"]));
    }

    [Theory]
    [InlineData("Contoso Ltd.", "Contoso Limited")]
    [InlineData("Contoso, Inc.", "CONTOSO INC")]
    [InlineData("Humanizer (.NET Foundation)", "Json.NET (.NET Foundation)")]
    public void Spellings_of_one_party_are_one_signer(string one, string other) =>
        Assert.Empty(new SignedFiles().Add("lib/a.dll", Signature.Code with { Signer = one }).Add("lib/b.dll", Signature.Code with { Signer = other }).Added("mixed-signers"));

    [Fact]
    public void Packages_and_broken_signatures_make_no_second_signer() =>
        Assert.Empty(new SignedFiles().Add("lib/a.dll", Signature.Code).Add("lib/b.dll", new Signature("authenticode", "Fabrikam Inc.", "digest-mismatch")).Add(".signature.p7s", new Signature("repository", "A Repository")).Added("mixed-signers"));

    [Theory]
    [InlineData("Fabrikam Inc.", true)]
    [InlineData("Contoso Ltd.", false)]
    [InlineData("CONTOSO CORPORATION", false)]
    [InlineData("Logging Experts GmbH", false)]
    [InlineData(".NET Foundation", false)]
    [InlineData("SignPath Foundation", false)]
    public void A_signer_whom_nothing_in_the_manifest_names_is_told(string signer, bool told) =>
        Assert.Equal(told, new SignedFiles().Add("lib/a.dll", Signature.Code with { Signer = signer }).Added("signer-differs-from-author").Length == 1);

    [Theory]
    [InlineData("Microsoft Corporation", "aspnet", null, false)]
    [InlineData("Microsoft Corporation", "Jane Doe", "https://github.com/jdoe/sample", true)]
    [InlineData("Microsoft Corporation", "Jane Doe", "https://github.com/dotnet/sample", false)]
    [InlineData("Jane Doe", "jdoe", null, false)]
    [InlineData("Amazon Web Services, Inc.", "AWS", null, false)]
    [InlineData("International Business Machines", "IBM", null, false)]
    public void Names_of_companies_people_and_owners_count(string signer, string author, string? repository, bool told)
    {
        var files = new SignedFiles { Manifest = new PackageManifest { Id = "Sample", Version = "1.0.0", NormalizedVersion = "1.0.0", Authors = [author], Repository = repository is null ? null : new RepositoryDeclaration("git", repository, null, null) } };

        Assert.Equal(told, files.Add("lib/a.dll", Signature.Code with { Signer = signer }).Added("signer-differs-from-author").Length == 1);
    }

    [Fact]
    public void Signed_libraries_of_others_do_not_make_their_signer_the_author() =>
        Assert.Empty(new SignedFiles().Add("lib/own.dll").Add("lib/b.dll", Signature.Code with { Signer = "Fabrikam Inc." }).Add("lib/c.dll", Signature.Code with { Signer = "Fabrikam Inc." }).Added("signer-differs-from-author"));

    [Fact]
    public void An_author_signature_that_is_not_trusted_names_nobody() =>
        Assert.Empty(new SignedFiles().Add(".signature.p7s", new Signature("author", "Fabrikam Inc.", Trust: "self-signed")).Added("signer-differs-from-author"));

    [Fact]
    public void Unsigned_code_beside_code_of_the_publisher_is_told_with_its_surface()
    {
        var files = new SignedFiles().Add("lib/a.dll", Signature.Code).Add("lib/b.dll", Signature.Code).Add("tools/install.ps1", Surface.Install).Add("lib/de/a.resources.dll").Add("a.format.ps1xml");
        var package = files.Staged();

        var fact = Assert.Single(files.Added("unsigned-code"));
        var record = package.Files[0].Facts.Records.Single(record => package.Files[0].Facts.Read(record).Value == "unsigned-code");

        Assert.Equal("tools/install.ps1", fact.Arguments!["file"]);
        Assert.Equal(Surface.Install, package.Files[0].SurfacesOf(record));
    }

    [Fact]
    public void Unsigned_code_is_usual_where_others_signed_few_signed_or_the_author_signed_all()
    {
        Assert.Empty(new SignedFiles().Add("lib/a.dll", Signature.Code with { Signer = "Fabrikam Inc." }).Add("lib/b.dll", Signature.Code with { Signer = "Fabrikam Inc." }).Add("lib/c.dll").Added("unsigned-code"));
        Assert.Empty(new SignedFiles().Add("lib/a.dll", Signature.Code).Add("lib/b.dll").Added("unsigned-code"));
        Assert.Empty(new SignedFiles().Add("lib/a.dll", Signature.Code).Add("lib/b.dll", Signature.Code).Add("lib/c.dll").Add(".signature.p7s", new Signature("author")).Added("unsigned-code"));
        Assert.Single(new SignedFiles().Add("lib/a.dll", Signature.Code).Add("lib/b.dll", Signature.Code).Add("lib/c.dll").Added("unsigned-code"));
    }

    [Fact]
    public void Programs_of_other_systems_are_not_counted()
    {
        var coverage = SignatureCoverage.Of(new SignedFiles().Add("lib/a.dll", Signature.Code).Add("runtimes/linux-x64/native/a.so").Package().Files);

        Assert.Equal((1, 1), (coverage.Code.Count, coverage.Count(CodeSigning.Signed)));
    }

    [Fact]
    public void A_second_signature_does_not_put_right_a_broken_one()
    {
        var coverage = SignatureCoverage.Of(new SignedFiles().Add("lib/a.dll", new Signature("authenticode", Status: "digest-mismatch"), Signature.Code).Add("lib/b.dll", new Signature("authenticode", Status: "not-verified")).Package().Files);

        Assert.Equal([CodeSigning.Broken, CodeSigning.Unverified], coverage.Code.OrderBy(pair => pair.Key).Select(pair => pair.Value));
    }

    [Fact]
    public void A_package_without_signatures_stays_as_it_is()
    {
        var package = new SignedFiles().Add("lib/a.dll").Package();

        Assert.Same(package, new SignatureStage(new DateOnly(2026, 6, 10)).Add(package));
    }

    [Fact]
    public void A_loose_file_is_judged_by_the_day_and_keeps_its_facts()
    {
        var package = new SignedFiles(ArtifactKind.ManagedAssembly, "a.dll") { Manifest = null }.Input(Old).Staged();
        var facts = package.Files[0].Facts;

        Assert.Equal(["authenticode", "certificate-expired"], facts.Records.Select(record => facts.Read(record).Value));
    }
}
