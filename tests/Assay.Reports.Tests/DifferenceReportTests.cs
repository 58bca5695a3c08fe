using System.Text;
using System.Text.RegularExpressions;
using Assay.Model;
using Assay.Reports.Html;
using Spectre.Console;

namespace Assay.Reports.Tests;

public sealed partial class DifferenceReportTests
{
    private const string HostileText = "[red]x[/]|</td><script>alert(1)</script>`![a](http://192.0.2.1/) @everyone #1 <!--\u001b]0;owned\u0007\u202egpj\u200b\r\n| b";

    [Fact]
    public void A_comparison_reads_as_its_golden_file() => GoldenFile.Check("difference-80.txt", Render(DifferenceSample.Trojan, 80));

    [Fact]
    public void Two_equal_packages_read_as_their_golden_file() => GoldenFile.Check("difference-same-80.txt", Render(DifferenceSample.Same, 80));

    [Fact]
    public void Packages_that_were_read_in_part_read_as_their_golden_file() => GoldenFile.Check("difference-unread-80.txt", Render(DifferenceSample.Unread, 80));

    [Fact]
    public void A_table_for_a_review_reads_as_its_golden_file() => GoldenFile.Check("difference.md", Markdown(DifferenceSample.Trojan));

    [Fact]
    public void A_page_reads_as_its_golden_file() => GoldenFile.Check("difference.html", Html(DifferenceSample.Trojan));

    [Fact]
    public void A_report_with_news_reads_as_its_golden_file() => GoldenFile.Check("new-in-version-80.txt", TestConsole.Render(console => ConsoleReport.Write(WithNews(), console, new ConsoleReportOptions()), 80));

    [Fact]
    public void Nothing_that_was_not_read_is_said_to_be_the_same()
    {
        foreach (var text in new[] { Render(DifferenceSample.Unread, 120), Html(DifferenceSample.Unread), Markdown(DifferenceSample.Unread) })
        {
            Assert.Contains("Not comparable", text, StringComparison.Ordinal);
            Assert.DoesNotContain("The same.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("None.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Nothing differs", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        foreach (var comparison in new[] { DifferenceSample.Trojan, DifferenceSample.Same, DifferenceSample.Unread })
        {
            Assert.All(Render(comparison, width).Split('\n'), line => Assert.True(line.GetCellWidth() <= width, line));
        }
    }

    [Fact]
    public void No_text_of_a_package_reaches_the_terminal_raw()
    {
        var text = Render(DifferenceSample.Hostile(HostileText), 120);

        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.DoesNotContain('\u200b', text);
        Assert.Contains("[red]x[/]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_of_a_package_becomes_markup_of_a_page()
    {
        var page = Html(DifferenceSample.Hostile(HostileText));

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("</td><script", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', page);
        Assert.DoesNotContain("href=\"http", page, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_of_a_package_becomes_markup_of_a_review()
    {
        var text = Markdown(DifferenceSample.Hostile(HostileText));

        // What is left once escaped characters are gone is ours alone.
        var bare = Escaped().Replace(text, "").Replace("<!-- -->", "", StringComparison.Ordinal).Replace("<br>", "", StringComparison.Ordinal).Replace("<sub>", "", StringComparison.Ordinal).Replace("</sub>", "", StringComparison.Ordinal);
        Assert.DoesNotContain('<', bare);
        Assert.DoesNotContain('`', bare);
        Assert.DoesNotContain("](", bare, StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', text);
        Assert.All(bare.Split('\n').Where(line => line.StartsWith('|')), line => Assert.Equal(3, line.Count(character => character == '|')));
    }

    [Fact]
    public void A_code_span_holds_no_character_that_ends_it()
    {
        Assert.Equal("`lib/net8.0/a.dll`", MarkdownText.Code("lib/net8.0/a.dll"));
        Assert.DoesNotContain('`', MarkdownText.Code("a`b").Replace("\\`", "", StringComparison.Ordinal));
        Assert.Equal("a\\|b", MarkdownText.Code("a|b"));
        Assert.Equal("", MarkdownText.Code(""));
        Assert.True(MarkdownText.Encode(new string('x', 10_000)).Length < 400);
    }

    private static string Render(VersionComparison comparison, int width) => TestConsole.Render(console => DifferenceReport.Write(comparison, console, new ConsoleReportOptions()), width);

    private static string Html(VersionComparison comparison)
    {
        using var output = new MemoryStream();
        HtmlDifference.Write(comparison, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string Markdown(VersionComparison comparison)
    {
        using var output = new MemoryStream();
        MarkdownDifference.Write(comparison, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static PackageReport WithNews() => TrojanSample.Report with { NewInVersion = new NewInVersion(DifferenceSample.Trojan.Before, DifferenceSample.Trojan.Changes) };

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escaped();
}
