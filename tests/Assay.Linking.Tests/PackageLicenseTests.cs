using Assay.Licenses;
using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class PackageLicenseTests
{
    [Fact]
    public void Each_licence_of_an_expression_is_stated_with_what_it_asks_for()
    {
        var facts = Licenses(Expression("mit or gpl-3.0-only"), []);

        Assert.Equal(["MIT permissive applies", "GPL-3.0-only strong-copyleft alternative"], facts.Select(fact => $"{fact.Value} {fact.Arguments!["family"]} {fact.Arguments["role"]}"));
        Assert.All(facts, fact => Assert.Equal(("package", "expression"), (fact.Arguments!["scope"], fact.Arguments["how"])));
    }

    [Fact]
    public void What_a_licence_does_not_allow_is_stated_by_name()
    {
        var fact = Assert.Single(Licenses(Expression("CC-BY-NC-ND-4.0"), []));

        Assert.Equal(("restricted", "restricted", null), (fact.Arguments!["commercial-use"], fact.Arguments["modification"], fact.Arguments["production"]));
    }

    [Theory]
    [InlineData("MIT OR", "license-expression-invalid")]
    [InlineData("MITT", "license-id-unknown")]
    [InlineData("GPL-2.0-only WITH my-exception", "license-id-unknown")]
    [InlineData("GPL-2.0", "license-id-deprecated")]
    public void Expressions_that_are_wrong_are_stated(string expression, string anomaly) => Assert.Equal(anomaly, Assert.Single(Anomalies(Expression(expression), [])).Value);

    [Theory]
    [InlineData("MIT")]
    [InlineData("LicenseRef-Contoso")]
    [InlineData("GPL-2.0-or-later WITH Classpath-exception-2.0")]
    public void Expressions_that_are_right_are_quiet(string expression) => Assert.Empty(Anomalies(Expression(expression), []));

    [Fact]
    public void A_text_of_another_licence_contradicts_the_expression()
    {
        var fact = Assert.Single(Anomalies(Expression("MIT"), [Text("LICENSE", "Apache-2.0")]));

        Assert.Equal(("license-text-contradicts", "MIT", "Apache-2.0", "LICENSE"), (fact.Value, fact.Arguments!["expression"], fact.Arguments["text"], fact.Arguments["file"]));
    }

    [Theory]
    [InlineData("GPL-2.0-or-later", "GPL-2.0-only")]
    [InlineData("MIT OR Apache-2.0", "Apache-2.0")]
    public void A_text_of_a_declared_licence_agrees(string expression, string text) => Assert.Empty(Anomalies(Expression(expression), [Text("LICENSE.txt", text)]));

    [Theory]
    [InlineData("THIRD-PARTY-NOTICES.txt")]
    [InlineData("lib/LICENSE")]
    [InlineData("LICENSE-Fabrikam.txt")]
    public void Licences_of_parts_do_not_contradict(string file)
    {
        var files = new[] { Text("LICENSE", "MIT"), Text(file, "Apache-2.0") };

        Assert.Empty(Anomalies(Expression("MIT"), files));
        Assert.Equal("component", Assert.Single(Licenses(Expression("MIT"), files), fact => fact.Value == "Apache-2.0").Arguments!["scope"]);
    }

    [Fact]
    public void A_resemblance_is_no_contradiction() => Assert.Empty(Anomalies(Expression("MIT"), [Text("LICENSE", "Apache-2.0", similarity: 85)]));

    [Theory]
    [InlineData("legal\\License.txt", "legal/license.txt", false)]
    [InlineData("LICENSE.txt", "LICENSE.md", true)]
    public void A_named_file_is_found_or_missed(string named, string file, bool isMissing)
    {
        var declaration = new LicenseDeclaration(null, named, null);

        Assert.Equal(isMissing, Anomalies(declaration, [Text(file, "MIT")]).Any(fact => fact.Value == "license-file-missing"));
        Assert.Equal(!isMissing, Licenses(declaration, [Text(file, "MIT")]).Any(fact => fact.Arguments!["how"] == "file"));
    }

    [Fact]
    public void A_named_file_of_no_known_licence_is_unknown() =>
        Assert.Equal("unknown", Assert.Single(Licenses(new LicenseDeclaration(null, "LICENSE.txt", null), [File("LICENSE.txt", FileFacts.Empty)])).Value);

    [Theory]
    [InlineData("https://opensource.org/licenses/MIT", "MIT")]
    [InlineData("https://example.com/license", "unknown")]
    public void An_address_tells_the_licence_or_not(string address, string id)
    {
        var declaration = new LicenseDeclaration(null, null, address);

        Assert.Equal(id, Assert.Single(Licenses(declaration, [])).Value);
        Assert.Equal("license-address-only", Assert.Single(Anomalies(declaration, [])).Value);
    }

    [Fact]
    public void A_package_without_any_licence_is_stated_and_one_with_a_text_is_not()
    {
        Assert.Equal("license-missing", Assert.Single(Anomalies(null, [])).Value);
        Assert.Empty(Anomalies(null, [Text("LICENSE", "MIT")]));
    }

    [Fact]
    public void Nothing_is_missing_where_the_package_was_not_read_completely() =>
        Assert.DoesNotContain(Facts(null, [], problems: [new Problem(ProblemId.LimitEntries, "a.nupkg", null, "More entries than are read.")]), fact => fact.Value == "license-missing");

    [Theory]
    [InlineData("GPL-3.0-only", "deny", "family")]
    [InlineData("MPL-2.0", "warn", "id")]
    [InlineData("MIT", "allow", "id")]
    [InlineData("Zlib", "unlisted", "no list")]
    public void What_was_decided_about_a_licence_is_stated_with_it(string id, string listed, string by)
    {
        var fact = Assert.Single(Licenses(Expression(id), [], new LicenseSettings(["MIT"], ["MPL-2.0"], ["strong-copyleft"])));

        Assert.Equal((listed, by), (fact.Arguments!["listed"], fact.Arguments["listed-by"]));
    }

    [Fact]
    public void Of_choices_an_allowed_licence_is_taken()
    {
        var facts = Licenses(Expression("Apache-2.0 OR MPL-2.0"), [], new LicenseSettings(["MPL-2.0"], [], ["Apache-2.0"]));

        Assert.Equal(["alternative", "applies"], facts.Select(fact => fact.Arguments!["role"]));
    }

    private static LicenseDeclaration Expression(string expression) => new(expression, null, null);

    private static LinkedFile File(string path, FileFacts facts) => new(new ArtifactInfo("a.nupkg!" + path, path, ArtifactKind.License, 1, "", 0, 1, false), facts, [], Surface.None);

    private static LinkedFile Text(string path, string id, int similarity = 100)
    {
        var writer = new FactWriter();
        writer.Add(FactKind.License, id, arguments: new ArgumentList(new Argument("how", "text"), new Argument("similarity", similarity.ToString(System.Globalization.CultureInfo.InvariantCulture))), positionKind: PositionKind.LineColumn, position: 3, column: 1);
        return File(path, writer.ToFacts());
    }

    private static List<Fact> Licenses(LicenseDeclaration? license, LinkedFile[] files, LicenseSettings? listing = null) => [.. Facts(license, files, listing).Where(fact => fact.Kind == FactKind.License)];

    private static List<Fact> Anomalies(LicenseDeclaration? license, LinkedFile[] files) => [.. Facts(license, files).Where(fact => fact.Kind == FactKind.Anomaly)];

    private static List<Fact> Facts(LicenseDeclaration? license, LinkedFile[] files, LicenseSettings? listing = null, Problem[]? problems = null)
    {
        var package = new PackageFacts
        {
            FileName = "a.nupkg",
            Sha256 = "",
            Size = 1,
            Manifest = new PackageManifest { Id = "Contoso.Logging", Version = "1.0.0", NormalizedVersion = "1.0.0", License = license },
            Files = [new LinkedFile(new ArtifactInfo("a.nupkg", "a.nupkg", ArtifactKind.NuGetPackage, 1, "", -1, 0, false), FileFacts.Empty, [], Surface.None), new LinkedFile(new ArtifactInfo("a.nupkg!a.nuspec", "a.nuspec", ArtifactKind.Nuspec, 1, "", 0, 1, false), FileFacts.Empty, [], Surface.None), .. files],
            Problems = problems ?? [],
            Incomplete = false,
        };
        var root = PackageLinker.Link(package, listing is null ? PolicySettings.Empty : PolicySettings.Empty with { Licenses = listing }).Files[0].Facts;
        return [.. root.Records.Where(record => record.Kind is FactKind.Anomaly or FactKind.License).Select(record => root.Read(record))];
    }
}
