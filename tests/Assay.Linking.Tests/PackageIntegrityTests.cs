using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class PackageIntegrityTests
{
    [Theory]
    [InlineData("lib/a.dll", "lib/a.dll", "same name")]
    [InlineData("lib/a.dll", "lib/A.dll", "letter case")]
    [InlineData("lib/a.dll", "lib/%61.dll", "spelling")]
    [InlineData("lib/a.dll", "lib\\a.dll", "spelling")]
    [InlineData("lib/a.dll", "./lib//a.dll", "spelling")]
    [InlineData("lib/a.dll", "lib/a.dll. ", "spelling")]
    public void Entries_that_lead_to_one_file_with_other_content_are_stated(string first, string second, string how)
    {
        var fact = Assert.Single(Anomalies([File(first, "1111111111111111"), File(second, "2222222222222222")]));

        Assert.Equal(("entry-read-differently", how, first + " 111111111111", second + " 222222222222"), (fact.Value, fact.Arguments!["how"], fact.Arguments["first"], fact.Arguments["last"]));
    }

    [Fact]
    public void Equal_content_under_two_names_and_other_files_are_quiet() =>
        Assert.Empty(Anomalies([File("lib/a.dll", "1111111111111111"), File("lib/A.dll", "1111111111111111"), File("lib/b.dll", "2222222222222222"), File("lib/..b/c.dll", "3333333333333333")]));

    [Fact]
    public void A_module_folder_has_the_names_of_its_disk() =>
        Assert.Empty(Anomalies([File("a.ps1", "1111111111111111"), File("A.ps1", "2222222222222222")], ArtifactKind.Folder));

    [Theory]
    [InlineData("../a.cmd")]
    [InlineData("lib/..%2f..%2fa.cmd")]
    [InlineData("lib/%252e%252e/a.cmd")]
    [InlineData("C:/a.cmd")]
    [InlineData("/a.cmd")]
    public void Names_that_leave_the_folder_are_stated(string name) =>
        Assert.Equal(name, Assert.Single(Anomalies([File(name, "1111111111111111")]), fact => fact.Value == "entry-leaves-folder").Arguments!["name"]);

    [Theory]
    [InlineData("opc.identifier", "Contoso.Login", "identifier")]
    [InlineData("opc.version", "1.0.1", "version")]
    [InlineData("opc.manifest", "/b.nuspec", "manifest")]
    public void Packaging_parts_that_say_something_else_than_the_manifest_are_stated(string key, string value, string what)
    {
        var fact = Assert.Single(Anomalies([Part("_rels/.rels", key, value)]));

        Assert.Equal(("packaging-part-differs", what, value), (fact.Value, fact.Arguments!["what"], fact.Arguments["says"]));
    }

    [Theory]
    [InlineData("_rels/.rels", "opc.manifest", "/A.nuspec")]
    [InlineData("_rels/.rels", "opc.manifest", "%61.nuspec")]
    [InlineData("content/_rels/other.rels", "opc.manifest", "/b.nuspec")]
    [InlineData("package/a.psmdcp", "opc.identifier", "contoso.logging")]
    [InlineData("package/a.psmdcp", "opc.version", "1.0.0.0")]
    [InlineData("package/a.psmdcp", "opc.version", "1.0.0+build")]
    public void Packaging_parts_that_say_the_same_are_quiet(string part, string key, string value) => Assert.Empty(Anomalies([Part(part, key, value)]));

    [Fact]
    public void Problems_are_stated_with_where_they_are()
    {
        var facts = Anomalies([File("a.zip", "1111111111111111")], problems:
        [
            new Problem(ProblemId.ZipCrcMismatch, "a.nupkg", "lib/a.dll", "The CRC-32 differs."),
            new Problem(ProblemId.ZipCrcMismatch, "a.nupkg!a.zip", "b.txt", "The CRC-32 differs."),
            new Problem(ProblemId.ZipCrcMismatch, "a.nupkg!a.zip!c.zip", "d.txt", "The CRC-32 differs."),
        ]);

        Assert.Equal(["package a.nupkg lib/a.dll", "entry a.zip b.txt", "inner a.zip!c.zip d.txt"], facts.Select(fact => $"{fact.Arguments!["of"]} {fact.Arguments["name"]} {fact.Arguments["where"]}"));
    }

    [Fact]
    public void Of_thousands_of_problems_of_one_kind_some_are_stated() =>
        Assert.Equal(20, Anomalies([], problems: [.. Enumerable.Range(0, 5_000).Select(i => new Problem(ProblemId.ZipHeadersDiffer, "a.nupkg", $"{i}", "They differ."))]).Count);

    private static LinkedFile File(string path, string sha256, ArtifactKind kind = ArtifactKind.Text, FileFacts? facts = null) =>
        new(new ArtifactInfo("a.nupkg!" + path, path, kind, 1, sha256, 0, 1, false), facts ?? FileFacts.Empty, [], Surface.None);

    private static LinkedFile Part(string path, string key, string value)
    {
        var writer = new FactWriter();
        writer.Add(FactKind.Metadata, key, arguments: new ArgumentList(new Argument("value", value)));
        return File(path, "1111111111111111", ArtifactKind.PackagingPart, writer.ToFacts());
    }

    private static List<Fact> Anomalies(LinkedFile[] files, ArtifactKind kind = ArtifactKind.NuGetPackage, Problem[]? problems = null)
    {
        var package = new PackageFacts
        {
            FileName = "a.nupkg",
            Sha256 = "",
            Size = 1,
            Manifest = new PackageManifest { Id = "Contoso.Logging", Version = "1.0.0", NormalizedVersion = "1.0.0", License = new LicenseDeclaration("MIT", null, null) },
            Files = [new LinkedFile(new ArtifactInfo("a.nupkg", "a.nupkg", kind, 1, "", -1, 0, false), FileFacts.Empty, [], Surface.None), File("a.nuspec", "0000000000000000", ArtifactKind.Nuspec), .. files],
            Problems = problems ?? [],
            Incomplete = false,
        };
        var root = PackageLinker.Link(package).Files[0].Facts;
        return [.. root.Records.Where(record => record.Kind == FactKind.Anomaly).Select(record => root.Read(record)).Where(fact => !fact.Value.Contains("extension", StringComparison.Ordinal) && !fact.Value.StartsWith("file-type", StringComparison.Ordinal))];
    }
}
