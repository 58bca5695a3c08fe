namespace Assay.PowerShell.Tests;

/// <summary>What texts, numbers and types say.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("\"$(\"\"a\"\")\"", "a")]
    [InlineData("\"$(`\"a`\" + \"\"b\"\")\"", "a", "b")]
    [InlineData("\"x $(foo \"\"it's\"\" -b \"\"c\"\")\"", "foo", "it's", "c")]
    [InlineData("\"$(\"\"a`\"\"b\"\")\"", "a\"b")]
    public void Quotes_that_an_outer_text_uses_up_are_no_part_of_the_inner_one(string text, params string[] inner)
    {
        var script = PowerShellScript.Parse(text);

        Assert.Empty(script.Errors);
        Assert.Equal(inner, script.Root.DescendantsAndSelf().OfType<StringConstantExpressionAst>().Select(constant => constant.Value));
        Assert.Equal(text[1..^1], script.Root.DescendantsAndSelf().OfType<ExpandableStringExpressionAst>().First().Value);
    }

    [Theory]
    [InlineData("i\uFDD0ex x", "i\uFDD0ex", "x")]
    [InlineData("foo '\uFDD0' \"a\uFDD0b\" \uFDD1", "foo", "\uFDD0", "a\uFDD0b", "\uFDD1")]
    [InlineData("\"$(foo \"\"\uFDD0\"\")\"", "foo", "\uFDD0")]
    public void A_character_that_means_nothing_is_a_character_all_the_same(string text, params string[] constants)
    {
        var script = PowerShellScript.Parse(text);

        Assert.Empty(script.Errors);
        Assert.Equal(constants, script.Root.DescendantsAndSelf().OfType<StringConstantExpressionAst>().Select(constant => constant.Value));
    }

    [Theory]
    [InlineData("foo`u{41}b`u{1F600}", "fooAb\U0001F600")]
    [InlineData("foo`", "foo`")]
    [InlineData("foo`x`n", "foox\n")]
    public void A_word_holds_what_its_escapes_stand_for(string text, string name)
    {
        var script = PowerShellScript.Parse(text);

        Assert.Equal(name, Assert.Single(script.Root.DescendantsAndSelf().OfType<CommandAst>()).Name);
    }

    [Theory]
    [InlineData("$x = 0x", 0)]
    [InlineData("$x = 0xFFFFFFFF", -1)]
    [InlineData("$x = 0xFFFFFFFFFFFFFFFF", -1L)]
    [InlineData("$x = 0x0000000000000001", 1L)]
    [InlineData("$x = 0xFFu", 255u)]
    [InlineData("$x = 0b11111111y", (sbyte)-1)]
    public void A_number_has_the_type_that_PowerShell_gives_it(string text, object value)
    {
        var script = PowerShellScript.Parse(text);

        Assert.Equal(value, Assert.Single(script.Root.DescendantsAndSelf().OfType<ConstantExpressionAst>()).Value);
    }

    [Theory]
    [InlineData("1..3>file", false)]
    [InlineData("foo 3>file", true)]
    [InlineData("1>&2", true)]
    public void A_digit_before_a_redirection_is_a_stream_where_a_command_stands(string text, bool stream)
    {
        var script = PowerShellScript.Parse(text);

        Assert.Equal(stream, !script.Tokens.Any(token => token.Kind == TokenKind.Number));
        Assert.Contains(script.Tokens, token => token.Kind == TokenKind.Redirection);
    }

    [Theory]
    [InlineData("[Foo, Bar]", "Foo,Bar", "Foo, Bar")]
    [InlineData("[List[int], Bar]", "List[int],Bar", "List[int]")]
    [InlineData("[a``1[b]]", "a`1[b]", "a``1[b]")]
    public void A_type_is_named_without_blanks(string text, string name, string place)
    {
        var script = PowerShellScript.Parse(text);

        var type = Assert.Single(script.Root.DescendantsAndSelf().OfType<TypeExpressionAst>()).TypeName;
        Assert.Equal(name, type.Name);
        Assert.Equal(place, text[type.Start..type.End]);
    }

    [Fact]
    public void A_name_in_braces_inside_a_text_doubles_its_quotes()
    {
        var script = PowerShellScript.Parse("\"${a\"\"b}\"");

        Assert.Equal("a\"b", Assert.Single(script.Root.DescendantsAndSelf().OfType<VariableExpressionAst>()).VariablePath);
    }
}
