using Assay.Model;

namespace Assay.Model.Tests;

public sealed class VersionTests
{
    [Theory]
    [InlineData("1.0", "1.0.0", 0)]
    [InlineData("1.0.0+build", "1.0.0.0", 0)]
    [InlineData("1.0.0-a", "1.0.0", -1)]
    [InlineData("1.0.0-a.2", "1.0.0-a.10", -1)]
    [InlineData("1.0.0-1", "1.0.0-a", -1)]
    [InlineData("1.0.0-A", "1.0.0-a", 0)]
    [InlineData("1.0.0-a.b", "1.0.0-a", 1)]
    [InlineData("2.0.0", "10.0.0", -1)]
    [InlineData("1.0.0.1", "1.0.0", 1)]
    public void Versions_have_an_order(string left, string right, int order) => Assert.Equal(order, Math.Sign(PackageVersion.Parse(left)!.CompareWith(PackageVersion.Parse(right)!)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("1.0.0-")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1..2")]
    [InlineData("-1.0")]
    [InlineData("99999999999999999999")]
    public void Other_texts_are_no_versions(string? text) => Assert.Null(PackageVersion.Parse(text));

    [Theory]
    [InlineData("1.0", "any-newer", "minimum")]
    [InlineData("[1.0]", "only", "exact")]
    [InlineData("[1.0, 1.0]", "only", "exact")]
    [InlineData("[1.0, 2.0)", "below-two", "span")]
    [InlineData("1.*", "any-newer", "floating")]
    public void Ranges_allow_versions(string text, string allowed, string form)
    {
        var range = VersionRange.Parse(text)!;

        Assert.True(range.Contains(PackageVersion.Parse("1.0.0")!));
        Assert.Equal(allowed != "only", range.Contains(PackageVersion.Parse("1.5.0")!));
        Assert.Equal(allowed == "any-newer", range.Contains(PackageVersion.Parse("2.0.0")!));
        Assert.False(range.Contains(PackageVersion.Parse("0.9.0")!));
        Assert.Equal(form, VersionRange.FormOf(text));
    }

    [Theory]
    [InlineData(null, "any")]
    [InlineData("(,)", "any")]
    [InlineData("https://host.example/a.nupkg", "address")]
    [InlineData("..\\packages", "address")]
    public void Other_forms_have_names(string? text, string form) => Assert.Equal(form, VersionRange.FormOf(text));
}
