using System.Text;
using System.Text.Json;
using Assay.Model;
using Assay.Reports.Html;
using Assay.Reports.Tests.Formats;
using Assay.TestInputs;
using Assay.TestInputs.Outputs;
using Spectre.Console;

namespace Assay.Reports.Tests.OutputSafety;

/// <summary>Every text of the shared list, wherever a report has a text, in every form that a report can be written in.</summary>
public sealed class OutputSafetyTests
{
    // Texts that are addresses become links: a harmless address belongs to the twins.
    private static readonly string[] Twins = [HostileStrings.Benign, "https://example.com/a", "", "N\u0435wtonsoft", "a@b #1", new('x', 100_000), "a\n\tb\nc"];

    [Fact]
    public void A_terminal_gets_visible_characters_and_our_colours() => Check(
        TextChecks.Terminal,
        text => Shown(console => ConsoleReport.Write(HtmlSamples.Hostile(text), console, new ConsoleReportOptions { All = true })),
        text => Shown(console => ConsoleReport.Write(HtmlSamples.Hostile(text) with { NewInVersion = new NewInVersion(DifferenceSample.Hostile(text).Before, DifferenceSample.Hostile(text).Changes) }, console, new ConsoleReportOptions())),
        text => Shown(console => DifferenceReport.Write(DifferenceSample.Hostile(text), console, new ConsoleReportOptions())),
        text => Shown(console => SignatureReportText.Write(HtmlSamples.Hostile(text), SignatureReport.Of(HtmlSamples.Hostile(text)), console, all: true)),
        text => Shown(console => CheckConsole.Write(CheckSample.Hostile(text), console, new CheckConsoleOptions(All: true, Brief: false))));

    [Fact]
    public void Colours_are_all_that_a_terminal_obeys() => Check(
        TextChecks.Terminal,
        text => TestConsole.Render(console => ConsoleReport.Write(HtmlSamples.Hostile(text), console, new ConsoleReportOptions { All = true }), 80, color: true));

    [Fact]
    public void A_page_has_no_markup_that_its_harmless_twin_lacks()
    {
        Pages(text => HtmlSamples.Render(HtmlSamples.Hostile(text)));
        Pages(text => Written(output => HtmlDifference.Write(DifferenceSample.Hostile(text), output)));
        Pages(text => CheckSample.Render(ReportFormats.Find("html")!, CheckSample.Hostile(text)));
    }

    [Fact]
    public void Markdown_has_no_link_image_element_or_mention_that_its_harmless_twin_lacks()
    {
        Markdown(text => Written(output => MarkdownDifference.Write(DifferenceSample.Hostile(text), output)));
        Markdown(text => CheckSample.Render(ReportFormats.Find("markdown")!, CheckSample.Hostile(text)));
    }

    [Fact]
    public void Rows_are_read_as_they_were_written_and_no_cell_is_a_formula()
    {
        Check(TextChecks.Csv, text => CheckSample.Render(ReportFormats.Find("csv")!, CheckSample.Hostile(text)));
        foreach (var hostile in HostileStrings.All)
        {
            var rows = TextChecks.CsvRows(CsvCell.Encode(hostile.Text) + ",x\r\n");

            Assert.Equal(TerminalText.Encode(hostile.Text), rows[0][0].StartsWith('\'') && !hostile.Text.StartsWith('\'') ? rows[0][0][1..] : rows[0][0]);
        }
    }

    [Fact]
    public void Json_parses_and_nothing_in_it_is_obeyed() => Check(
        TextChecks.Json,
        [
            // Reports as they are hold texts in full, many times: those that are hostile by their length say nothing here.
            text => text.Length > 1_000 ? "{}" : Written(output => JsonReport.Write(Plain(HtmlSamples.Hostile(text), text), output)),
            text => text.Length > 1_000 ? "{}" : Written(output => JsonReport.Write(DifferenceSample.Hostile(text), output)),
            text => text.Length > 1_000 ? "{}" : Written(output => JsonReport.Write(SignatureReport.Of(HtmlSamples.Hostile(text)), output)),
            text => text.Length > 1_000 ? "{}" : CheckSample.Render(ReportFormats.Find("json")!, CheckSample.Hostile(text)),
            .. new[] { "sarif", "cyclonedx", "spdx", "openvex" }.Select(name => (Func<string, string>)(text => CheckSample.Render(ReportFormats.Find(name)!, CheckSample.Hostile(text)))),
        ]);

    [Fact]
    public void A_text_is_read_from_json_as_it_was()
    {
        foreach (var hostile in HostileStrings.All.Where(hostile => !hostile.Text.Any(char.IsSurrogate)))
        {
            var json = Written(output => JsonReport.Write(PlainSamples.Clean with { Package = PlainSamples.Clean.Package with { Description = hostile.Text } }, output));

            Assert.Equal(hostile.Text, JsonDocument.Parse(json).RootElement.GetProperty("package").GetProperty("description").GetString());
            Assert.Equal(hostile.Text, JsonReport.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))).Package.Description);
        }
    }

    [Fact]
    public void Xml_parses_and_runs_nothing() => Check(TextChecks.Xml, text => CheckSample.Render(ReportFormats.Find("junit")!, CheckSample.Hostile(text)));

    [Fact]
    public void A_finding_of_a_build_is_one_line() => Check(
        output => TextChecks.Terminal(output.Replace('\t', ' ')) ?? (output.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(line => line.Count(character => character == '\t') != 5) is { } line ? "a line has other fields: " + line : null),
        text => CheckSample.Render(ReportFormats.Find("msbuild")!, CheckSample.Hostile(text)));

    [Fact]
    public void Every_text_of_the_list_is_different_and_says_what_it_attacks()
    {
        Assert.Distinct(HostileStrings.All.Select(hostile => hostile.Text));
        Assert.Distinct(HostileStrings.All.Select(hostile => hostile.Name));
        Assert.All(Enum.GetValues<OutputClass>().Where(output => output != OutputClass.None), output => Assert.Contains(HostileStrings.All, hostile => hostile.Attacks.HasFlag(output)));
        // A checker that finds nothing in the raw texts checks nothing.
        Assert.All(HostileStrings.All.Where(hostile => hostile.Attacks.HasFlag(OutputClass.Terminal) && hostile.Text.Any(char.IsControl)), hostile => Assert.NotNull(TextChecks.Terminal(hostile.Text)));
        Assert.All(HostileStrings.All.Where(hostile => hostile.Name.EndsWith("command", StringComparison.Ordinal)), hostile => Assert.NotNull(TextChecks.BuildCommands(hostile.Text)));
        Assert.All(HostileStrings.All.Where(hostile => hostile.Name.StartsWith("markdown", StringComparison.Ordinal) || hostile.Name is "mentions" or "html in markdown" or "backticks and bars"), hostile => Assert.NotNull(new MarkdownChecks("a").Check(hostile.Text)));
        Assert.All(HostileStrings.All.Where(hostile => hostile.Name is "script element" or "svg" or "end of attribute" or "math and base" or "ends of everything"), hostile => Assert.NotNull(new PageChecks("<p>a</p>").Check("<p>" + hostile.Text + "</p>")));
        Assert.All(HostileStrings.All.Where(hostile => hostile.Name.StartsWith("formula", StringComparison.Ordinal) && !hostile.Text.Contains('"', StringComparison.Ordinal)), hostile => Assert.NotNull(TextChecks.Csv($"\"{hostile.Text}\",x\r\n")));
    }

    // The samples of pages hold a share that is no number, which no reader of JSON would take and no lookup gives.
    private static PackageReport Plain(PackageReport report, string text) => report with
    {
        Issues = [.. report.Issues.Select(issue => issue with { Prevalence = Prevalence.NoSnapshot with { Label = text, Sentence = text } })],
        Behaviors = [.. report.Behaviors.Select(behavior => behavior with { Prevalence = Prevalence.NoSnapshot with { Label = text, Sentence = text } })],
    };

    private static void Pages(Func<string, string> render)
    {
        var checks = new PageChecks(Twins.Select(render));
        Check(checks.Check, render);
    }

    private static void Markdown(Func<string, string> render)
    {
        var checks = new MarkdownChecks(Twins.Select(render));
        Check(checks.Check, render);
    }

    private static void Check(Func<string, string?> find, params Func<string, string>[] outputs)
    {
        var wrong = HostileStrings.All.SelectMany(hostile => outputs.Select((render, index) => (hostile.Name, Index: index, Wrong: Find(find, render(hostile.Text))))).Where(found => found.Wrong is not null).ToArray();
        Assert.True(wrong.Length == 0, string.Join('\n', wrong.Select(found => $"{found.Name}, output {found.Index}: {found.Wrong}")));
    }

    private static string? Find(Func<string, string?> find, string output)
    {
        try
        {
            return find(output);
        }
        catch (Exception exception) when (exception is JsonException or System.Xml.XmlException or InvalidDataException)
        {
            return exception.Message;
        }
    }

    private static string Shown(Action<IAnsiConsole> write) => TestConsole.Render(write, 40) + TestConsole.Render(write, 200);

    private static string Written(Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
