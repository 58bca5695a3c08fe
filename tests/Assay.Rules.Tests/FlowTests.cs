using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class FlowTests
{
    private const string When = "{ flow: [ call: Get::Secret, call: Send::It ], within: type }";

    [Fact]
    public void A_sink_that_takes_the_sources_result_is_a_data_flow()
    {
        var hits = Match(When, file => file
            .Call("Get::Secret", method: "A")
            .Call("Send::It", "T", "B", new Argument(null, "https://x"), new Argument(null, "Get::Secret", Derivation.Result)));

        Assert.Equal([FactRelation.DataFlow, FactRelation.DataFlow], hits!.Select(hit => hit.Relation));
    }

    [Fact]
    public void A_sink_that_takes_constants_only_has_nothing_from_the_source() =>
        Assert.Null(Match(When, file => file.Call("Get::Secret").Call("Send::It", "T", "M", new Argument(null, "a"), new Argument(null, "b", Derivation.Folded))));

    [Fact]
    public void Where_the_argument_is_not_known_the_shared_scope_is_said()
    {
        var hits = Match(When, file => file.Call("Get::Secret").Call("Send::It", "T", "M", Argument.Unknown));

        Assert.Equal([FactRelation.SameType, FactRelation.SameType], hits!.Select(hit => hit.Relation));
    }

    [Fact]
    public void A_proven_flow_needs_a_sink_that_takes_what_an_earlier_step_gave()
    {
        const string proven = "{ flow: [ call: Get::Secret, call: Make::Text, call: Send::It ], within: type, proven: true }";

        Assert.NotNull(Match(proven, file => file.Call("Get::Secret").Call("Make::Text").Call("Send::It", "T", "M", new Argument(null, "Make::Text", Derivation.Result))));
        Assert.Null(Match(proven, file => file.Call("Get::Secret").Call("Make::Text").Call("Send::It", "T", "M", Argument.Unknown)));
        Assert.Null(Match(proven, file => file.Call("Get::Secret").Call("Make::Text").Call("Send::It", "T", "M", new Argument(null, "Read::File", Derivation.Result))));
        Assert.Null(Match(proven, file => file.Call("Get::Secret").Call("Make::Text").Call("Send::It")));
    }

    private const string Proven = "{ flow: [ call: Get::Secret, call: Send::It ], within: type, proven: true }";

    private static Argument Result(string member, string? name = null) => new(name, member, Derivation.Result);

    [Fact]
    public void A_value_is_followed_through_what_made_others_of_it() =>
        Assert.Equal([FactRelation.DataFlow, FactRelation.DataFlow], Match(Proven, file => file
            .Call("Get::Secret", "T", "M", new Argument(null, "a"))
            .Call("Make::Text", "T", "M", Result("Get::Secret"))
            .Call("Make::More", "T", "M", new Argument(null, "x"), Result("Make::Text"))
            .Call("Send::It", "T", "M", Result("Make::More")))!.Select(hit => hit.Relation));

    [Fact]
    public void What_another_method_made_is_not_followed() =>
        Assert.Null(Match(Proven, file => file
            .Call("Get::Secret", "T", "M", new Argument(null, "a"))
            .Call("Make::Text", "T", "Other", Result("Get::Secret"))
            .Call("Send::It", "T", "M", Result("Make::Text"))));

    [Fact]
    public void What_says_something_about_a_value_is_not_the_value() =>
        Assert.Null(Match(Proven, file => file
            .Call("Get::Secret", "T", "M", new Argument(null, "a"))
            .Call("System.IO.Path::GetDirectoryName", "T", "M", Result("Get::Secret"))
            .Call("Send::It", "T", "M", Result("System.IO.Path::GetDirectoryName"))));

    [Fact]
    public void Values_that_name_each_other_end() =>
        Assert.Null(Match(Proven, file => file
            .Call("Get::Secret")
            .Call("Make::A", "T", "M", Result("Make::B"))
            .Call("Make::B", "T", "M", Result("Make::A"))
            .Call("Send::It", "T", "M", Result("Make::A"))));

    [Fact]
    public void Where_there_are_no_arguments_the_shared_scope_is_said() =>
        Assert.Equal(2, Match(When, file => file.Call("Get::Secret").Call("Send::It"))!.Count);

    [Fact]
    public void Another_type_is_another_scope() =>
        Assert.Null(Match(When, file => file.Call("Get::Secret", "U").Call("Send::It", "T", "M", new Argument(null, "Get::Secret", Derivation.Result))));

    [Fact]
    public void One_sink_among_others_is_enough()
    {
        var hits = Match(When, file => file.Call("Get::Secret").Call("Send::It", "T", "M", new Argument(null, "a")).Call("Send::It", "T", "M", Argument.Unknown));

        Assert.Equal([0, 2], hits!.Select(hit => hit.Record));
    }

    [Fact]
    public void A_parameter_of_the_method_is_a_source()
    {
        const string when = "{ flow: [ { method: { contains: 'Login' }, args: { '*': { contains: password } } }, call: Send::It ], within: type }";

        Assert.All(Match(when, file => Login(file).Call("Send::It", "T", "Login", new Argument(null, "password", Derivation.Parameter)))!,
            hit => Assert.Equal(FactRelation.DataFlow, hit.Relation));
        Assert.All(Match(when, file => Login(file).Call("Send::It", "T", "Other", new Argument(null, "password", Derivation.Parameter)))!,
            hit => Assert.Equal(FactRelation.SameType, hit.Relation));

        static FileBuilder Login(FileBuilder file) => file.Add(FactKind.Method, "Login", "T", "Login", arguments: new Argument(null, "password"));
    }

    [Fact]
    public void A_transform_between_must_be_there_and_may_feed_the_sink()
    {
        const string when = "{ flow: [ call: Get::Secret, call: Encode::It, call: Send::It ], within: method }";
        var sink = new Argument(null, "Encode::It", Derivation.Result);

        Assert.Equal([FactRelation.SameMethod, FactRelation.DataFlow, FactRelation.DataFlow],
            Match(when, file => file.Call("Get::Secret").Call("Encode::It").Call("Send::It", "T", "M", sink))!.Select(hit => hit.Relation));
        Assert.Null(Match(when, file => file.Call("Get::Secret").Call("Send::It", "T", "M", sink)));
    }

    [Fact]
    public void A_constructed_source_is_the_result_of_its_constructor() =>
        Assert.All(Match("{ flow: [ new: Secret.Source, call: Send::It ], within: type }", file => file
            .Add(FactKind.New, "Secret.Source").Call("Send::It", "T", "M", new Argument(null, "Secret.Source::.ctor", Derivation.Result)))!,
            hit => Assert.Equal(FactRelation.DataFlow, hit.Relation));

    private static IReadOnlyList<FactHit>? Match(string when, Action<FileBuilder> facts) =>
        new RuleMatcher(Rules.Pack(Rules.Policy("p", when))).Match(new PackageBuilder().File("a.dll", facts).Build()).Policies.SingleOrDefault()?.Hits;
}
