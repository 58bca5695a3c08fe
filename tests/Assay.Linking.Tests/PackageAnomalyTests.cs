using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class PackageAnomalyTests
{
    [Theory]
    [InlineData("content/readme.txt", ArtifactKind.NativeImage, "file-type-contradicts-name", "program")]
    [InlineData("content/logo.png", ArtifactKind.PowerShell, "file-type-contradicts-name", "script")]
    [InlineData("content/data.xml", ArtifactKind.Zip, "file-type-contradicts-name", "archive")]
    [InlineData("lib/net8.0/Sample.dll", ArtifactKind.Text, "file-type-contradicts-name", "no program")]
    [InlineData("tools/sample.EXE", ArtifactKind.Unknown, "file-type-contradicts-name", "no program")]
    public void Content_of_another_type_than_the_name_is_stated(string path, ArtifactKind kind, string anomaly, string content)
    {
        var fact = Assert.Single(Facts([File(path, kind)]), fact => fact.Value == anomaly);

        Assert.Equal((path, content), (fact.Arguments!["name"], fact.Arguments["kind"]));
    }

    [Theory]
    [InlineData("content/invoice.pdf.exe", "double-extension")]
    [InlineData("content/fdp.\u202Eexe", "deceptive-file-name")]
    [InlineData("content/a\u200Bb.txt", "deceptive-file-name")]
    [InlineData("content/P\u0430yment.txt", "deceptive-file-name")]
    public void Names_that_deceive_are_stated(string path, string anomaly) => Assert.Contains(Facts([File(path, ArtifactKind.Text)]), fact => fact.Value == anomaly);

    [Theory]
    [InlineData("lib/net8.0/Sample.dll", ArtifactKind.ManagedAssembly)]
    [InlineData("lib/net8.0/System.Text.Json.dll", ArtifactKind.ManagedAssembly)]
    [InlineData("tools/sample.exe", ArtifactKind.NativeImage)]
    [InlineData("content/book.docx", ArtifactKind.Zip)]
    [InlineData("lib/net8.0/Sample.dll", ArtifactKind.Empty)]
    [InlineData("content/sample.txt", ArtifactKind.Text)]
    [InlineData("content/\u0421\u043B\u0443\u0436\u0431\u0430.txt", ArtifactKind.Text)]
    [InlineData("content/\u0421\u041c\u0415\u0422\u0410.txt", ArtifactKind.Text)]
    [InlineData("content/data.zip", ArtifactKind.Zip)]
    public void Honest_names_are_quiet(string path, ArtifactKind kind) => Assert.Empty(Facts([File(path, kind)]));

    [Theory]
    [InlineData("docs/Sample.dll", true)]
    [InlineData("Sample.dll", true)]
    [InlineData("content/Sample.dll", true)]
    [InlineData("runtimes/win/lib/Sample.dll", false)]
    [InlineData("analyzers/dotnet/cs/Sample.dll", false)]
    [InlineData("build/Sample.dll", false)]
    public void Libraries_are_expected_in_some_folders(string path, bool stated) =>
        Assert.Equal(stated, Facts([File(path, ArtifactKind.ManagedAssembly)]).Any(fact => fact.Value == "code-in-unusual-folder"));

    [Fact]
    public void Tools_and_templates_have_layouts_of_their_own() =>
        Assert.Empty(Facts([File("content/Sample.dll", ArtifactKind.ManagedAssembly)], Manifest with { PackageTypes = ["Template"] }));

    [Theory]
    [InlineData("Fabrikam", "1.0.0.0", "assembly-name-differs")]
    [InlineData("Contoso.Logging.Core", "9.0.0.0", "assembly-version-differs")]
    public void The_only_library_is_compared_with_the_package(string assembly, string version, string anomaly) =>
        Assert.Contains(Facts([Library($"lib/net8.0/{assembly}.dll", assembly, version)]), fact => fact.Value == anomaly);

    [Fact]
    public void A_renamed_file_is_stated() =>
        Assert.Equal("Fabrikam", Assert.Single(Facts([Library("tools/Contoso.Logging.dll", "Fabrikam", "1.0.0.0")]), fact => fact.Value == "renamed-assembly").Arguments!["assembly"]);

    [Fact]
    public void A_package_of_several_libraries_is_not_compared() =>
        Assert.Empty(Facts([Library("lib/net8.0/Fabrikam.dll", "Fabrikam", "7.0.0.0"), Library("lib/net8.0/Woodgrove.dll", "Woodgrove", "8.0.0.0")]));

    [Theory]
    [InlineData("contoso.logging")]
    [InlineData("Contoso")]
    [InlineData("Fabrikam.Logging")]
    public void Names_with_a_word_in_common_belong_together(string name) => Assert.Empty(Facts([Library($"lib/net8.0/{name}.dll", name, "1.0.0.0")]));

    [Theory]
    [InlineData("N\u0435wtonsoft.Json", "look-alike-name")]
    [InlineData("Newtonsoft\u200B.Json", "invisible-name")]
    public void Ids_that_deceive_are_stated(string id, string anomaly)
    {
        var own = Assert.Single(Facts([], Manifest with { Id = id }), fact => fact.Value == anomaly);
        var dependency = Assert.Single(Facts([], Manifest with { Dependencies = [new PackageDependency(id, "1.0.0", null, "package")] }), fact => fact.Value == anomaly);

        Assert.Equal(("package", "dependency"), (own.Arguments!["of"], dependency.Arguments!["of"]));
    }

    [Fact]
    public void What_the_library_of_one_framework_alone_does_is_stated()
    {
        var facts = Facts([Calling("lib/net8.0/Contoso.Logging.dll", "System.Diagnostics.Process::Start"), Calling("lib/net9.0/Contoso.Logging.dll", "System.String::Concat"), Calling("lib/netstandard2.0/Contoso.Logging.dll", "System.String::Concat")]);

        var fact = Assert.Single(facts);
        Assert.Equal((FactKind.Difference, "framework.process", "net8.0", "3"), (fact.Kind, fact.Value, fact.Arguments!["framework"], fact.Arguments["of"]));
    }

    [Fact]
    public void What_several_frameworks_do_is_quiet() =>
        Assert.Empty(Facts([Calling("lib/net8.0/Contoso.Logging.dll", "System.Diagnostics.Process::Start"), Calling("lib/net9.0/Contoso.Logging.dll", "System.Diagnostics.Process::Start"), Calling("lib/netstandard2.0/Contoso.Logging.dll", "System.String::Concat")]));

    [Fact]
    public void Start_up_code_of_one_framework_alone_is_stated()
    {
        var writer = new FactWriter();
        writer.AddPlace(new Place("<Module>", ".cctor") { Surface = Surface.Load });
        var started = new LinkedFile(File("lib/net8.0/Contoso.Logging.dll", ArtifactKind.ManagedAssembly).Artifact, writer.ToFacts(), [], Surface.None);

        Assert.Equal("framework.start-up", Assert.Single(Facts([started, File("lib/net9.0/Contoso.Logging.dll", ArtifactKind.ManagedAssembly)])).Value);
    }

    private static readonly PackageManifest Manifest = new() { Id = "Contoso.Logging", Version = "1.0.0", NormalizedVersion = "1.0.0", License = new LicenseDeclaration("MIT", null, null) };

    private static LinkedFile File(string path, ArtifactKind kind) => new(new ArtifactInfo("a.nupkg!" + path, path, kind, 1, "", 0, 1, false), FileFacts.Empty, [], Surface.None);

    private static LinkedFile Library(string path, string name, string version)
    {
        var writer = new FactWriter();
        writer.Add(FactKind.Metadata, "assembly.name", arguments: new ArgumentList(new Argument("value", name)));
        writer.Add(FactKind.Metadata, "assembly.version", arguments: new ArgumentList(new Argument("value", version)));
        return File(path, ArtifactKind.ManagedAssembly) with { Facts = writer.ToFacts() };
    }

    private static LinkedFile Calling(string path, string member)
    {
        var writer = new FactWriter();
        writer.Add(FactKind.Call, member);
        return File(path, ArtifactKind.ManagedAssembly) with { Facts = writer.ToFacts() };
    }

    // The anomalies and differences that the package states.
    private static List<Fact> Facts(LinkedFile[] files, PackageManifest? manifest = null)
    {
        // A package without files states nothing: a manifest is always there.
        var package = new PackageFacts
        {
            FileName = "a.nupkg",
            Sha256 = "",
            Size = 1,
            Manifest = manifest ?? Manifest,
            Files = [new LinkedFile(new ArtifactInfo("a.nupkg", "a.nupkg", ArtifactKind.NuGetPackage, 1, "", -1, 0, false), FileFacts.Empty, [], Surface.None), File("a.nuspec", ArtifactKind.Nuspec), .. files],
            Problems = [],
            Incomplete = false,
        };
        var root = PackageLinker.Link(package).Files[0].Facts;
        return [.. root.Records.Where(record => record.Kind is FactKind.Anomaly or FactKind.Difference).Select(record => root.Read(record))];
    }
}
