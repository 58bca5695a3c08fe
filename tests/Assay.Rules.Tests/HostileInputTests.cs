using System.Text;
using Assay.Model;

namespace Assay.Rules.Tests;

/// <summary>Work stays linear in the facts: counted in the matcher's own steps, not in time.</summary>
public sealed class HostileInputTests
{
    private const int Many = 200_000;

    [Theory]
    [InlineData("{ all: [ call: A::A, call: B::B, not: { call: C::C } ], within: type }")]
    [InlineData("{ flow: [ call: A::A, call: B::B ], within: type }")]
    [InlineData("{ count: { at-least: 100, of: { call: A::A } }, within: method }")]
    [InlineData("{ any: [ { all: [ call: A::A, call: B::B ], within: method }, { all: [ call: B::B, call: A::A, call: C::C ], within: file } ] }")]
    public void Very_many_facts_in_one_type_take_steps_in_proportion(string when)
    {
        var package = new PackageBuilder().File("a.dll", file =>
        {
            for (var i = 0; i < Many; i++)
            {
                file.Writer.Add(FactKind.Call, i % 2 == 0 ? "A::A" : "B::B", arguments: new ArgumentList(new Argument(null, "A::A", Derivation.Result)),
                    positionKind: PositionKind.IlOffset, position: i);
            }
        }).Build();

        var result = new RuleMatcher(Rules.Pack(Rules.Policy("p", when)), steps: 12 * Many).Match(package);

        Assert.False(result.Exhausted);
        Assert.Single(result.Policies);
    }

    [Fact]
    public void Very_many_types_take_steps_in_proportion()
    {
        var package = new PackageBuilder().File("a.dll", file =>
        {
            for (var i = 0; i < Many; i++)
            {
                file.Call(i % 2 == 0 ? "A::A" : "B::B", "T" + (i / 2));
            }
        }).Build();

        var result = new RuleMatcher(Rules.Pack(Rules.Policy("p", "{ all: [ call: A::A, call: B::B ], within: type }")), steps: 12 * Many).Match(package);

        Assert.False(result.Exhausted);
        Assert.Equal(Many, Assert.Single(result.Policies).Hits.Count);
    }

    [Fact]
    public void A_budget_that_ends_is_said()
    {
        var package = new PackageBuilder().File("a.dll", file => file.Call("A::A").Call("A::A").Call("B::B")).Build();

        Assert.True(new RuleMatcher(Rules.Pack(Rules.Policy("p", "{ all: [ call: A::A, call: B::B ], within: type }")), steps: 3).Match(package).Exhausted);
    }

    [Fact]
    public void A_long_text_full_of_literals_is_searched_once()
    {
        var text = new StringBuilder().Insert(0, "key-", 500_000).ToString();
        var package = new PackageBuilder().File("a.dll", file => file.Add(FactKind.String, text)).Build();

        var result = new RuleMatcher(Rules.Pack(Rules.Policy("p", "string: { regex: 'key-[0-9]+', literal: key- }"), Rules.Policy("q", "string: { glob: '*key-*key-*x' }"))).Match(package);

        Assert.Empty(result.Policies);
    }

    [Fact]
    public void Parents_that_form_a_loop_are_files_of_their_own()
    {
        var package = new PackageBuilder().File("a.dll", file => file.Call("A::A"), derived: true).Build();
        var files = package.Files.Select((file, index) => file with { Artifact = file.Artifact with { Parent = index, Derived = true } }).ToArray();

        Assert.Single(new RuleMatcher(Rules.Pack(Rules.Policy("p", "call: A::A"))).Match(package with { Files = files }).Policies);
    }
}
