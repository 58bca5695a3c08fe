using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData("call: A::B", FactKind.Call, "A::B", true)]
    [InlineData("call: A::B", FactKind.Call, "a::b", false)]
    [InlineData("call: A::B", FactKind.New, "A::B", false)]
    [InlineData("call: { exact: A::B, ignore-case: true }", FactKind.Call, "a::b", true)]
    [InlineData("call: [ A::B, C::D ]", FactKind.Call, "C::D", true)]
    [InlineData("string: Hello", FactKind.String, "hELLO", true)]
    [InlineData("string: { exact: Hello, ignore-case: false }", FactKind.String, "hELLO", false)]
    [InlineData("call: { prefix: 'Name.Space.' }", FactKind.Call, "Name.Space.T::M", true)]
    [InlineData("call: { prefix: 'Name.Space.' }", FactKind.Call, "name.space.T::M", false)]
    [InlineData("call: { suffix: '::Start' }", FactKind.Call, "X.Y::Start", true)]
    [InlineData("call: { suffix: '::Start' }", FactKind.Call, "X.Y::Started", false)]
    [InlineData("file: { suffix: [ .EXE, .dll ] }", FactKind.File, "tools/A.exe", true)]
    [InlineData("url: { contains: [ 'pastebin', 'discord' ] }", FactKind.Url, "https://DISCORD.example/api", true)]
    [InlineData("url: { contains: [ 'pastebin', 'discord' ] }", FactKind.Url, "https://example.org", false)]
    [InlineData("path: { glob: '*\\Start Menu\\*.lnk' }", FactKind.Path, @"C:\Users\x\START menu\a.lnk", true)]
    [InlineData("path: { glob: 'a?c' }", FactKind.Path, "abc", true)]
    [InlineData("path: { glob: 'a?c' }", FactKind.Path, "abbc", false)]
    [InlineData("string: { regex: 'key-[0-9]{4}', literal: 'key-' }", FactKind.String, "my KEY-1234", true)]
    [InlineData("string: { regex: 'key-[0-9]{4}', literal: 'key-' }", FactKind.String, "my key-12x4", false)]
    [InlineData("anomaly: { exists: true }", FactKind.Anomaly, "anything", true)]
    [InlineData("number: { at-least: 100 }", FactKind.Number, "99.5", false)]
    [InlineData("number: { at-least: 100 }", FactKind.Number, "100", true)]
    [InlineData("number: { at-most: 100 }", FactKind.Number, "no number", false)]
    [InlineData("date: { after: 2024-01-01 }", FactKind.Date, "2024-01-01T00:00:01Z", true)]
    [InlineData("date: { before: 2024-01-01 }", FactKind.Date, "2024-01-01", false)]
    [InlineData("date: { at-least: 2024-01-01 }", FactKind.Date, "2024-01-01", true)]
    public void A_value_is_compared_as_its_kind_and_mode_say(string when, FactKind kind, string value, bool holds) =>
        Assert.Equal(holds, Holds(when, file => file.Add(kind, value)));

    [Theory]
    [InlineData("{ 0: first }", true)]
    [InlineData("{ 1: first }", false)]
    [InlineData("{ 1: second }", true)]
    [InlineData("{ name: value }", true)]
    [InlineData("{ NAME: VALUE }", true)]
    [InlineData("{ this: receiver }", true)]
    [InlineData("{ '*': second }", true)]
    [InlineData("{ '*': third }", false)]
    [InlineData("{ 0: first, name: other }", false)]
    [InlineData("{ 2: { exists: true } }", true)]
    [InlineData("{ 3: { exists: true } }", false)]
    [InlineData("{ 2: Member::Result }", false)]
    [InlineData("{ 0: { prefix: FI } }", true)]
    [InlineData("{ 0: { regex: '^f.*t$' } }", true)]
    [InlineData("{ 0: { regex: '^f.*s$' } }", false)]
    public void An_argument_is_compared_by_position_or_name(string args, bool holds) =>
        Assert.Equal(holds, Holds($"{{ call: A::B, args: {args} }}", file => file.Call("A::B", "T", "M",
            new Argument("this", "receiver"), new Argument(null, "first"), new Argument("name", "value"), new Argument(null, "second"),
            new Argument(null, "Member::Result", Derivation.Result))));

    [Theory]
    [InlineData("{ not: { name: other } }", true)]
    [InlineData("{ not: { name: value } }", false)]
    [InlineData("{ 0: first, not: { absent: { exists: true } } }", true)]
    [InlineData("{ 0: other, not: { absent: { exists: true } } }", false)]
    [InlineData("{ not: { '*': first } }", false)]
    public void An_argument_under_not_is_absent_or_another(string args, bool holds) =>
        Assert.Equal(holds, Holds($"{{ command: Get-Item, args: {args} }}", file => file.Add(FactKind.Command, "Get-Item",
            arguments: [new Argument("name", "value"), new Argument(null, "first")])));

    [Fact]
    public void An_argument_that_is_not_known_is_not_another()
    {
        Assert.False(Holds("{ command: Get-Item, args: { not: { name: other } } }", file => file.Add(FactKind.Command, "Get-Item", arguments: [new Argument("name", null, Derivation.Unknown)])));
        Assert.False(Holds("{ command: Get-Item, args: { not: { name: { exists: true } } } }", file => file.Add(FactKind.Command, "Get-Item", arguments: [Argument.Unknown])));
        Assert.True(Holds("{ command: Get-Item, args: { not: { name: { exists: true } } } }", file => file.Add(FactKind.Command, "Get-Item")));
    }

    [Theory]
    [InlineData("[ /c, del ]", true)]
    [InlineData("[ /C, { suffix: .txt } ]", true)]
    [InlineData("[ del, /c ]", false)]
    [InlineData("[ del, del ]", false)]
    [InlineData("[ /c, del, x, a.txt, more ]", false)]
    public void Tokens_of_a_process_match_in_order_with_gaps(string args, bool holds) =>
        Assert.Equal(holds, Holds($"{{ process: cmd, args: {args} }}", file => file.Add(FactKind.Process, "CMD",
            arguments: [new Argument(null, "/c"), new Argument(null, "del"), new Argument(null, "x"), new Argument(null, "a.txt")])));

    [Fact]
    public void A_regex_looks_at_the_surroundings_of_every_literal()
    {
        var far = string.Concat(Enumerable.Repeat("key-xxxx" + new string(' ', 3000), 20)) + "key-1234";

        Assert.True(Holds("string: { regex: 'key-[0-9]{4}', literal: 'key-' }", file => file.Add(FactKind.String, far)));
    }

    [Fact]
    public void A_text_of_one_kind_is_not_taken_for_another() =>
        Assert.False(Holds("{ all: [ url: the-text, path: the-text ], within: type }", file => file.Add(FactKind.Url, "the-text").Add(FactKind.String, "the-text")));

    private static bool Holds(string when, Action<FileBuilder> facts) =>
        new RuleMatcher(Rules.Pack(Rules.Policy("p", when))).Match(new PackageBuilder().File("a.dll", facts).Build()).Policies.Count == 1;
}
