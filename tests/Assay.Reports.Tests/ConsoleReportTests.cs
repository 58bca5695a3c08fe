using System.Text.RegularExpressions;
using Assay.Model;
using Spectre.Console;

namespace Assay.Reports.Tests;

public sealed partial class ConsoleReportTests
{
    private static readonly (string Name, PackageReport Report)[] Samples =
        [("trojan", TrojanSample.Report), ("clean", PlainSamples.Clean), ("broken", PlainSamples.Broken), ("vulnerable", PlainSamples.Vulnerable), ("exploited", PlainSamples.Exploited), ("layered", LayeredSample.Report)];

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_trojan_reads_as_its_golden_file(int width) => GoldenFile.Check($"trojan-{width}.txt", Render(TrojanSample.Report, width));

    [Fact]
    public void Every_finding_is_shown_on_request() => GoldenFile.Check("trojan-80-all.txt", Render(TrojanSample.Report, 80, all: true));

    [Fact]
    public void Color_and_bold_only_decorate_the_same_text() => GoldenFile.Check("trojan-80-color.ansi", TestConsole.Render(Write(TrojanSample.Report), 80, color: true));

    [Theory]
    [InlineData("clean")]
    [InlineData("broken")]
    [InlineData("vulnerable")]
    [InlineData("exploited")]
    [InlineData("layered")]
    public void The_small_reports_read_as_their_golden_files(string name) => GoldenFile.Check($"{name}-80.txt", Render(Samples.Single(sample => sample.Name == name).Report, 80));

    [Fact]
    public void A_terminal_without_Unicode_gets_ASCII_signs() => Assert.All(TestConsole.Render(Write(PlainSamples.Vulnerable), 80, unicode: false), character => Assert.True(char.IsAscii(character)));

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(97)]
    [InlineData(120)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal_and_none_ends_in_spaces(int width)
    {
        foreach (var (name, report) in Samples)
        {
            foreach (var line in Render(report, width, all: true).Split('\n'))
            {
                Assert.True(line.GetCellWidth() <= Math.Min(width, 120), $"{name}: {line}");
                Assert.False(line.EndsWith(' '), $"{name}: '{line}'");
            }
        }
    }

    [Fact]
    public void The_text_is_the_same_with_and_without_color() =>
        Assert.Equal(Render(TrojanSample.Report, 80), Escapes().Replace(TestConsole.Render(Write(TrojanSample.Report), 80, color: true), ""));

    [Fact]
    public void No_text_of_a_package_reaches_the_terminal_raw()
    {
        const string hostile = "[red]x[/]\u001b]0;owned\u0007\u202egpj\u200b\r\n";
        var text = TestConsole.Render(Write(Hostile(hostile)), 120);

        Assert.DoesNotContain(text, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain("\u202e", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u200b", text, StringComparison.Ordinal);
        Assert.Contains("[red]x[/]\\u{1b}]0;owned\\u{7}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_a_megabyte_is_cut()
    {
        var report = Hostile(new string('x', 1_000_000));
        Assert.True(Render(report, 80).Length < 110_000);
    }

    [Fact]
    public void Nothing_found_is_said_together_with_what_was_not_read()
    {
        Assert.Contains("None found in what could be read.", Render(PlainSamples.Broken, 80), StringComparison.Ordinal);
        Assert.Contains("Not checked: no advisory database was given.", Render(PlainSamples.Clean, 80), StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_to_a_place_is_shown_when_it_says_more_than_start_and_call()
    {
        string Shown(FactKind kind, params string[] path) => Render(TrojanSample.Report with
        {
            Behaviors = [TrojanFindings.Behaviors[0] with { Evidence = [TrojanFindings.Behaviors[0].Evidence[0] with { Kind = kind, Path = path }] }],
            Issues = [],
        }, 200);

        Assert.Contains("(reached by module initialiser → N.Loader.Run → N.Sink.Send)", Shown(FactKind.Call, "module initialiser", "N.Loader.Run", "N.Sink.Send"), StringComparison.Ordinal);
        Assert.Contains("(reached by module initialiser → N.Loader.Run)", Shown(FactKind.Process, "module initialiser", "N.Loader.Run"), StringComparison.Ordinal);
        Assert.DoesNotContain("reached by", Shown(FactKind.Call, "module initialiser", "N.Sink.Send"), StringComparison.Ordinal);
        Assert.DoesNotContain("reached by", Shown(FactKind.Process, "module initialiser"), StringComparison.Ordinal);
    }

    private static PackageReport Hostile(string text)
    {
        var evidence = TrojanFindings.Behaviors[0].Evidence[0] with
        {
            Artifact = text, Value = text, Relation = text, Path = [text, text, text], Location = new() { Type = text, Method = text, File = text, XPath = text, Line = 1 },
            Arguments = new Dictionary<string, string>(StringComparer.Ordinal) { [text] = text, ["0"] = text },
        };
        return TrojanSample.Report with
        {
            Package = TrojanSample.Report.Package with { Id = text, Version = text, Purl = text, Authors = [text], License = new(text, null, null), Repository = new(text, text, text, text), Sha256 = text },
            Verdict = new(VerdictStatus.Review, [text]),
            Issues = [TrojanFindings.Issues[0] with { Title = text, Problem = text, Evidence = [evidence], NextSteps = [new(NextStepKind.Fix, text)] }],
            Behaviors = [.. Enum.GetValues<FactKind>().Select(kind => TrojanFindings.Behaviors[0] with { Title = text, Evidence = [evidence with { Kind = kind }] })],
            Files = [new(text, ArtifactKind.PowerShell, 1, text), new($"{text}!{text}", ArtifactKind.PowerShell, 1, text) { Derived = new(text, $"{text}\n\t{text}") }],
            Coverage = new(1, 1, 1, [new(text, ProblemEffect.Error, text, text, text)]),
        };
    }

    private static Action<IAnsiConsole> Write(PackageReport report, bool all = false) => console => ConsoleReport.Write(report, console, new ConsoleReportOptions { All = all });

    private static string Render(PackageReport report, int width, bool all = false) => TestConsole.Render(Write(report, all), width);

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Escapes();
}
