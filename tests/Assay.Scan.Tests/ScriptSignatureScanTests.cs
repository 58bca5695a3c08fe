using System.Text;
using Assay.Model;
using Assay.Packages;
using Assay.Signatures;
using Assay.Signatures.Certificates;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Scan.Tests;

/// <summary>Verifies signed scripts through all stages.</summary>
public sealed class ScriptSignatureScanTests
{
    private static readonly Scanner Scanner = new(new ScanOptions
    {
        Rules = EmbeddedRules.Load(),
        ToolVersion = "test",
        Signatures = new SignatureSettings { Roots = TrustedRoots.FromPem(TestAuthority.Default.RootPem) },
    });

    [Theory]
    [InlineData("a.ps1", "Get-Date\r\n", "# ", "")]
    [InlineData("a.psm1", "Get-Date\r\n", "# ", "")]
    [InlineData("a.psd1", "@{}\r\n", "# ", "")]
    [InlineData("a.ps1xml", "<Types/>\r\n", "<!-- ", " -->")]
    [InlineData("a.psc1", "<PSConsoleFile/>\r\n", "<!-- ", " -->")]
    [InlineData("a.cdxml", "<PowerShellMetadata/>\r\n", "<!-- ", " -->")]
    [InlineData("a.xaml", "<Activity/>\r\n", "<!-- ", " -->")]
    [InlineData("a.mof", "class Sample {};\r\n", "/* ", " */")]
    public void Every_kind_of_signed_file_has_one_signature(string name, string text, string prefix, string suffix)
    {
        var signature = Assert.Single(Facts(new NupkgBuilder().Add("tools/" + name, new SignedScript { Text = text, Style = (prefix, suffix) }.Build())), fact => fact is { Kind: FactKind.Signature, Value: "script" });

        Assert.Equal(("valid", "trusted", "Test Publisher"), (signature.Arguments!["status"], signature.Arguments["trust"], signature.Arguments["signer"]));
    }

    [Fact]
    public void A_signed_file_that_is_given_alone_is_an_input()
    {
        var signed = new SignedScript { Text = "class Sample {};\r\n", Style = ("/* ", " */") };

        Assert.Empty(Scanner.Extract(new PackageFile("a.mof", "test", signed.Build()), TestContext.Current.CancellationToken).Problems);
        Assert.Equal(ProblemId.InputUnreadable, Assert.Single(Scanner.Extract(new PackageFile("a.mof", "test", Encoding.UTF8.GetBytes(signed.Text)), TestContext.Current.CancellationToken).Problems).Id);
    }

    [Theory]
    [InlineData("Get-Item", "code-after-signature")]
    [InlineData("# a remark", "signature-covers-part")]
    public void A_script_that_goes_on_behind_its_block_is_not_signed(string tail, string anomaly)
    {
        var facts = Facts(new NupkgBuilder().Add("tools/a.ps1", new SignedScript().Write() + tail));

        Assert.DoesNotContain(facts, fact => fact.Kind == FactKind.Signature);
        Assert.Equal([anomaly], facts.Where(fact => fact.Kind == FactKind.Anomaly).Select(fact => fact.Value));
    }

    [Fact]
    public void A_mark_that_is_misspelt_is_said_once()
    {
        var facts = Facts(new NupkgBuilder().Add("tools/a.ps1", new SignedScript().Write().Replace("SIG # Begin", "SIG # Begln", StringComparison.Ordinal)));

        Assert.DoesNotContain(facts, fact => fact.Kind == FactKind.Signature);
        Assert.Equal("misspelt", Assert.Single(facts, fact => fact is { Kind: FactKind.Anomaly, Value: "fake-signature-block" }).Arguments!["how"]);
    }

    [Fact]
    public void Text_that_was_decoded_from_another_file_is_not_a_signed_file()
    {
        var inner = Convert.ToBase64String(Encoding.Unicode.GetBytes(new SignedScript().Write()));

        Assert.DoesNotContain(Facts(new NupkgBuilder().Add("tools/a.ps1", $"powershell -EncodedCommand {inner}")), fact => fact.Kind == FactKind.Signature);
    }

    [Fact]
    public async Task The_signed_scripts_of_a_real_package_are_valid_and_of_a_known_authority()
    {
        var corpus = Packages.Tests.SharedFolder.RealPackages();
        var scanner = new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" });
        var resolution = await new SubjectResolver(new SubjectOptions(null, Offline: true, null)).ResolveAsync(corpus, null, TestContext.Current.CancellationToken);
        var package = Assert.Single(resolution.Packages, location => location.DisplayName.Contains("microsoft.entityframeworkcore.tools.", StringComparison.OrdinalIgnoreCase));

        var facts = scanner.Extract(package.Open(), TestContext.Current.CancellationToken);

        var signatures = facts.Files.SelectMany(file => file.Facts.Records.Select(record => file.Facts.Read(record))).Where(fact => fact is { Kind: FactKind.Signature, Value: "script" }).ToArray();
        Assert.Equal(5, signatures.Length);
        Assert.All(signatures, signature => Assert.Equal(("valid", "trusted", null), (signature.Arguments!["status"], signature.Arguments["trust"], signature.Arguments["encoding"])));
    }

    private static IReadOnlyList<Fact> Facts(NupkgBuilder builder)
    {
        var package = Scanner.Extract(new PackageFile("a.nupkg", "test", builder.Build()), TestContext.Current.CancellationToken);
        return [.. package.Files.Where(file => file.Artifact.Name.StartsWith("tools/", StringComparison.Ordinal)).SelectMany(file => file.Facts.Records.Select(record => file.Facts.Read(record)))
            .Where(fact => fact.Kind != FactKind.Anomaly || (!fact.Value.StartsWith("certificate-", StringComparison.Ordinal) && fact.Value != "signature-without-timestamp"))];
    }
}
