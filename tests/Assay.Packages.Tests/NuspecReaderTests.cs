using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Packages.Tests;

public sealed class NuspecReaderTests
{
    private const string Full = """
        <title>Title</title><owners>Owner A, Owner B</owners><tags>one two;three</tags>
        <license type="expression">MIT</license><licenseUrl>https://licenses.example/MIT</licenseUrl>
        <projectUrl>https://project.example</projectUrl><icon>icon.png</icon><readme>README.md</readme>
        <developmentDependency>true</developmentDependency>
        <repository type="git" url="https://code.example/x" commit="abc" branch="main" />
        <packageTypes><packageType name="DotnetTool" /></packageTypes>
        <dependencies>
          <dependency id="Flat" version="1.0" />
          <group targetFramework="net8.0"><dependency id="Grouped" version="[2.0, 3.0)" /></group>
        </dependencies>
        <frameworkAssemblies><frameworkAssembly assemblyName="System.Web" targetFramework="net45" /></frameworkAssemblies>
        """;

    [Fact]
    public void A_manifest_gives_what_it_says()
    {
        var (manifest, facts) = Read(NupkgBuilder.Manifest(more: Full));

        Assert.NotNull(manifest);
        Assert.Empty(facts.Problems);
        Assert.Equal(("Sample", "1.0.0", "Title"), (manifest.Id, manifest.Version, manifest.Title));
        Assert.Equal(["Owner A", "Owner B"], manifest.Owners);
        Assert.Equal(["one", "two", "three"], manifest.Tags);
        Assert.Equal(new LicenseDeclaration("MIT", null, null), manifest.License);
        Assert.Equal(new RepositoryDeclaration("git", "https://code.example/x", "abc", "main"), manifest.Repository);
        Assert.Equal(["DotnetTool"], manifest.PackageTypes);
        Assert.True(manifest.DevelopmentDependency);
        Assert.Equal(
            [new("Flat", "1.0", null, "package"), new("Grouped", "[2.0, 3.0)", "net8.0", "package"), new PackageDependency("System.Web", null, "net45", "assembly")],
            manifest.Dependencies);
    }

    [Fact]
    public void Every_entry_becomes_a_fact_with_its_place()
    {
        var facts = Read(NupkgBuilder.Manifest(more: Full)).Facts;
        var all = facts.Records.Select(record => facts.Read(record)).ToList();

        var url = Assert.Single(all, fact => fact is { Kind: FactKind.Metadata, Value: "repository.url" });
        Assert.Equal("https://code.example/x", url.Arguments!["value"]);
        Assert.Equal("/package/metadata/repository", url.Place!.XPath);
        Assert.Equal((PositionKind.LineColumn, 12), (url.PositionKind, url.Position));

        var grouped = Assert.Single(all, fact => fact is { Kind: FactKind.Dependency, Value: "Grouped" });
        Assert.Equal(("[2.0, 3.0)", "net8.0", "package"), (grouped.Arguments!["range"], grouped.Arguments["framework"], grouped.Arguments["kind"]));
        Assert.Equal("/package/metadata/dependencies/group/dependency", grouped.Place!.XPath);

        Assert.Equal(["expression", "url"], all.Where(fact => fact.Kind == FactKind.License).Select(fact => fact.Arguments!["how"]));
        Assert.All(new[] { "id", "version", "authors", "owners", "projectUrl", "icon", "readme", "tags", "packageType", "license", "licenseUrl", "repository.commit" },
            key => Assert.Contains(all, fact => fact.Kind == FactKind.Metadata && fact.Value == key));
    }

    [Theory]
    [InlineData("http://schemas.microsoft.com/packaging/2010/07/nuspec.xsd")]
    [InlineData("http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd")]
    [InlineData("")]
    public void The_namespace_of_the_schema_does_not_matter(string schema) =>
        Assert.Equal("A", Read($"<package xmlns='{schema}'><metadata><id>A</id><version>1.0.0</version></metadata></package>").Manifest!.Id);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    public void Encodings_are_read_by_mark_and_by_declaration(string encodingName, bool mark)
    {
        var encoding = Encoding.GetEncoding(encodingName);
        var text = $"<?xml version='1.0' encoding='{(encodingName == "utf-8" ? "utf-8" : "utf-16")}'?><package><metadata><id>\u00c4</id><version>1.0.0</version></metadata></package>";

        var (manifest, _) = NuspecReader.Read((byte[])[.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);

        Assert.Equal("\u00c4", manifest?.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("<package><metadata>")]
    [InlineData("<other/>")]
    [InlineData("<package/>")]
    [InlineData("<?xml version='1.0' encoding='no-such-encoding'?><package/>")]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><package/>")]
    [InlineData("<!DOCTYPE p [<!ENTITY a 'b'>]><package><metadata><id>&a;</id><version>1.0</version></metadata></package>")]
    [InlineData("<!DOCTYPE p SYSTEM 'file:///etc/passwd'><package><metadata><id>a</id><version>1.0</version></metadata></package>")]
    public void What_is_no_manifest_is_unreadable(string text)
    {
        var (manifest, facts) = Read(text);

        Assert.Null(manifest);
        Assert.Equal(ProblemId.ManifestUnreadable, Assert.Single(facts.Problems).Id);
        Assert.False(facts.Complete);
    }

    [Fact]
    public void Deep_wide_and_large_documents_are_refused_before_a_tree_is_built()
    {
        var deep = string.Concat(Enumerable.Repeat("<a xmlns='x'>", 100_000));
        var attributes = "<a " + string.Concat(Enumerable.Range(0, 300).Select(i => $"a{i}='' ")) + "/>";
        var elements = "<a>" + string.Concat(Enumerable.Repeat("<b/>", 200_001)) + "</a>";
        var large = "<a>" + new string('x', 9 * 1024 * 1024) + "</a>";

        Assert.All(new[] { deep, attributes, elements, large }, text => Assert.Equal(ProblemId.ManifestUnreadable, Assert.Single(Read(text).Facts.Problems).Id));
    }

    [Theory]
    [InlineData("../../x", "1.0.0")]
    [InlineData("a/b", "1.0.0")]
    [InlineData("a\u0007", "1.0.0")]
    [InlineData("", "1.0.0")]
    [InlineData("a b", "1.0.0")]
    [InlineData("a", "")]
    [InlineData("a", "../1.0")]
    [InlineData("a", "1.0.0\n")]
    [InlineData("a", "latest")]
    [InlineData("a", "1.0.0-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void An_identity_that_NuGet_would_not_accept_is_invalid(string id, string version)
    {
        var text = NupkgBuilder.Manifest(System.Security.SecurityElement.Escape(id), version).Replace("\u0007", "&#x7F;", StringComparison.Ordinal);

        Assert.Equal(ProblemId.ManifestInvalid, Assert.Single(Read(text).Facts.Problems).Id);
    }

    [Fact]
    public void An_id_beyond_the_limit_is_invalid() =>
        Assert.Equal(ProblemId.ManifestInvalid, Assert.Single(Read(NupkgBuilder.Manifest(new string('a', 129))).Facts.Problems).Id);

    [Fact]
    public void Of_two_ids_the_first_counts_and_the_second_is_reported()
    {
        var (manifest, facts) = Read(NupkgBuilder.Manifest(more: "<id>Other</id>"));

        Assert.Equal("Sample", manifest!.Id);
        Assert.Equal(ProblemId.ManifestInvalid, Assert.Single(facts.Problems).Id);
        Assert.True(facts.Complete);
    }

    [Theory]
    [InlineData("1.0", "1.0.0")]
    [InlineData("1.2.3.0", "1.2.3")]
    [InlineData("1.02.3-Beta+build", "1.2.3-Beta")]
    public void Versions_are_normalised(string version, string expected) =>
        Assert.Equal(expected, Read(NupkgBuilder.Manifest(version: version)).Manifest!.NormalizedVersion);

    private static (PackageManifest? Manifest, FileFacts Facts) Read(string text) => NuspecReader.Read(Encoding.UTF8.GetBytes(text));
}
