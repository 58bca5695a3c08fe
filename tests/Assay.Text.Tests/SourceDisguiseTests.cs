using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

/// <summary>Hidden characters are written as escapes here, so that this file can be read.</summary>
public sealed class SourceDisguiseTests
{
    [Theory]
    [InlineData("level = 'user\u202E \u2066# check\u2069 \u2066'", "direction-control", 14)]
    [InlineData("x = '\u202Dabc\u202C'", "direction-control", 6)]
    [InlineData("ad\u200Bmin = 1", "invisible-characters", 3)]
    [InlineData("f(\u3164) = 1", "invisible-characters", 3)]
    [InlineData("x = '\uFE01\uFE02\uFE03\uFE04\uFE05\uFE06\uFE07\uFE08\uFE09\uFE0A\uFE0B\uFE0C\uFE0D'", "invisible-characters", 6)]
    [InlineData("P\u0430yment()", "look-alike-name", 1)]
    [InlineData("let n = \u0421onnect", "look-alike-name", 9)]
    public void What_a_reader_cannot_see_is_stated_where_it_stands(string line, string anomaly, int column)
    {
        var fact = Assert.Single(Analyze("first line\n" + line + "\n"));

        Assert.Equal((FactKind.Anomaly, anomaly, 2, column), (fact.Kind, fact.Value, fact.Position, fact.Column));
    }

    [Theory]
    [InlineData("'\u2067\u05E9\u05DC\u05D5\u05DD\u2069'", "closed in its line")]
    [InlineData("'\u200F\u0645\u0631\u062D\u0628\u0627'", "a mark, no control")]
    [InlineData("'\U0001F468\u200D\U0001F469\u200D\U0001F467'", "joined pictures")]
    [InlineData("'\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F'", "a flag made of tags")]
    [InlineData("'\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645'", "a Persian word")]
    [InlineData("'\uD55C\u3164\uAE00'", "between Hangul")]
    [InlineData("x = '\u200B'", "alone in a text")]
    [InlineData("'\u0421\u043B\u0443\u0436\u0431\u0430'", "a Russian word")]
    [InlineData("'C\u043B\u0443\u0436\u0431\u0430'", "a Russian word with a typing error")]
    [InlineData("# the URL\u0430 is P\u0430yment", "a comment")]
    [InlineData("'URL\u0430'", "an acronym with a Russian ending")]
    [InlineData("\u0394x = \u03B1Beta", "formulas")]
    public void What_scripts_and_pictures_need_is_quiet(string line, string why)
    {
        Assert.NotEmpty(why);
        Assert.Empty(Analyze("first line\n" + line + "\n"));
    }

    [Fact]
    public void A_byte_order_mark_at_the_beginning_is_quiet() => Assert.Empty(Analyze("\uFEFFname = 1\n"));

    [Fact]
    public void Texts_in_utf_16_are_read()
    {
        var writer = new FactWriter();

        SourceDisguises.Analyze([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("ad\u200Bmin = 1")], writer);

        Assert.Single(writer.ToFacts().Records);
    }

    [Theory]
    [InlineData(300, 0, "columns", "300")]
    [InlineData(0, 140, "lines", "140")]
    public void Code_behind_blanks_is_stated_with_the_distance(int columns, int lines, string argument, string distance)
    {
        var fact = Assert.Single(Analyze("a = 1;" + (lines > 0 ? new string('\n', lines + 1) : new string(' ', columns)) + "Run()\n"));

        Assert.Equal(("code-off-screen", distance), (fact.Value, fact.Arguments![argument]));
        Assert.Equal(lines > 0 ? (lines + 2, 1) : (1, 7 + columns), (fact.Position, fact.Column));
    }

    [Theory]
    [InlineData("a = 1;", 199, "Run()")]
    [InlineData("a = 1\n", 300, "Run()")]
    [InlineData("a = '", 300, "'")]
    [InlineData("a = 1", 300, "// remark")]
    [InlineData("a = 1", 300, "")]
    public void Indentation_texts_and_remarks_are_quiet(string before, int columns, string after) => Assert.Empty(Analyze(before + new string(' ', columns) + after));

    [Fact]
    public void Line_ends_of_windows_count_once() => Assert.Empty(Analyze("a = 1;" + string.Concat(Enumerable.Repeat("\r\n", 90)) + "Run()"));

    [Theory]
    [InlineData("\u202E")]
    [InlineData("a\u200Bb ")]
    [InlineData("P\u0430y ")]
    [InlineData("\u3164")]
    public void A_file_full_of_tricks_states_a_few_and_ends(string trick)
    {
        var facts = Analyze(string.Concat(Enumerable.Repeat(trick + "\n", 100_000)));

        Assert.InRange(facts.Count, 1, 15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_bytes_give_the_same_facts_twice_and_never_an_exception(int seed)
    {
        var random = new Random(seed);
        byte[][] pieces = [[0xE2, 0x80, 0xAE], [0xE2, 0x80], [0xF3, 0xA0, 0x84, 0x80], [0xD0, 0xB0], [0xE3, 0x85, 0xA4], [(byte)'a'], [(byte)'\n'], [(byte)' '], [0xFF], new byte[260]];
        Array.Fill(pieces[^1], (byte)' ');
        for (var round = 0; round < 200; round++)
        {
            byte[] text = [.. Enumerable.Range(0, random.Next(120)).SelectMany(_ => pieces[random.Next(pieces.Length)])];
            var (first, second) = (new FactWriter(), new FactWriter());

            SourceDisguises.Analyze(text, first);
            SourceDisguises.Analyze(text, second);

            Assert.Equal(first.ToFacts().Records, second.ToFacts().Records);
        }
    }

    private static List<Fact> Analyze(string text)
    {
        var writer = new FactWriter();
        SourceDisguises.Analyze(Encoding.UTF8.GetBytes(text), writer);
        var facts = writer.ToFacts();
        return [.. facts.Records.Select(record => facts.Read(record))];
    }
}
