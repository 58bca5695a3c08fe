namespace Assay.Model.Tests;

public sealed class SettingsPatternTests
{
    [Theory]
    [InlineData("example.com", "example.com", true)]
    [InlineData("example.com", "EXAMPLE.com.", true)]
    [InlineData("example.com", "a.example.com", false)]
    [InlineData("*.example.com", "a.example.com", true)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", "notexample.com", false)]
    [InlineData("*.example.com", ".example.com", false)]
    public void A_host_pattern_is_a_host_or_all_below_it(string pattern, string host, bool matches) =>
        Assert.Equal(matches, HostPattern.Matches(pattern, host));

    [Theory]
    [InlineData("example.com", true)]
    [InlineData("*.example.com", true)]
    [InlineData("localhost", true)]
    [InlineData("192.0.2.1", true)]
    [InlineData("[2001:db8::1]", true)]
    [InlineData("bücher.example", true)]
    [InlineData("*.[::1]", false)]
    [InlineData("https://example.com", false)]
    [InlineData("example.com/path", false)]
    [InlineData("a.*.com", false)]
    [InlineData("*", false)]
    [InlineData("*.", false)]
    [InlineData("a..b", false)]
    [InlineData("a.", false)]
    [InlineData("", false)]
    public void What_is_no_host_is_no_pattern(string text, bool isPattern) => Assert.Equal(isPattern, HostPattern.IsPattern(text));

    [Theory]
    [InlineData("lib/a.dll", "lib/a.dll", true)]
    [InlineData("LIB/A.dll", "lib/a.DLL", true)]
    [InlineData("lib/*.dll", "lib/a.dll", true)]
    [InlineData("lib/*.dll", "lib/net8.0/a.dll", false)]
    [InlineData("lib/*/a.dll", "lib/net8.0/a.dll", true)]
    [InlineData("lib/**", "lib/net8.0/a.dll", true)]
    [InlineData("lib/**", "tools/a.dll", false)]
    [InlineData("**/*.dll", "a.dll", true)]
    [InlineData("**/*.dll", "lib/net8.0/a.dll", true)]
    [InlineData("**/a.dll", "lib/xa.dll", false)]
    [InlineData("**/net?.0/*", "lib/net8.0/a.dll", true)]
    [InlineData("lib?a.dll", "lib/a.dll", false)]
    [InlineData("tools/**/c.dll", "tools/b.zip!c.dll", true)]
    [InlineData("tools/b.zip/c.dll", "tools/b.zip!c.dll", true)]
    [InlineData("tools/b.zip", "tools/b.zip!c.dll", false)]
    [InlineData("tools/*", "tools/b.zip!c.dll", false)]
    [InlineData("**", "tools/b.zip!c.dll", true)]
    [InlineData("**/x/**/y", "x/1/2/x/y", true)]
    [InlineData("a*b*c", "axbxbxc", true)]
    [InlineData("a", "", false)]
    [InlineData("lib/", "lib", false)]
    public void A_star_stays_within_a_name_and_two_stars_do_not(string pattern, string path, bool matches) =>
        Assert.Equal(matches, PathPattern.Matches(pattern, path));

    [Fact]
    public void A_pattern_made_to_be_slow_takes_steps_in_proportion() =>
        Assert.False(PathPattern.Matches(string.Concat(Enumerable.Repeat("**/*a", 200)) + "b", string.Concat(Enumerable.Repeat("aaaa/", 2_000))));

    [Theory]
    [InlineData("pkg:nuget/Contoso.Logging", "nuget", "contoso.logging", "9.9.9", true)]
    [InlineData("pkg:nuget/Contoso.Logging", "nuget", "Contoso.Logging.Extended", "1.0.0", false)]
    [InlineData("pkg:nuget/Contoso.Logging", "psgallery", "Contoso.Logging", "1.0.0", false)]
    [InlineData("pkg:nuget/Contoso.*", "nuget", "Contoso.Logging", "1.0.0", true)]
    [InlineData("pkg:nuget/Contoso.*", "nuget", "ContosoLogging", "1.0.0", false)]
    [InlineData("pkg:nuget/A@1.0", "nuget", "A", "1.0.0", true)]
    [InlineData("pkg:nuget/A@1.0", "nuget", "A", "1.0.1", false)]
    [InlineData("pkg:nuget/A@[1.0,2.0)", "nuget", "A", "1.9.9", true)]
    [InlineData("pkg:nuget/A@[1.0,2.0)", "nuget", "A", "2.0.0", false)]
    [InlineData("pkg:nuget/A@[1.0,2.0)", "nuget", "A", "2.0.0-beta", true)]
    [InlineData("pkg:nuget/A@(1.0,2.0]", "nuget", "A", "1.0.0", false)]
    [InlineData("pkg:nuget/A@(,2.0]", "nuget", "A", "2.0.0", true)]
    [InlineData("pkg:nuget/A@[1.0,)", "nuget", "A", "0.9", false)]
    [InlineData("pkg:nuget/A@[1.0]", "nuget", "A", "1.0.0+build", true)]
    [InlineData("pkg:nuget/A@[1.0,2.0)", "nuget", "A", null, false)]
    [InlineData("pkg:nuget/A@[1.0,2.0)", "nuget", "A", "latest", false)]
    [InlineData("*", null, null, null, true)]
    [InlineData("pkg:nuget/*", null, null, null, false)]
    public void A_package_pattern_names_community_id_and_versions(string text, string? community, string? id, string? version, bool matches)
    {
        var pattern = PackagePattern.Parse(text, out var defect);
        Assert.True(pattern is not null, defect);
        Assert.Equal(matches, pattern.Matches(community, id, version));
    }

    [Theory]
    [InlineData("Contoso.Logging")]
    [InlineData("pkg:npm/left-pad")]
    [InlineData("pkg:nuget/")]
    [InlineData("pkg:nuget/A*B")]
    [InlineData("pkg:nuget/A@")]
    [InlineData("pkg:nuget/A@[1.0")]
    [InlineData("pkg:nuget/A@[2.0,1.0]")]
    [InlineData("pkg:nuget/A@[,]")]
    [InlineData("pkg:nuget/A@1.*")]
    [InlineData("")]
    public void What_is_no_package_says_why(string text)
    {
        Assert.Null(PackagePattern.Parse(text, out var defect));
        Assert.NotEqual("", defect);
    }

    [Fact]
    public void Versions_come_in_the_order_of_semantic_versioning()
    {
        string[] ordered = ["0.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.0.1", "1.0.1", "1.10.0"];
        for (var i = 1; i < ordered.Length; i++)
        {
            Assert.True(PackageVersion.Parse(ordered[i - 1]) is { } lower && PackageVersion.Parse(ordered[i]) is { } higher && lower.CompareWith(higher) < 0 && higher.CompareWith(lower) > 0, ordered[i]);
        }
    }
}
