using Assay.Licenses;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Scan.Tests;

public sealed class IntegrityScanTests
{
    private static readonly Scanner Scanner = new(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" });

    [Fact]
    public void Two_contents_under_one_name_ask_for_review()
    {
        var report = Scan(new NupkgBuilder().Add("content/a.txt", "one").Add("content/a.txt", "two"));

        Assert.Equal(VerdictStatus.Review, report.Verdict.Status);
        Assert.Equal("same name", Assert.Single(Assert.Single(report.Issues, issue => issue.Id == "ambiguous-content").Evidence).Arguments!["how"]);
    }

    [Fact]
    public void A_changed_manifest_contradicts_the_packaging_parts() =>
        Assert.Contains(Scan(new NupkgBuilder().Add("package/services/metadata/core-properties/a.psmdcp", "<coreProperties><identifier>Other</identifier><version>1.0.0</version></coreProperties>")).Issues, issue => issue.Id == "contradicting-packaging-parts");

    [Fact]
    public void A_licence_that_was_ruled_out_fails_its_assessment_and_no_other()
    {
        var scanner = new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test", Settings = PolicySettings.Empty with { Licenses = new LicenseSettings([], [], ["GPL-3.0-only"]) } });
        var package = new NupkgBuilder(NupkgBuilder.Manifest(more: "<license type=\"expression\">GPL-3.0-only</license>"));

        var report = scanner.Scan(new PackageFile("a.nupkg", "a.nupkg", package.Build()), TestContext.Current.CancellationToken);

        Assert.Contains(report.Issues, issue => issue.Id == "denied-license");
        Assert.Equal((AssessmentStatus.Fail, VerdictStatus.Pass), (report.Assessments.Licenses.Status, report.Verdict.Status));
        Assert.DoesNotContain(Scan(package).Issues, issue => issue.Id == "denied-license");
    }

    [Fact]
    public void A_named_licence_of_any_name_is_recognised()
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, "LICENSE"));
        var report = Scan(new NupkgBuilder(NupkgBuilder.Manifest(more: "<license type=\"file\">docs/legal.md</license>")).Add("docs/legal.md", text).Add("docs/other.md", text));

        Assert.Equal(("Apache-2.0", "file", "docs/legal.md"), Assert.Single(report.Package.Licenses.Select(license => (license.Id, license.How, license.File))));
    }

    private static PackageReport Scan(NupkgBuilder package) => Scanner.Scan(new PackageFile("a.nupkg", "a.nupkg", package.Build()), TestContext.Current.CancellationToken);
}
