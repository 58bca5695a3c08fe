namespace Assay.Reports.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("\u001b[2J", "\\u{1b}[2J")]
    [InlineData("\u001b]8;;http://x\u0007link\u001b]8;;\u0007", "\\u{1b}]8;;http://x\\u{7}link\\u{1b}]8;;\\u{7}")]
    [InlineData("\u009b31m", "\\u{9b}31m")]
    [InlineData("a\u007fb", "a\\u{7f}b")]
    [InlineData("a\r\nb\tc\0", "a\\u{d}\\u{a}b\\u{9}c\\u{0}")]
    [InlineData("exe\u202egpj", "exe\\u{202e}gpj")]
    [InlineData("\u2066x\u2069\u200e\u061c", "\\u{2066}x\\u{2069}\\u{200e}\\u{61c}")]
    [InlineData("New\u200btonsoft\u200d\ufeff\u00ad", "New\\u{200b}tonsoft\\u{200d}\\u{feff}\\u{ad}")]
    [InlineData("\u2028\u2029\u0085", "\\u{2028}\\u{2029}\\u{85}")]
    [InlineData("\u3164\u115f\ufe0f", "\\u{3164}\\u{115f}\\u{fe0f}")]
    [InlineData("tag\U000E0041", "tag\\u{e0041}")]
    [InlineData("[red]not markup[/]", "[red]not markup[/]")]
    [InlineData("Größe 日本 😀", "Größe 日本 😀")]
    public void What_a_terminal_would_obey_or_hide_is_shown_as_an_escape(string text, string shown) => Assert.Equal(shown, TerminalText.Encode(text));

    [Fact]
    public void Unpaired_surrogates_are_shown_with_their_value()
    {
        Assert.Equal("a\\u{d800}b", TerminalText.Encode("a\ud800b"));
        Assert.Equal("\\u{dc00}", TerminalText.Encode("\udc00"));
    }

    [Fact]
    public void No_single_character_gets_through_that_is_a_control_or_format_character()
    {
        for (var value = 0; value <= char.MaxValue; value++)
        {
            Assert.DoesNotContain(TerminalText.Encode(((char)value).ToString()), character => char.IsControl(character) || char.IsSurrogate(character)
                || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);
        }
    }

    [Fact]
    public void Prose_becomes_one_line() => Assert.Equal("a b \\u{1b}c", TerminalText.EncodeProse("  a\r\n\tb \u001bc\n"));
}
