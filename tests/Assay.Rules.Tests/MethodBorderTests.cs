using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class MethodBorderTests
{
    private const string Within = "{ flow: [ call: Get::Secret, call: Send::It ], proven: true, within: ";

    [Fact]
    public void What_a_method_returns_is_what_its_caller_sends()
    {
        Assert.NotNull(Match("file", Returned("T")));
        Assert.NotNull(Match("type", Returned("T")));
    }

    [Fact]
    public void A_value_leaves_neither_the_method_nor_the_type_that_is_looked_at()
    {
        Assert.Null(Match("method", Returned("T")));
        Assert.Null(Match("type", Returned("Other")));
    }

    [Fact]
    public void A_parameter_is_what_stands_at_its_position_in_a_call()
    {
        Assert.NotNull(Match("file", Passed(Result("Get::Secret"), Text("x"))));
        Assert.Null(Match("file", Passed(Text("x"), Result("Get::Secret"))));
    }

    [Fact]
    public void Methods_that_call_each_other_end() =>
        Assert.Null(Match("file", file => file
            .Call("Get::Secret", "T", "Other", Text("x"))
            .Call("T::M", "T", "M", Parameter("text"))
            .Call("Send::It", "T", "M", Parameter("text"))
            .Add(FactKind.Method, "M", "T", "M", arguments: Text("text"))));

    private static Action<FileBuilder> Returned(string type) => file => file
        .Call("Get::Secret", type, "Read", Text("x"))
        .Add(FactKind.Method, "Read", type, "Read", arguments: Result("Get::Secret", "returns"))
        .Call("Send::It", "T", "M", Result(type + "::Read"));

    private static Action<FileBuilder> Passed(Argument first, Argument second) => file => file
        .Call("Get::Secret", "T", "M", Text("x"))
        .Call("T::Deliver", "T", "M", first, second)
        .Add(FactKind.Method, "Deliver", "T", "Deliver", arguments: [Text("text"), Text("more")])
        .Call("Send::It", "T", "Deliver", Parameter("text"));

    private static IReadOnlyList<FactHit>? Match(string scope, Action<FileBuilder> facts) =>
        new RuleMatcher(Rules.Pack(Rules.Policy("p", Within + scope + " }"))).Match(new PackageBuilder().File("a.dll", facts).Build()).Policies.SingleOrDefault()?.Hits;

    private static Argument Text(string text) => new(null, text);

    private static Argument Parameter(string name) => new(null, name, Derivation.Parameter);

    private static Argument Result(string member, string? name = null) => new(name, member, Derivation.Result);
}
