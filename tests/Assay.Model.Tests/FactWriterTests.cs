using Assay.Model;

namespace Assay.Model.Tests;

public sealed class FactWriterTests
{
    [Fact]
    public void Equal_texts_and_argument_lists_are_stored_once()
    {
        var writer = new FactWriter();
        writer.Add(FactKind.Call, "A::B", arguments: new ArgumentList(new Argument(null, "x")));
        writer.Add(FactKind.Call, "A::B", arguments: new ArgumentList(new Argument(null, "x")));
        writer.Add(FactKind.Call, "A::B", arguments: new ArgumentList(new Argument(null, "y")));

        var facts = writer.ToFacts();

        Assert.Equal(3, facts.Records.Count);
        Assert.Equal(["A::B", "x", "y"], facts.Strings);
        Assert.Equal(2, facts.Arguments.Count);
    }

    [Fact]
    public void A_problem_that_leaves_something_unread_makes_the_facts_incomplete()
    {
        var writer = new FactWriter();
        writer.AddProblem(ProblemId.MetadataInvalid, "row 3", incomplete: true);

        Assert.False(writer.ToFacts().Complete);
    }

    [Fact]
    public void Every_problem_id_has_a_name_in_kebab_case()
    {
        Assert.All(Enum.GetValues<ProblemId>(), id => Assert.Matches("^[a-z]+(-[a-z]+)*$", id.Name()));
    }

    [Fact]
    public void Surface_names_are_read_back()
    {
        Assert.All((SurfaceNames.Automatic | Surface.Call | Surface.Shipped).Names(), name => Assert.True(SurfaceNames.TryParse(name, out _)));
    }
}
