using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class ConditionTests
{
    [Fact]
    public void A_rule_can_ask_for_every_kind_of_fact()
    {
        foreach (var kind in Enum.GetValues<FactKind>())
        {
            var when = $"{{ {kind.ToString().ToLowerInvariant()}: {{ exists: true }} }}";

            Assert.True(Holds(when, file => file.Add(kind, "A")), when);
            Assert.False(Holds(when, file => file.Add(kind == FactKind.Call ? FactKind.New : FactKind.Call, "A")), when);
        }
    }

    [Fact]
    public void How_a_value_or_an_argument_became_known_can_be_asked_for()
    {
        const string when = "{ call: A::A, derivation: [recovered, folded] }";

        Assert.True(Holds(when, file => file.Add(FactKind.Call, "A::A", derivation: Derivation.Recovered)));
        Assert.True(Holds(when, file => file.Call("A::A", "T", "M", new Argument(null, "x"), new Argument(null, "y", Derivation.Folded))));
        Assert.False(Holds(when, file => file.Call("A::A", "T", "M", new Argument(null, "x"), Argument.Unknown)));
        Assert.False(Holds(when, file => file.Call("A::A")));
    }

    [Fact]
    public void Every_child_of_all_must_be_in_the_same_type()
    {
        const string when = "{ all: [ call: A::A, call: B::B ], within: type }";

        Assert.True(Holds(when, file => file.Call("A::A", "T", "M").Call("B::B", "T", "N")));
        Assert.False(Holds(when, file => file.Call("A::A", "T").Call("B::B", "U")));
    }

    [Fact]
    public void A_method_is_narrower_than_its_type()
    {
        const string when = "{ all: [ call: A::A, call: B::B ], within: method }";

        Assert.True(Holds(when, file => file.Call("A::A", "T", "M").Call("B::B", "T", "M")));
        Assert.False(Holds(when, file => file.Call("A::A", "T", "M").Call("B::B", "T", "N")));
    }

    [Fact]
    public void Types_of_the_same_name_in_two_files_are_two_types()
    {
        var package = new PackageBuilder().File("a.dll", file => file.Call("A::A")).File("b.dll", file => file.Call("B::B"));

        Assert.False(Holds("{ all: [ call: A::A, call: B::B ], within: type }", package));
        Assert.False(Holds("{ all: [ call: A::A, call: B::B ], within: file }", package));
        Assert.True(Holds("{ all: [ call: A::A, call: B::B ], within: package }", package));
    }

    [Fact]
    public void What_was_found_in_a_file_belongs_to_that_file()
    {
        var package = new PackageBuilder()
            .File("a.ps1", file => file.Call("A::A"))
            .File("Add-Type#1", file => file.Call("B::B"), host: 1, derived: true)
            .File("inner#1", file => file.Call("C::C"), host: 2, derived: true);

        Assert.True(Holds("{ all: [ call: A::A, call: C::C ], within: file }", package));
        Assert.False(Holds("{ all: [ call: A::A, call: C::C ], within: type }", package));
    }

    [Fact]
    public void A_file_in_an_archive_does_not_belong_to_the_archive()
    {
        var package = new PackageBuilder()
            .File("a.zip", file => file.Call("A::A"), kind: ArtifactKind.Zip)
            .File("b.dll", file => file.Call("B::B"), host: 1, derived: false);

        Assert.False(Holds("{ all: [ call: A::A, call: B::B ], within: file }", package));
    }

    [Fact]
    public void Equal_content_counts_once_per_file()
    {
        var package = new PackageBuilder().File("lib/net8.0/a.dll", file => file.Call("A::A")).Same("lib/net9.0/a.dll", 1).Build();

        var match = Assert.Single(new RuleMatcher(Rules.Pack(Rules.Policy("p", "{ count: { at-least: 2, of: { call: A::A } }, within: package }"))).Match(package).Policies);

        Assert.Equal([1, 2], match.Hits.Select(hit => hit.File));
    }

    [Theory]
    [InlineData("type", true, false)]
    [InlineData("file", true, false)]
    [InlineData("package", false, true)]
    public void Absence_holds_only_where_everything_was_read(string scope, bool cutFile, bool cutPackage)
    {
        var when = $"{{ all: [ call: A::A, not: {{ call: B::B }} ], within: {scope} }}";

        Assert.True(Holds(when, new PackageBuilder().File("a.dll", file => file.Call("A::A"))));
        Assert.False(Holds(when, new PackageBuilder().File("a.dll", file => file.Call("A::A").Call("B::B"))));
        Assert.False(Holds(when, new PackageBuilder { Incomplete = cutPackage }.File("a.dll", file => file.Call("A::A"), complete: !cutFile)));
    }

    [Fact]
    public void Absence_in_a_file_needs_what_was_found_in_it_read_too()
    {
        var package = new PackageBuilder().File("a.ps1", file => file.Call("A::A")).File("x#1", _ => { }, complete: false, host: 1, derived: true);

        Assert.False(Holds("{ all: [ call: A::A, not: { call: B::B } ], within: file }", package));
    }

    [Fact]
    public void Absence_in_the_manifest_needs_the_manifest_and_nothing_else()
    {
        const string when = "{ not: { metadata: repository.url } }";

        Assert.True(Holds(when, new PackageBuilder { Incomplete = true }, subjectPackage: true));
        Assert.False(Holds(when, new PackageBuilder { HasManifest = false }, subjectPackage: true));
        Assert.False(Holds(when, new PackageBuilder().File("p.nuspec", file => file.Add(FactKind.Metadata, "repository.url")), subjectPackage: true));
    }

    [Fact]
    public void Absence_of_anything_else_needs_the_whole_package()
    {
        Assert.False(Holds("{ not: { signature: author } }", new PackageBuilder { Incomplete = true }, subjectPackage: true));
        Assert.True(Holds("{ not: { signature: author } }", new PackageBuilder(), subjectPackage: true));
    }

    [Fact]
    public void Only_facts_on_the_named_surface_count()
    {
        const string when = "{ all: [ call: A::A, call: B::B ], within: type, surface: [install, build] }";

        Assert.True(Holds(when, file => file.Add(FactKind.Call, "A::A", surface: Surface.Install).Add(FactKind.Call, "B::B", surface: Surface.Build | Surface.Call)));
        Assert.False(Holds(when, file => file.Add(FactKind.Call, "A::A", surface: Surface.Install).Add(FactKind.Call, "B::B")));
    }

    [Fact]
    public void A_community_that_is_not_the_packages_never_holds()
    {
        Assert.True(Holds("{ call: A::A, community: nuget }", file => file.Call("A::A")));
        Assert.False(Holds("{ call: A::A, community: psgallery }", file => file.Call("A::A")));
    }

    [Fact]
    public void A_count_counts_different_locations()
    {
        const string when = "{ count: { at-least: 3, of: { call: { prefix: 'Abc::' } } }, within: type }";

        Assert.True(Holds(when, file => file.Call("Abc::1").Call("Abc::2").Call("Abc::1")));
        Assert.False(Holds(when, file => file.Call("Abc::1").Call("Abc::2").Call("Abc::1", "U")));
    }

    [Fact]
    public void A_count_of_behaviors_counts_each_once()
    {
        Rule[] rules =
        [
            Rules.Behavior("one", "call: A::A", Risk.Suspicious),
            Rules.Behavior("two", "call: B::B", Risk.Suspicious),
            Rules.Policy("p", "{ count: { at-least: 2, distinct: behavior, of: { behavior: { risk: [suspicious] } } }, within: type }"),
        ];

        Assert.True(Fires("p", rules, new PackageBuilder().File("a.dll", file => file.Call("A::A").Call("B::B", "T", "N"))));
        Assert.False(Fires("p", rules, new PackageBuilder().File("a.dll", file => file.Call("A::A").Call("A::A").Call("B::B", "U"))));
    }

    [Fact]
    public void A_policy_on_a_behavior_has_the_behaviors_evidence()
    {
        var package = new PackageBuilder().File("a.dll", file => file.Call("X::X").Call("A::A")).Build();
        var matcher = new RuleMatcher(Rules.Pack(Rules.Behavior("one", "call: A::A"), Rules.Policy("p", "behavior: one")));

        Assert.Equal(1, Assert.Single(Assert.Single(matcher.Match(package).Policies).Hits).Record);
    }

    [Fact]
    public void A_behavior_may_rest_on_one_that_comes_later_by_id()
    {
        Rule[] rules = [Rules.Behavior("a-first", "behavior: z-last"), Rules.Behavior("z-last", "call: A::A"), Rules.Policy("p", "behavior: a-first")];

        Assert.True(Fires("p", rules, new PackageBuilder().File("a.dll", file => file.Call("A::A"))));
    }

    [Fact]
    public void Drafts_are_matched_but_nothing_shown_rests_on_them()
    {
        var package = new PackageBuilder().File("a.dll", file => file.Call("A::A")).Build();
        var matcher = new RuleMatcher(Rules.Pack(
            Rules.Behavior("draft", "call: A::A", Risk.Suspicious, stage: RuleStage.Draft), Rules.Policy("p", "behavior: { risk: [suspicious] }")));

        var result = matcher.Match(package);

        Assert.Equal("draft", Assert.Single(result.Behaviors).Rule.Id);
        Assert.Empty(result.Policies);
    }

    [Fact]
    public void Of_a_malicious_only_behavior_a_bare_text_is_no_evidence_of_malware()
    {
        Rule[] rules = [Rules.Behavior("b", "any: [ string: evil-marker, call: A::A ]", Risk.MaliciousOnly), Rules.Policy("p", "behavior: { risk: [malicious-only] }", AssessmentKind.Malware)];

        Assert.False(Fires("p", rules, new PackageBuilder().File("a.dll", file => file.Add(FactKind.String, "evil-marker"))));
        Assert.True(Fires("p", rules, new PackageBuilder().File("a.dll", file => file.Add(FactKind.String, "evil-marker", derivation: Derivation.Recovered))));
        Assert.True(Fires("p", rules, new PackageBuilder().File("a.dll", file => file.Call("A::A"))));
    }

    [Fact]
    public void A_published_date_that_is_not_known_is_neither_before_nor_after()
    {
        var matcher = new RuleMatcher(Rules.Pack(Rules.Policy("p", "date: { after: published }")));
        var package = new PackageBuilder().File("a.dll", file => file.Add(FactKind.Date, "2024-06-01")).Build();

        Assert.Empty(matcher.Match(package).Policies);
        Assert.Single(matcher.Match(package, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero)).Policies);
        Assert.Empty(matcher.Match(package, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)).Policies);
    }

    private static bool Holds(string when, Action<FileBuilder> facts) => Holds(when, new PackageBuilder().File("a.dll", facts));

    private static bool Holds(string when, PackageBuilder package, bool subjectPackage = false) => Fires("p", [Rules.Policy("p", when, subjectPackage: subjectPackage)], package);

    private static bool Fires(string id, Rule[] rules, PackageBuilder package) =>
        new RuleMatcher(Rules.Pack(rules)).Match(package.Build()).Policies.Any(match => match.Rule.Id == id);
}
