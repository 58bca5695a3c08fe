using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Scan.Tests;

/// <summary>Scans modules and gallery scripts through all stages.</summary>
public sealed class GalleryScanTests
{
    private static readonly Scanner Scanner = new(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" });

    [Fact]
    public void A_module_runs_its_manifest_and_what_that_names_at_import()
    {
        var report = Scan(GalleryModule.Build(script: "function Get-Sample { 1 }; Set-Location C:\\").Add("tests/Sample.Tests.ps1", "Describe 'Sample' { }"));

        Assert.Equal(("psgallery", "pkg:psgallery/sample@1.2.0"), (report.Package.Community, report.Package.Purl));
        Assert.Equal(2, report.Contents.Surfaces["import"]);
        Assert.Equal(["call", "import"], Surfaces(GalleryModule.Build(script: "function Get-Sample { Get-Process }; Get-Date"), "Get-Process", "Get-Date"));
    }

    [Fact]
    public void Script_blocks_of_a_types_file_are_files_of_the_report_with_their_text()
    {
        var report = Scan(GalleryModule.Build().Add("Sample.types.ps1xml", "<Types><Type><Name>T</Name><Members><ScriptMethod><Name>Run</Name><Script>Get-Process</Script></ScriptMethod></Members></Type></Types>"));

        var block = Assert.Single(report.Files, file => file.Path == "a.nupkg!Sample.types.ps1xml!ScriptBlock#1.ps1");
        Assert.Equal(new ReportedOrigin("Script of line 1", "Get-Process"), block.Derived);
        Assert.Equal((ArtifactKind.PowerShell, 11), (block.Kind, block.Size));
    }

    [Fact]
    public void The_record_of_an_installation_is_read_as_facts()
    {
        var facts = Scanner.Extract(Package(GalleryModule.Build().Add("PSGetModuleInfo.xml", "<Objs><Obj><MS><S N=\"Repository\">Somewhere</S></MS></Obj></Objs>")), TestContext.Current.CancellationToken);

        var file = Assert.Single(facts.Files, file => file.Artifact.Name == "PSGetModuleInfo.xml");
        Assert.Equal(("psget.Repository", "Somewhere"), (file.Facts.Read(file.Facts.Records[0]).Value, file.Facts.Read(file.Facts.Records[0]).Arguments!["value"]));
        Assert.DoesNotContain(facts.Problems, problem => problem.Artifact == file.Artifact.Path);
    }

    [Fact]
    public void A_folder_gives_the_report_of_its_files_whatever_disk_it_lay_on()
    {
        FolderFile[] files = [new("Sample.psd1", "@{ ModuleVersion = '1.2.0'; RootModule = 'Sample.psm1' }"u8.ToArray()), new("Sample.psm1", "function Get-Sample { 1 }"u8.ToArray())];
        var first = Scanner.Scan(new PackageFile("Sample", "here", [1]) { Folder = new FolderContent(files, []) }, TestContext.Current.CancellationToken);
        var second = Scanner.Scan(new PackageFile("Sample", "there", [1]) { Folder = new FolderContent(files, []) }, TestContext.Current.CancellationToken);

        Assert.Equal(Json(first), Json(second));
        Assert.Equal(files.Sum(file => file.Bytes.Length), first.Package.Size);
        Assert.Equal(("psgallery", VerdictStatus.Pass), (first.Package.Community, first.Verdict.Status));
    }

    [Fact]
    public void A_part_of_a_folder_that_could_not_be_read_makes_the_verdict_unknown_and_one_that_is_left_out_does_not()
    {
        FolderFile[] files = [new("Sample.psm1", "function Get-Sample { 1 }"u8.ToArray())];

        Assert.Equal(VerdictStatus.Pass, Scan(ProblemId.FolderPartLeftOut).Verdict.Status);
        Assert.Equal(VerdictStatus.Unknown, Scan(ProblemId.FolderPartUnreadable).Verdict.Status);
        Assert.Equal(VerdictStatus.Unknown, Scan(ProblemId.LimitEntries).Verdict.Status);

        PackageReport Scan(ProblemId id) => Scanner.Scan(new PackageFile("Sample", "", [1]) { Folder = new FolderContent(files, [new FolderOmission("x", id, "Text.")]) }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_gallery_script_is_run_and_identified_by_its_block()
    {
        var report = Scan(GalleryModule.BuildScript(script: "function Get-Sample { Get-Process }; Get-Sample"));

        Assert.Equal(("psgallery", "pkg:psgallery/sample@1.2.0"), (report.Package.Community, report.Package.Purl));
        Assert.Equal(1, report.Contents.Surfaces["run"]);
        Assert.Equal(["run"], Surfaces(GalleryModule.BuildScript(script: "function Get-Sample { Get-Process }"), "Get-Process"));
    }

    [Fact]
    public void A_module_folder_is_identified_by_its_manifest()
    {
        FolderFile[] files =
        [
            new("Sample.psd1", "@{ ModuleVersion = '1.2'; Author = 'A. Writer'; Description = 'Text.'; PrivateData = @{ PSData = @{ Tags = 'one', 'two'; Prerelease = 'beta1'; ProjectUri = 'https://example.invalid/project'; LicenseUri = 'https://example.invalid/license' } }; RequiredModules = @('Other') }"u8.ToArray()),
        ];

        var report = Scanner.Scan(new PackageFile("Sample", "", [1]) { Folder = new FolderContent(files, []) }, TestContext.Current.CancellationToken);

        var package = report.Package;
        Assert.Equal(("pkg:psgallery/sample@1.2.0-beta1", "Text.", "https://example.invalid/project", "https://example.invalid/license"), (package.Purl, package.Description, package.ProjectUrl, package.License?.Url));
        Assert.Equal("A. Writer; one, two; Other module", $"{string.Join(", ", package.Authors)}; {string.Join(", ", package.Tags)}; {report.Dependencies[0].Id} {report.Dependencies[0].Kind}");
    }

    [Fact]
    public void A_decoded_command_is_a_file_of_the_report_that_runs_when_its_host_does()
    {
        var encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes("Get-Process"));
        var package = GalleryModule.Build(script: $"function Get-Sample {{ powershell -EncodedCommand {encoded} }}");

        var layer = Assert.Single(Scan(package).Files, file => file.Derived is not null);
        Assert.Equal("Get-Process", layer.Derived!.Excerpt);
        Assert.Equal(["call"], Surfaces(package, "Get-Process"));
    }

    // The surfaces of commands, in their order.
    private static string[] Surfaces(NupkgBuilder package, params string[] commands)
    {
        var facts = Scanner.Extract(Package(package), TestContext.Current.CancellationToken);
        return [.. commands.Select(command => facts.Files
            .SelectMany(file => file.Facts.Records.Where(record => record.Kind == FactKind.Command && file.Facts.Strings[record.Value] == command).Select(record => string.Join(' ', file.SurfacesOf(record).Names())))
            .First())];
    }

    private static PackageReport Scan(NupkgBuilder package) => Scanner.Scan(Package(package), TestContext.Current.CancellationToken);

    private static PackageFile Package(NupkgBuilder package) => new("a.nupkg", "test", package.Build());

    private static string Json(PackageReport report)
    {
        using var stream = new MemoryStream();
        Reports.JsonReport.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
