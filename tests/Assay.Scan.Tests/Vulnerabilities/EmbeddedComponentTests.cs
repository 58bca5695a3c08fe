using System.IO.Compression;
using System.Security.Cryptography;
using Assay.Model;
using Assay.TestInputs;
using Assay.TestInputs.Advisories;
using Assay.TestInputs.Signing;

namespace Assay.Scan.Tests.Vulnerabilities;

/// <summary>Scans packages that ship a library with a known vulnerability, and some that only seem to.</summary>
public sealed class EmbeddedComponentTests
{
    private static readonly ListedAdvisories Database = new(
        ListedAdvisories.One("CVE-2024-21907", "Newtonsoft.Json", null, "13.0.1"),
        ListedAdvisories.One("CVE-2024-43485", "System.Text.Json", "8.0.0", "8.0.5"));

    private static readonly byte[] Vulnerable = new EmbeddedLibrary().Build();

    [Fact]
    public void A_package_that_ships_a_vulnerable_library_is_told_so()
    {
        var report = Scan(new NupkgBuilder().Add("tools/Newtonsoft.Json.dll", Vulnerable));

        var item = Assert.Single(report.Vulnerabilities.Items);
        Assert.Equal(("CVE-2024-21907", VulnerabilityStatus.Found, 1), (item.Id, report.Vulnerabilities.Status, report.Vulnerabilities.Total));
        Assert.Equal(("pkg:nuget/Newtonsoft.Json@12.0.3", "assembly-identity", "medium"), (item.Affected.Purl, item.Affected.IdentifiedBy, item.Affected.Confidence));
        Assert.Equal(["tools/Newtonsoft.Json.dll"], item.Affected.Artifacts);
        Assert.Equal(["13.0.1"], item.Fixed);
        Assert.Equal("13.0.1", item.SafeUpgrade);
        var component = Assert.Single(report.Components);
        Assert.Equal(("Newtonsoft.Json", "12.0.3", "tools/Newtonsoft.Json.dll"), (component.Name, component.Version, component.Artifact));
        Assert.Equal(AssessmentStatus.Warning, report.Assessments.Vulnerabilities.Status);
        var issue = Assert.Single(report.Issues, issue => issue.Category == "vulnerabilities");
        Assert.Equal("high-vulnerability", issue.Id);
        Assert.Equal("12.0.3", issue.Evidence[0].Arguments!["version"]);
        Assert.Equal(VerdictStatus.Pass, report.Verdict.Status);
    }

    [Theory]
    [InlineData("lib/net8.0/Helpers.dll")]
    [InlineData("content/data.bin")]
    [InlineData("tools/net6.0/any/deeper/x.exe")]
    public void The_same_library_under_another_file_name_is_still_reported(string name) =>
        Assert.Equal("pkg:nuget/Newtonsoft.Json@12.0.3", Assert.Single(Scan(new NupkgBuilder().Add(name, Vulnerable)).Vulnerabilities.Items).Affected.Purl);

    [Fact]
    public void A_library_whose_assembly_name_was_changed_is_known_by_its_version_resource()
    {
        var item = Assert.Single(Scan(new NupkgBuilder().Add("lib/net8.0/Own.Json.dll", new EmbeddedLibrary { Assembly = "Own.Json" }.Build())).Vulnerabilities.Items);

        Assert.Equal(("version-resource", "medium", "12.0.3"), (item.Affected.IdentifiedBy, item.Affected.Confidence, item.Affected.Version));
    }

    [Fact]
    public void Libraries_in_modules_and_in_archives_within_packages_are_found()
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("bin/Newtonsoft.Json.dll").Open();
            entry.Write(Vulnerable);
        }

        Assert.Equal("bin/Newtonsoft.Json.dll", Assert.Single(Scan(GalleryModule.Build().Add("bin/Newtonsoft.Json.dll", Vulnerable)).Vulnerabilities.Items).Affected.Artifacts[0]);
        Assert.Equal("bin/Newtonsoft.Json.dll", Assert.Single(Scan(GalleryModule.Build("Newtonsoft.Json", "12.0.3").Add("bin/Newtonsoft.Json.dll", Vulnerable)).Vulnerabilities.Items).Affected.Artifacts[0]);
        Assert.Equal("tools/more.zip!bin/Newtonsoft.Json.dll", Assert.Single(Scan(new NupkgBuilder().Add("tools/more.zip", archive.ToArray())).Vulnerabilities.Items).Affected.Artifacts[0]);

        FolderFile[] files = [new("Sample.psd1", "@{ ModuleVersion = '1.2.0'; RootModule = 'Sample.psm1' }"u8.ToArray()), new("Sample.psm1", "function Get-Sample { 1 }"u8.ToArray()), new("lib/Newtonsoft.Json.dll", Vulnerable)];
        var module = Scan(new PackageFile("Sample", "here", [1]) { Folder = new FolderContent(files, []) });
        Assert.Equal(("psgallery", "lib/Newtonsoft.Json.dll"), (module.Package.Community, Assert.Single(module.Vulnerabilities.Items).Affected.Artifacts[0]));
    }

    [Fact]
    public void Several_copies_of_one_version_are_one_entry_with_all_places()
    {
        var report = Scan(new NupkgBuilder().Add("tools/a/Newtonsoft.Json.dll", Vulnerable).Add("tools/b/Other.dll", Vulnerable));

        Assert.Equal(["tools/a/Newtonsoft.Json.dll", "tools/b/Other.dll"], Assert.Single(report.Vulnerabilities.Items).Affected.Artifacts);
        Assert.Equal(2, report.Components.Count);
    }

    [Fact]
    public void A_loose_library_is_looked_up_too()
    {
        var report = Scan(new PackageFile("Newtonsoft.Json.dll", "here", Vulnerable));

        Assert.Equal("pkg:nuget/Newtonsoft.Json@12.0.3", Assert.Single(report.Vulnerabilities.Items).Affected.Purl);
    }

    public static TheoryData<string, EmbeddedLibrary, string> NearMisses => new()
    {
        { "another key", new EmbeddedLibrary { PublicKey = StrongNameKey.Usual.PublicKey }, "lib/net8.0/Newtonsoft.Json.dll" },
        { "another product of that name", new EmbeddedLibrary { Product = "Our Converters" }, "lib/net8.0/Newtonsoft.Json.dll" },
        { "a name that goes on", new EmbeddedLibrary { Assembly = "Newtonsoft.Json.Sample", OriginalName = "Newtonsoft.Json.Sample.dll" }, "lib/net8.0/Newtonsoft.Json.Sample.dll" },
        { "another original name", new EmbeddedLibrary { Assembly = "Own.Json", OriginalName = "Own.Json.dll" }, "lib/net8.0/Own.Json.dll" },
        { "another product in the resource", new EmbeddedLibrary { Assembly = "Own.Json", Product = "Own" }, "lib/net8.0/Own.Json.dll" },
        { "a translation", new EmbeddedLibrary { Assembly = "Newtonsoft.Json.resources", Culture = "de", More = "" }, "lib/net8.0/de/Newtonsoft.Json.resources.dll" },
        { "a folder of references", new EmbeddedLibrary(), "ref/net8.0/Newtonsoft.Json.dll" },
        { "a reference assembly", new EmbeddedLibrary { More = "[assembly: System.Runtime.CompilerServices.ReferenceAssembly] public static class Convert { public static string Text(object value) => null; }" }, "build/Newtonsoft.Json.dll" },
        { "a facade", new EmbeddedLibrary { More = "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(System.Uri))]" }, "lib/net8.0/Newtonsoft.Json.dll" },
        { "a fixed version", new EmbeddedLibrary { Version = "13.0.0.0", FileVersion = "13.0.3.27908", InformationalVersion = "13.0.3" }, "lib/net8.0/Newtonsoft.Json.dll" },
        { "no version that fits", new EmbeddedLibrary { InformationalVersion = "1.2.3", FileVersion = "5.0.0.0" }, "lib/net8.0/Newtonsoft.Json.dll" },
    };

    [Theory]
    [MemberData(nameof(NearMisses))]
    public void What_only_looks_like_the_library_is_not_accused(string why, EmbeddedLibrary library, string name)
    {
        var report = Scan(new NupkgBuilder().Add(name, library.Build()));

        Assert.True(report.Vulnerabilities is { Status: VulnerabilityStatus.NoneFound, Items: [] }, why);
    }

    [Fact]
    public void The_packages_own_assembly_is_the_package_and_no_component()
    {
        var report = Scan(new NupkgBuilder(NupkgBuilder.Manifest("newtonsoft.json", "12.0.3")).Add("lib/net8.0/Newtonsoft.Json.dll", Vulnerable));

        Assert.Empty(report.Components);
        var item = Assert.Single(report.Vulnerabilities.Items);
        Assert.Equal(("package", "certain", "pkg:nuget/newtonsoft.json@12.0.3"), (item.Affected.IdentifiedBy, item.Affected.Confidence, item.Affected.Purl));
        Assert.Empty(item.Affected.Artifacts);
    }

    [Fact]
    public void The_runtimes_own_packages_are_the_framework_of_their_version()
    {
        var json = new EmbeddedLibrary { Assembly = "System.Text.Json", OriginalName = "System.Text.Json.dll", Product = "Microsoft® .NET", Version = "8.0.0.0", FileVersion = "8.0.23.53103", InformationalVersion = "8.0.0+5535e31a712343a63f5d7d796cd874e563e5ac14" }.Build();

        Assert.Equal("8.0.0", Assert.Single(Scan(new NupkgBuilder().Add("tools/System.Text.Json.dll", json)).Vulnerabilities.Items).Affected.Version);
        Assert.Empty(Scan(new NupkgBuilder(NupkgBuilder.Manifest("runtime.win-x64.Microsoft.NETCore.App", "2.1.0")).Add("runtimes/win-x64/lib/net8.0/System.Text.Json.dll", json)).Vulnerabilities.Items);
    }

    [Fact]
    public void A_known_hash_is_certain_and_tells_of_several_versions_only_what_holds_for_all()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Vulnerable));
        var one = Scan(new NupkgBuilder().Add("tools/x.dll", Vulnerable), new ListedFiles(hash, ("Newtonsoft.Json", "12.0.3"), ("Some.Bundle", "1.0.0")));
        var several = Scan(new NupkgBuilder().Add("tools/x.dll", Vulnerable), new ListedFiles(hash, ("Newtonsoft.Json", "12.0.3"), ("Newtonsoft.Json", "13.0.1")));
        var bundle = Scan(new NupkgBuilder().Add("tools/x.dll", Vulnerable), new ListedFiles(hash, ("Some.Bundle", "1.0.0")));

        Assert.Equal(("file-hash", "certain", "12.0.3"), (one.Components[0].IdentifiedBy, one.Components[0].Confidence, one.Components[0].Version));
        Assert.Single(one.Vulnerabilities.Items);
        Assert.Equal(("file-hash", "13.0.1"), (several.Components[0].IdentifiedBy, several.Components[0].Version));
        Assert.Empty(several.Vulnerabilities.Items);
        Assert.Equal("assembly-identity", bundle.Components[0].IdentifiedBy);
    }

    [Fact]
    public void Three_states_are_told_apart()
    {
        var package = new NupkgBuilder().Add("lib/net8.0/Sample.dll", CSharpSample.Compile("public class C { }"));

        var without = new Scanner(Options(null)).Scan(new PackageFile("a.nupkg", "a.nupkg", package.Build()), TestContext.Current.CancellationToken);
        Assert.Equal((VulnerabilityStatus.NotChecked, AssessmentStatus.NotChecked), (without.Vulnerabilities.Status, without.Assessments.Vulnerabilities.Status));
        var none = Scan(package);
        Assert.Equal((VulnerabilityStatus.NoneFound, AssessmentStatus.Pass, ListedAdvisories.Date), (none.Vulnerabilities.Status, none.Assessments.Vulnerabilities.Status, none.Vulnerabilities.Database!.Date));
        Assert.Contains(none.Inputs.Advisories, input => input.Date == ListedAdvisories.Date);
    }

    [Fact]
    public void The_lowest_version_of_a_dependency_is_looked_up()
    {
        var report = Scan(new NupkgBuilder(NupkgBuilder.Manifest(more: """
            <dependencies>
              <group targetFramework="net8.0">
                <dependency id="newtonsoft.json" version="12.0.1" />
                <dependency id="System.Text.Json" version="[8.0.5, 9.0.0)" />
                <dependency id="Floating" version="1.*" />
              </group>
            </dependencies>
            """)));

        Assert.Equal(["newtonsoft.json 12.0.1 CVE-2024-21907", "System.Text.Json 8.0.5 ", "Floating  -"],
            report.Dependencies.Select(dependency => $"{dependency.Id} {dependency.Lowest} {(dependency.Vulnerabilities is { } ids ? string.Join(",", ids) : "-")}"));
        Assert.Empty(report.Vulnerabilities.Items);
    }

    private static PackageReport Scan(NupkgBuilder package, IKnownFiles? files = null) => Scan(new PackageFile("a.nupkg", "a.nupkg", package.Build()), files);

    private static PackageReport Scan(PackageFile file, IKnownFiles? files = null) => new Scanner(Options(Database) with { KnownFiles = files }).Scan(file, TestContext.Current.CancellationToken);

    private static ScanOptions Options(IAdvisories? advisories) => new() { Rules = Rules.Value, ToolVersion = "test", Identity = EmbeddedLists.Load(), Advisories = advisories };

    private static readonly Lazy<RulePack> Rules = new(EmbeddedRules.Load);

    private sealed class ListedFiles(string hash, params (string Package, string Version)[] files) : IKnownFiles
    {
        public IReadOnlyList<KnownFile> Of(string sha256) => sha256 == hash ? [.. files.Select(file => new KnownFile("nuget", file.Package, file.Version))] : [];
    }
}
