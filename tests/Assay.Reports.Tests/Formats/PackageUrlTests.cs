namespace Assay.Reports.Tests.Formats;

public sealed class PackageUrlTests
{
    private const string Feed = "https://gallery.example/api/v2";

    [Theory]
    [InlineData("pkg:nuget/Newtonsoft.Json@13.0.3", "pkg:nuget/Newtonsoft.Json@13.0.3")]
    [InlineData("PKG:NuGet/Newtonsoft.Json@13.0.3", "pkg:nuget/Newtonsoft.Json@13.0.3")]
    [InlineData("pkg://nuget/A", "pkg:nuget/A")]
    [InlineData("pkg:psgallery/Pester@5.7.1-RC", "pkg:psgallery/pester@5.7.1-rc")]
    [InlineData("pkg:npm/%40scope/name@1.0.0", "pkg:npm/%40scope/name@1.0.0")]
    [InlineData("pkg:nuget/A@1.0.0%2Bbuild", "pkg:nuget/A@1.0.0%2Bbuild")]
    [InlineData("pkg:nuget/A@1?b=2&A=c%20d&empty=#sub/path", "pkg:nuget/A@1?a=c%20d&b=2#sub/path")]
    [InlineData("pkg:nuget/A%0d%0aB@1", "pkg:nuget/A%0D%0AB@1")]
    public void A_package_URL_has_one_canonical_form(string text, string canonical)
    {
        Assert.Equal(canonical, PackageUrl.Parse(text)?.ToString());
        Assert.Equal(canonical, PackageUrl.Parse(canonical)?.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("pkg:nuget")]
    [InlineData("pkg:nuget/")]
    [InlineData("pkg:nu get/A")]
    [InlineData("pkg:nuget/A?=x")]
    [InlineData("pkg:nuget/A?x")]
    [InlineData("https://example.com/")]
    public void Anything_else_is_none(string text) => Assert.Null(PackageUrl.Parse(text));

    [Theory]
    [InlineData("pkg:psgallery/pester@5.7.1", "pkg:nuget/Pester@5.7.1?repository_url=https:%2F%2Fgallery.example%2Fapi%2Fv2")]
    [InlineData("pkg:powershell/Pester@5.7.1", "pkg:nuget/Pester@5.7.1?repository_url=https:%2F%2Fgallery.example%2Fapi%2Fv2")]
    [InlineData("pkg:nuget/Pester@5.7.1", "pkg:nuget/Pester@5.7.1")]
    public void A_gallery_module_becomes_a_package_of_its_feed(string text, string expected) => Assert.Equal(expected, PackageUrl.Parse(text)!.InRepository(Feed, "Pester").ToString());

    [Fact]
    public void All_URLs_of_a_report_are_rewritten()
    {
        var report = GalleryAddresses.In(CheckSample.Report, Feed);

        Assert.Contains(report.Packages, package => package.Package.Purl == "pkg:nuget/Pester@5.7.1?repository_url=https:%2F%2Fgallery.example%2Fapi%2Fv2");
        Assert.Contains(report.Packages, package => package.Package.Purl == "pkg:nuget/Newtonsoft.Json@12.0.3");
    }
}
