using System.Text;
using Assay.Model;
using Assay.Signatures;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Scan.Tests;

/// <summary>Compares catalogues with the files of packages and folders through all stages.</summary>
public sealed class CatalogueScanTests
{
    private const string Script = "function Get-Sample {\r\n    1\r\n}\r\n";
    private static readonly Scanner Scanner = new(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" });
    private static readonly byte[] Library = CSharpSample.Compile("public class Sample { }");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Files_that_are_as_listed_give_no_anomaly(int version) =>
        Assert.Empty(Anomalies(Module(Catalogue(version)).Add("Sample.psm1", Script).Add("en-US/Sample.Resources.psd1", "@{}").Add("bin/Sample.dll", Library).Add("empty.txt", "")));

    [Fact]
    public void The_order_of_the_entries_does_not_matter() =>
        Assert.Empty(Anomalies(Parts(new NupkgBuilder()).Add("Sample.psm1", Script).Add("en-US/Sample.Resources.psd1", "@{}").Add("bin/Sample.dll", Library).Add("empty.txt", "").Add("Sample.cat", Catalogue(1))));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_that_was_changed_by_a_byte_is_told(int version)
    {
        var random = new Random(9);
        for (var round = 0; round < 24; round++)
        {
            var script = Encoding.UTF8.GetBytes(Script);
            var library = (byte[])Library.Clone();
            if (round % 2 == 0)
            {
                script[random.Next(script.Length)] ^= (byte)(1 << random.Next(8));
            }
            else
            {
                // The checksum of the headers and the entry of the certificate table belong to no digest; both lie before the sections.
                library[random.Next(0x200, library.Length)] ^= (byte)(1 << random.Next(8));
            }

            var anomaly = Assert.Single(Anomalies(Module(Catalogue(version)).Add("Sample.psm1", script).Add("en-US/Sample.Resources.psd1", "@{}").Add("bin/Sample.dll", library).Add("empty.txt", "")));

            Assert.Equal(("catalogue-file-changed", round % 2 == 0 ? "Sample.psm1" : "bin/Sample.dll"), (anomaly.Value, anomaly.Arguments!["file"]));
            Assert.Equal(("catalogue", "Sample.cat", "Test Publisher", null), (anomaly.Arguments["role"], anomaly.Arguments["catalogue"], anomaly.Arguments["signer"], anomaly.Arguments["line-ends"]));
        }
    }

    [Fact]
    public void A_file_that_lost_its_carriage_returns_is_told_apart()
    {
        var anomaly = Assert.Single(Anomalies(Module(Catalogue(2)).Add("Sample.psm1", Script.ReplaceLineEndings("\n")).Add("en-US/Sample.Resources.psd1", "@{}").Add("bin/Sample.dll", Library).Add("empty.txt", "")));

        Assert.Equal(("catalogue-file-changed", "normalised"), (anomaly.Value, anomaly.Arguments!["line-ends"]));
    }

    [Fact]
    public void Files_that_are_listed_and_absent_and_files_that_are_there_and_not_listed_are_told()
    {
        var anomalies = Anomalies(Module(Catalogue(2)).Add("Sample.psm1", Script).Add("bin/Sample.dll", Library).Add("empty.txt", "no more").Add("more.ps1", "Get-Date"));

        Assert.Equal(
            [("catalogue-file-missing", "en-US/Sample.Resources.psd1"), ("catalogue-file-changed", "empty.txt"), ("catalogue-file-unlisted", "more.ps1")],
            anomalies.Select(anomaly => (anomaly.Value, anomaly.Arguments!["file"]!)));
    }

    [Fact]
    public void A_catalogue_lists_the_folder_that_it_lies_in()
    {
        var package = Parts(new NupkgBuilder()).Add("tools/Sample/Sample.cat", Catalogue(2)).Add("tools/Sample/Sample.psm1", Script).Add("tools/Sample/en-US/Sample.Resources.psd1", "@{}")
            .Add("tools/Sample/bin/Sample.dll", Library).Add("tools/Sample/empty.txt", "").Add("tools/other.ps1", "Get-Date");

        Assert.Empty(Anomalies(package));
    }

    [Fact]
    public void A_driver_lists_only_its_own_files()
    {
        var catalogue = new TestCatalogue { Files = [new TestCatalogueFile("absent.sys", new byte[32], IsImage: true, Tag: "File"), .. new TestCatalogue().AddImage("sample.dll", Library).Files.Select(file => file with { Tag = "File" })] };

        Assert.Empty(Anomalies(Module(catalogue.Build()).Add("sample.dll", Library).Add("readme.txt", "text")));
        Assert.Equal("catalogue-file-changed", Assert.Single(Anomalies(Module(catalogue.Build()).Add("sample.dll", CSharpSample.Compile("public class Other { }")))).Value);
    }

    [Fact]
    public void A_catalogue_of_other_files_says_nothing_of_these() => Assert.Empty(Anomalies(Module(new TestCatalogue().Add("Other.psm1", Script).Build()).Add("Sample.psm1", Script)));

    [Fact]
    public void The_files_of_a_folder_are_compared_too()
    {
        FolderFile[] files = [new("Sample.cat", new TestCatalogue { Version = 1 }.Add("Sample.psm1", Script).Build()), new("Sample.psm1", Encoding.UTF8.GetBytes(Script + "#"))];

        var facts = Scanner.Extract(new PackageFile("Sample", "test", []) { Folder = new FolderContent(files, []) }, TestContext.Current.CancellationToken);

        Assert.Equal("catalogue-file-changed", Assert.Single(Anomalies(facts)).Value);
    }

    [Fact]
    public void Without_verification_nothing_is_compared()
    {
        var scanner = new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test", Signatures = SignatureSettings.Off });

        Assert.Empty(Anomalies(scanner.Extract(Package(Module(Catalogue(2)).Add("Sample.psm1", "changed")), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Packages_without_a_catalogue_pay_for_no_digest() =>
        Assert.All(Scanner.Extract(Package(GalleryModule.Build()), TestContext.Current.CancellationToken).Files, file => Assert.Null(file.Artifact.Digests));

    private static PackageFile Package(NupkgBuilder builder) => new("a.nupkg", "test", builder.Build());

    private static byte[] Catalogue(int version) =>
        new TestCatalogue { Version = version }.Add("Sample.psm1", Script).Add("en-US\\Sample.Resources.psd1", "@{}").AddImage("bin\\Sample.dll", Library).Add("empty.txt", "").Build();

    private static NupkgBuilder Module(byte[] catalogue) => Parts(new NupkgBuilder()).Add("Sample.cat", catalogue);

    private static NupkgBuilder Parts(NupkgBuilder builder) => builder
        .Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
        .Add("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>")
        .Add("package/services/metadata/core-properties/a.psmdcp", "<coreProperties/>");

    private static IReadOnlyList<Fact> Anomalies(NupkgBuilder package) => Anomalies(Scanner.Extract(Package(package), TestContext.Current.CancellationToken));

    private static IReadOnlyList<Fact> Anomalies(PackageFacts package) =>
        [.. package.Files[0].Facts.Records.Select(record => package.Files[0].Facts.Read(record)).Where(fact => fact.Kind == FactKind.Anomaly && fact.Value.StartsWith("catalogue-", StringComparison.Ordinal))];
}
