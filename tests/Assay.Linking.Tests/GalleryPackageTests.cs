using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class GalleryPackageTests
{
    [Fact]
    public void A_module_on_disk_has_the_identity_of_its_manifest()
    {
        var package = new ModulePackage().Add("Sample.psd1", manifest => manifest
            .Metadata("module.ModuleVersion", "1.2").Metadata("module.PSData.Prerelease", "-beta1").Metadata("module.Author", "A. Writer, B. Writer").Metadata("module.CompanyName", "Contoso")
            .Metadata("module.Description", "Text").Metadata("module.PSData.Tags", "one").Metadata("module.PSData.Tags", "two").Metadata("module.PSData.LicenseUri", "https://example.invalid/license")
            .Metadata("module.PSData.ProjectUri", "https://example.invalid/project").Dependency("Other", "[2.0, )")).Link();

        var manifest = package.Manifest!;
        Assert.Equal(("Sample", "1.2-beta1", "1.2.0-beta1", "psgallery"), (manifest.Id, manifest.Version, manifest.NormalizedVersion, package.Community));
        Assert.Equal(["A. Writer", "B. Writer"], manifest.Authors);
        Assert.Equal("Contoso", Assert.Single(manifest.Owners));
        Assert.Equal(("Text", "https://example.invalid/license", "https://example.invalid/project"), (manifest.Description, manifest.License?.Url, manifest.ProjectUrl));
        Assert.Equal(["one", "two"], manifest.Tags);
        Assert.Equal([new PackageDependency("Other", "[2.0, )", null, "module")], manifest.Dependencies);
    }

    [Theory]
    [InlineData("1", "1.0.0")]
    [InlineData("1.2.3.0", "1.2.3")]
    [InlineData("1.2.3.4", "1.2.3.4")]
    [InlineData("01.2", "1.2.0")]
    [InlineData("1.x", null)]
    [InlineData("{{Version}}", null)]
    [InlineData("1.2.3.4.5", null)]
    public void Versions_are_normalised_as_galleries_do_and_others_are_none(string version, string? expected) =>
        Assert.Equal(expected, new ModulePackage().Add("Sample.psd1", manifest => manifest.Metadata("module.ModuleVersion", version)).Link().Manifest?.NormalizedVersion);

    [Fact]
    public void A_module_without_a_version_has_a_community_and_no_manifest()
    {
        var package = new ModulePackage().Add("Sample.psm1").Link();

        Assert.Null(package.Manifest);
        Assert.Equal("psgallery", package.Community);
    }

    [Theory]
    [InlineData(ArtifactKind.NuGetPackage, "Sample")]
    [InlineData(ArtifactKind.Folder, null)]
    public void A_gallery_script_runs_with_all_that_it_loads(ArtifactKind container, string? id)
    {
        var package = new ModulePackage(container, id)
            .Add("Sample.ps1", script => script.Metadata("script.VERSION", "1.0").Metadata("script.GUID", "x").Function("Main").Include("./more.ps1", "dot-source", "Main"))
            .Add("more.ps1", script => script.Function("More"))
            .Add("other.ps1");
        var surfaces = package.Surfaces();

        Assert.Equal("psgallery", package.Link().Community);
        Assert.Equal(("run", "run", "run", "run", "shipped"), (surfaces["Sample.ps1"], surfaces["Sample.ps1:Main"], surfaces["more.ps1"], surfaces["more.ps1:More"], surfaces["other.ps1"]));
    }

    [Fact]
    public void A_script_without_the_block_of_a_gallery_script_makes_no_gallery_package() =>
        Assert.Equal("nuget", new ModulePackage(ArtifactKind.NuGetPackage, "Sample").Add("Sample.ps1", script => script.Function("Main")).Link().Community);

    [Fact]
    public void A_loose_gallery_script_is_identified_by_its_block()
    {
        var linked = PackageLinker.Link(Loose("Sample.ps1", script => script.Metadata("script.VERSION", "1.0.1").Metadata("script.AUTHOR", "A. Writer").Metadata("script.TAGS", "one two").Function("Main")));

        Assert.Equal(("Sample", "1.0.1", "psgallery"), (linked.Manifest?.Id, linked.Manifest?.Version, linked.Community));
        Assert.Equal(["one", "two"], linked.Manifest!.Tags);
        Assert.Equal(["run"], linked.Files[0].Surfaces.Names());
    }

    [Fact]
    public void A_script_without_a_name_is_no_package() =>
        Assert.Null(PackageLinker.Link(Loose("<stdin>.ps1", script => script.Metadata("script.VERSION", "1.0"))).Manifest);

    [Theory]
    [InlineData("a.psm1", "import", "call")]
    [InlineData("a.ps1", "run", "run")]
    public void A_loose_script_module_is_imported_and_a_loose_script_is_started(string name, string topLevel, string function)
    {
        var file = PackageLinker.Link(Loose(name, script => script.Function("Main").Command("Get-Date"))).Files[0];

        Assert.Equal((topLevel, function), (Assert.Single(file.Surfaces.Names()), Assert.Single(file.SurfacesOf(file.Facts.Records[0]).Names())));
    }

    [Theory]
    [InlineData("./common.ps1", "tools/common.ps1")]
    [InlineData("$toolsPath/common.ps1", "tools/common.ps1")]
    [InlineData("*/common.psm1", "tools/common.psm1")]
    [InlineData("common.psm1", "tools/common.psm1")]
    public void What_an_install_script_of_NuGet_loads_runs_at_install(string value, string expected)
    {
        var surfaces = new ModulePackage(ArtifactKind.NuGetPackage, "Sample")
            .Add("tools/init.ps1", script => script.Function("Main").Include(value, "import", "Main"))
            .Add("tools/common.ps1").Add("tools/common.psm1").Add("tools/net/other.ps1").Surfaces();

        Assert.Equal(("install", "install", "install", "run"), (surfaces["tools/init.ps1"], surfaces["tools/init.ps1:Main"], surfaces[expected], surfaces["tools/net/other.ps1"]));
    }

    [Theory]
    [InlineData(null, "psgallery", "shipped")]
    [InlineData("psgallery", "psgallery", "shipped")]
    [InlineData("nuget", "nuget", "call")]
    public void A_manifest_of_a_module_does_not_hide_what_NuGet_runs(string? feed, string community, string library)
    {
        var package = new ModulePackage(ArtifactKind.NuGetPackage, "Sample") { Community = feed }
            .Add("Sample.psd1").Add("tools/init.ps1").Add("build/Sample.targets").Add("analyzers/a.dll").Add("lib/net8.0/a.dll").Add("build/build.ps1");
        var surfaces = package.Surfaces();

        Assert.Equal(community, package.Link().Community);
        Assert.Equal(("install", "build", "compile"), (surfaces["tools/init.ps1"], surfaces["build/Sample.targets"], surfaces["analyzers/a.dll"]));
        Assert.Equal((library, feed == "nuget" ? "build" : "shipped"), (surfaces["lib/net8.0/a.dll"], surfaces["build/build.ps1"]));
    }

    [Fact]
    public void Resources_for_configurations_wait_for_one_that_names_them()
    {
        var surfaces = new ModulePackage().Add("Sample.psd1").Add("DSCResources/Thing/Thing.psm1", script => script.Function("Set-TargetResource")).Surfaces();

        Assert.Equal(("call", "call"), (surfaces["DSCResources/Thing/Thing.psm1"], surfaces["DSCResources/Thing/Thing.psm1:Set-TargetResource"]));
    }

    private static PackageFacts Loose(string name, Action<Script> write)
    {
        var script = new Script();
        write(script);
        return new PackageFacts
        {
            FileName = name, Sha256 = "", Size = 1, Problems = [], Incomplete = false,
            Files = [new LinkedFile(new ArtifactInfo(name, name, ArtifactKind.PowerShell, 1, "0", -1, 0, false), script.ToFacts(), [], Surface.None)],
        };
    }
}
