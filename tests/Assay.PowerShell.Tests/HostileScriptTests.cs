using System.Text;

namespace Assay.PowerShell.Tests;

/// <summary>Texts made to cost time, memory or stack.</summary>
public sealed class HostileScriptTests
{
    [Fact]
    public void A_text_made_to_be_read_again_at_each_error_becomes_words()
    {
        var script = PowerShellScript.Parse(Repeat("$", 20_000));

        Assert.InRange(script.Errors.Count, 1, 100);
    }

    [Theory]
    [InlineData("trap [A({", "})]{}")]
    [InlineData("try{}catch [A({", "})]{}")]
    public async Task An_attribute_where_a_type_must_stand_is_read_once_however_often_it_nests(string open, string close)
    {
        var text = Repeat(open, 60) + "a" + Repeat(close, 60);

        var script = await Task.Run(() => PowerShellScript.Parse(text), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Contains("a", script.Root.DescendantsAndSelf().OfType<CommandAst>().Select(command => command.Name));
    }

    [Theory]
    [InlineData("[a", "[]", "]", 20_000)]
    [InlineData("[a[b[c[d[e[f[g[h[", "i,", "i]]]]]]]]]", 20_000)]
    public void A_long_name_of_a_type_costs_memory_once(string open, string part, string close, int count)
    {
        var text = open + Repeat(part, count) + close;

        var before = GC.GetAllocatedBytesForCurrentThread();
        var script = PowerShellScript.Parse(text);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, 200 * text.Length);
        Assert.Equal(text[1..^1], Assert.Single(script.Root.DescendantsAndSelf().OfType<TypeExpressionAst>()).TypeName.Name);
    }

    [Fact]
    public void A_chain_of_casts_is_no_deeper_than_the_budget()
    {
        var script = PowerShellScript.Parse(Repeat("[int]", 5_000) + "1", new ParseBudget(Depth: 100, Errors: 10));

        Assert.Equal("NestingTooDeep", Assert.Single(script.Errors).Id);
        Assert.InRange(script.Root.DescendantsAndSelf().Count(node => node is ConvertExpressionAst), 90, 100);
    }

    [Fact]
    public void Where_nesting_is_too_deep_a_closing_bracket_ends_nothing()
    {
        var script = PowerShellScript.Parse("o(){()]", new ParseBudget(Depth: 3, Errors: 2));

        Assert.Contains(script.Errors, error => error.Id == "NestingTooDeep");
    }

    [Theory]
    [InlineData("-..")]
    [InlineData("$x = -..")]
    [InlineData("-.")]
    public void A_sign_and_points_are_no_number(string text)
    {
        var script = PowerShellScript.Parse(text);

        Assert.DoesNotContain(script.Tokens, token => token.Kind == TokenKind.Number);
    }

    [Fact]
    public void Long_hexadecimal_numbers_cost_no_more_memory_than_their_text_allows()
    {
        var text = Repeat("0x" + Repeat("f", 900) + "n;", 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var script = PowerShellScript.Parse(text);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Empty(script.Errors);
        Assert.InRange(allocated, 0, 100 * text.Length);
    }

    private static string Repeat(string part, int count) => new StringBuilder(part.Length * count).Insert(0, part, count).ToString();
}
