namespace Assay.PowerShell.Tests;

public sealed class SnippetTests
{
    public static TheoryData<string> Names { get; } = [.. Snippet.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_snippet_gives_what_the_parser_of_PowerShell_finds(string name)
    {
        var snippet = Snippet.All[name];
        var expected = snippet.Rows();

        var actual = ScriptRows.Of(PowerShellScript.Parse(snippet.Text));

        Assert.Equal("", string.Concat(
            Differences("token", expected.Tokens, actual.Tokens),
            Differences("command", expected.Commands, actual.Commands),
            Differences("member", expected.Members, actual.Members),
            Differences("type", expected.Types, actual.Types),
            Differences("function", expected.Functions, actual.Functions),
            Differences("string", expected.Strings, actual.Strings),
            Differences("variable", expected.Variables, actual.Variables),
            Differences("error", expected.Errors, actual.Errors)));
    }

    [Fact]
    public void Every_snippet_is_there() => Assert.Equal(216, Snippet.All.Count);

    private static string Differences(string what, List<string> expected, List<string> actual)
    {
        var (missing, surplus) = RowComparison.Compare(expected, actual);
        return string.Concat(missing.Select(row => $"missing {what} {row}\n").Concat(surplus.Select(row => $"surplus {what} {row}\n")));
    }
}
