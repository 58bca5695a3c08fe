using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class PathTextTests
{
    [Theory]
    [InlineData("<Module>", ".cctor", "module initialiser")]
    [InlineData("N.T", ".cctor", "static constructor of N.T")]
    [InlineData("N.T", "Inner..cctor", "static constructor of N.T.Inner")]
    [InlineData("N.T", ".ctor", "new N.T")]
    [InlineData("N.T", "Inner..ctor", "new N.T.Inner")]
    [InlineData("N.T", "get_Value", "N.T.Value")]
    [InlineData("N.T", "Inner.set_Value", "N.T.Inner.Value")]
    [InlineData("N.T", "Run", "N.T.Run")]
    public void Steps_have_the_names_that_people_write(string type, string method, string shown)
    {
        var package = Package(Writer(type, method), isReached: true);

        Assert.Equal([shown, "N.Sink.Inner.Send"], PathText.Of(package, 1, package.Files[1].Facts.Records[0]));
    }

    [Fact]
    public void A_place_that_nothing_reaches_has_no_path()
    {
        var package = Package(Writer("N.T", "Run"), isReached: false);

        Assert.Null(PathText.Of(package, 1, package.Files[1].Facts.Records[0]));
    }

    [Fact]
    public void Evidence_has_the_path_cut_like_any_text()
    {
        var package = Package(Writer("N.T", new string('m', 300)), isReached: true);

        var judgement = Judge.Evaluate(package, new RuleMatcher(Rules.Pack(Rules.Behavior("b", "call: N.Sink+Inner::Send"))), JudgeOptions.Default with { TextLimit = 20 });

        Assert.Equal(["N.T." + new string('m', 16), "N.Sink.Inner.Send"], Assert.Single(judgement.Behaviors).Evidence[0].Path);
    }

    private static FactWriter Writer(string type, string method)
    {
        var writer = new FactWriter();
        var place = writer.AddPlace(new Place(type, method));
        writer.Add(FactKind.Call, "N.Sink+Inner::Send", place);
        return writer;
    }

    // The numbers: the top level of the input, the place of the assembly, its top level.
    private static PackageFacts Package(FactWriter writer, bool isReached)
    {
        var package = new PackageBuilder().File("lib/a.dll", file => file.Call("X::X")).Build();
        return package with
        {
            Files = [package.Files[0], package.Files[1] with { Facts = writer.ToFacts(), PlaceSurfaces = [] }],
            Paths = new CodePaths([0, 1], [CodePaths.NotReached, isReached ? CodePaths.Start : CodePaths.NotReached, CodePaths.NotReached]),
        };
    }
}
