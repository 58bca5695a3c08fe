using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class ExampleTests
{
    [Fact]
    public void A_fact_has_its_kind_place_surfaces_and_arguments()
    {
        var package = ExampleFacts.ToPackage(Read("""
            - { call: A::B, args: { 1: x, this: r, 2: { result: C::D } }, type: T, method: N, file: tools/a.ps1, surface: [install], derivation: recovered }
            """));

        var file = package.Files[1];
        var fact = file.Facts.Read(file.Facts.Records[0]);
        Assert.Equal(("tools/a.ps1", ArtifactKind.PowerShell), (file.Artifact.Name, file.Artifact.Kind));
        Assert.Equal((FactKind.Call, "A::B", "T", "N", Derivation.Recovered), (fact.Kind, fact.Value, fact.Place!.Type, fact.Place.Method, fact.Derivation));
        Assert.Equal(Surface.Install, file.SurfacesOf(file.Facts.Records[0]));
        Assert.Equal([new Argument("this", "r"), Argument.Unknown, new Argument(null, "x"), new Argument(null, "C::D", Derivation.Result)], fact.Arguments!.Items.ToArray());
    }

    [Theory]
    [InlineData("{ type: Some.Name }", FactKind.Type, "Sample", "Run")]
    [InlineData("{ method: Login, type: Some.Name }", FactKind.Method, "Some.Name", "Run")]
    [InlineData("{ file: tools/a.exe }", FactKind.File, "Sample", "Run")]
    [InlineData("{ string: text, type: Some.Name, method: N }", FactKind.String, "Some.Name", "N")]
    public void Words_that_are_kinds_and_places_are_places_beside_another_kind(string fact, FactKind kind, string type, string method)
    {
        var example = Assert.Single(Read($"- {fact}").Facts);

        Assert.Equal((kind, type, method), (example.Kind, example.Type, example.Method));
    }

    [Fact]
    public void Arguments_in_a_list_are_tokens() =>
        Assert.Equal([new Argument(null, "/c"), new Argument(null, "del")], Read("- { process: cmd, args: [/c, del] }").Facts[0].Arguments!.Items.ToArray());

    private static RuleExample Read(string facts)
    {
        var text = $"fires:\n  - facts:\n      {facts}\nquiet:\n  - facts: []\n    why: nothing there";
        var diagnostics = new List<RuleDiagnostic>();
        var file = new YamlFile("test.yml", diagnostics);
        var examples = new ExampleReader(file).Read(file.Load(text)!);
        Assert.Empty(diagnostics);
        return examples[0];
    }
}
