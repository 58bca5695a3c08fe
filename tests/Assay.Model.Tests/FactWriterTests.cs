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
        Assert.Equal(["A", "B", "A::B", "x", "y"], facts.Strings);
        Assert.Equal(2, facts.Arguments.Count);
    }

    [Theory]
    [InlineData("A", "B")]
    [InlineData("A::B", "C")]
    [InlineData("A", "B::C")]
    [InlineData("A:", "B")]
    [InlineData("A", ":B")]
    [InlineData("A", "::B")]
    [InlineData("", "B")]
    [InlineData("A", "")]
    [InlineData("::", "::")]
    [InlineData(":", ":")]
    public void A_member_is_one_text_whether_it_comes_whole_or_in_parts(string type, string member)
    {
        foreach (var wholeFirst in new[] { true, false })
        {
            var writer = new FactWriter();
            int[] indexes = wholeFirst ? [Whole(), Parts(), Parts()] : [Parts(), Whole(), Parts()];

            Assert.Single(indexes.Distinct());
            Assert.Equal(type + "::" + member, writer.Text(indexes[0]));
            var facts = writer.ToFacts();
            Assert.Equal(type + "::" + member, facts.Strings[indexes[0]]);
            Assert.Equal(facts.Strings.Count, facts.Strings.Distinct(StringComparer.Ordinal).Count());

            int Whole() => writer.Intern(type + "::" + member);
            int Parts() => writer.InternMember(writer.Intern(type), writer.Intern(member));
        }
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("ab::cd")]
    [InlineData(":ab")]
    [InlineData("Größe")]
    [InlineData("abcdefghi")]
    public void A_name_is_one_text_whether_it_comes_as_bytes_or_as_a_text(string name)
    {
        foreach (var textFirst in new[] { true, false })
        {
            var writer = new FactWriter();
            int[] indexes = textFirst ? [Text(), Bytes(), Bytes()] : [Bytes(), Text(), Bytes()];
            var member = writer.InternMember(writer.Intern("T"), indexes[0]);

            Assert.Single(indexes.Distinct());
            Assert.Equal(writer.Intern("T::" + name), member);
            Assert.Equal(name, writer.Text(indexes[0]));
            Assert.Equal(name, writer.ToFacts().Strings[indexes[0]]);

            int Text() => writer.Intern(name);
            int Bytes() => writer.Intern(System.Text.Encoding.UTF8.GetBytes(name));
        }
    }

    [Fact]
    public void A_name_is_read_without_being_kept()
    {
        var writer = new FactWriter();
        var name = writer.Intern("Name"u8);
        var texts = writer.ToFacts().Strings;

        Assert.Equal("Name", texts.Peek(name, new char[4]));
        Assert.Equal("Name", texts.Peek(name, new char[3]));
    }

    [Fact]
    public void A_long_name_of_a_member_is_a_text_like_any_other()
    {
        var writer = new FactWriter();
        var type = new string('T', 2000);

        var member = writer.InternMember(writer.Intern(type), writer.Intern("M"));

        Assert.Equal(writer.Intern(type + "::M"), member);
        Assert.False(writer.ToFacts().Strings.PartsOf(member).IsMember);
    }

    [Fact]
    public void Texts_beyond_the_budget_have_no_index()
    {
        var writer = new FactWriter { CharacterBudget = 10 };
        writer.Intern("0123456789");

        Assert.Throws<InvalidDataException>(() => writer.Intern("x"));
        Assert.Throws<InvalidDataException>(() => writer.Intern("x"));
        Assert.Throws<InvalidDataException>(() => writer.InternMember(writer.Intern("0123456789"), writer.Intern("0123456789")));
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
