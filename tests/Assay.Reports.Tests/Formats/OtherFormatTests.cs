using System.Text.Json;
using System.Xml.Linq;
using Assay.Model;
using Assay.Reports.Markdown;

namespace Assay.Reports.Tests.Formats;

/// <summary>OpenVEX, Markdown, JUnit, CSV, and what all formats have in common.</summary>
public sealed class OtherFormatTests
{
    public static TheoryData<string> Names { get; } = [.. ReportFormats.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_reports_give_equal_bytes_and_nothing_hidden(string name)
    {
        var format = ReportFormats.Find(name)!;
        foreach (var (sample, report) in CheckSample.All)
        {
            var text = CheckSample.Render(format, report);

            Assert.Equal(text, CheckSample.Render(format, report));
            Assert.False(text.Any(character => (char.IsControl(character) && character is not ('\n' or '\r' or '\t')) || HiddenCharacters.ChangesDirection(character) || (HiddenCharacters.IsInvisible(character) && character != '\ufe0f') || character == '\ufffe'), $"{name} of {sample} holds a hidden character.");
        }
    }

    [Fact]
    public void A_certain_match_is_affected_with_what_to_do_and_a_doubtful_one_is_under_investigation()
    {
        var statements = Vex(CheckSample.Report).GetProperty("statements").EnumerateArray().ToArray();

        var certain = statements.Single(statement => statement.GetProperty("vulnerability").GetProperty("name").GetString() == "CVE-2024-21907");
        Assert.Equal("affected", certain.GetProperty("status").GetString());
        Assert.StartsWith("Upgrade to 13.0.1", certain.GetProperty("action_statement").GetString(), StringComparison.Ordinal);
        Assert.Equal("pkg:nuget/Newtonsoft.Json@12.0.3", certain.GetProperty("products")[0].GetProperty("@id").GetString());
        var doubtful = statements.Single(statement => statement.GetProperty("vulnerability").GetProperty("name").GetString() == "CVE-2025-6965");
        Assert.Equal("under_investigation", doubtful.GetProperty("status").GetString());
        Assert.Equal("pkg:generic/sqlite@3.45.0", doubtful.GetProperty("products")[0].GetProperty("subcomponents")[0].GetProperty("@id").GetString());
    }

    [Theory]
    [InlineData("we never parse foreign text", "under_investigation", null)]
    [InlineData("vulnerable_code_not_in_execute_path: we never parse foreign text", "not_affected", "vulnerable_code_not_in_execute_path")]
    public void A_suppressed_vulnerability_is_not_affected_only_with_a_justification(string reason, string status, string? justification)
    {
        var issue = TrojanFindings.Issues[0] with
        {
            Assessment = AssessmentKind.Vulnerabilities, Evidence = [TrojanFindings.Issues[0].Evidence[0] with { Value = "GHSA-5crp-9r3c-p9vr" }],
            Suppressed = new(true, 1, [new(SuppressionKind.Suppression, "assay.yaml", 3, reason, "team", "2027-01-01")], []),
        };

        var statement = Vex(CheckSample.Report with { Packages = [CheckSample.Vulnerable with { Issues = [issue] }] }).GetProperty("statements")[0];

        Assert.Equal(status, statement.GetProperty("status").GetString());
        Assert.Equal(justification, statement.TryGetProperty("justification", out var found) ? found.GetString() : null);
        Assert.Contains(reason, statement.GetProperty("status_notes").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_shows_what_somebody_should_look_at_the_worst_first()
    {
        var lines = CheckSample.Render(ReportFormats.Find("markdown")!, CheckSample.Report).Split('\n');

        Assert.StartsWith("### Assay: ❌ **fail** · 6 of 8 packages to look at", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("| ❌ **fail** | `Contoso.Logging.Extended@4.2.1` |", lines.First(line => line.StartsWith("| ❌", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("| high 7.5 | [CVE\\-2024\\-21907](<https://advisories.example/GHSA-5crp-9r3c-p9vr>)", StringComparison.Ordinal) && line.Contains("Upgrade to 13.0.1", StringComparison.Ordinal));
        Assert.Equal(lines.Count(line => line.StartsWith("<details>", StringComparison.Ordinal)), lines.Count(line => line == "</details>"));
    }

    [Fact]
    public void A_comment_is_never_longer_than_a_comment_may_be_and_says_what_was_cut()
    {
        var report = CheckSample.Report with { Packages = [.. Enumerable.Range(0, 400).Select(number => CheckSample.Embedding with { Package = CheckSample.Embedding.Package with { Id = "Package" + number } })] };

        var text = CheckSample.Render(ReportFormats.Find("markdown")!, report);

        Assert.InRange(text.Length, MarkdownReport.LongestText / 2, MarkdownReport.LongestText);
        Assert.Matches(@"\*\*Cut, as a comment has room for 65,000 characters: .*[0-9]+ vulnerabilities.*\*\* The JSON report has all of it\.", text);
        Assert.All(CheckSample.All, sample => Assert.InRange(CheckSample.Render(ReportFormats.Find("markdown")!, sample.Report).Length, 1, MarkdownReport.LongestText));
    }

    [Fact]
    public void Text_of_packages_is_no_markup_in_a_comment()
    {
        var text = CheckSample.Render(ReportFormats.Find("markdown")!, CheckSample.Hostile("<img src=x> @everyone [a](https://evil.example) | `b` **c** https://evil.example www.evil.example <details>"));

        Assert.DoesNotContain("<img", text.Replace("\\<img", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("<details><summary>&lt;img src=x&gt; @<!-- -->everyone", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(line => line.Contains("<img", StringComparison.Ordinal)), line => Assert.DoesNotContain("<summary>", line, StringComparison.Ordinal));
        Assert.DoesNotContain("@everyone", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" https://evil", text, StringComparison.Ordinal);
        Assert.DoesNotContain("www.evil", text, StringComparison.Ordinal);
        Assert.DoesNotContain("](https://evil", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_package_is_a_test_and_what_makes_the_run_fail_a_failure()
    {
        var suite = XDocument.Parse(CheckSample.Render(ReportFormats.Find("junit")!, CheckSample.Report)).Root!.Element("testsuite")!;
        var cases = suite.Elements("testcase").ToDictionary(test => test.Attribute("name")!.Value, StringComparer.Ordinal);

        Assert.Equal(("8", "1", "3"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value));
        Assert.Equal("nuget", cases["Contoso.Logging.Extended@4.2.1"].Attribute("classname")!.Value);
        Assert.NotNull(cases["Contoso.Logging.Extended@4.2.1"].Element("failure"));
        Assert.NotNull(cases["Contoso.Internal"].Element("error"));
        Assert.Null(cases["Newtonsoft.Json@12.0.3"].Element("failure"));
        Assert.Contains("CVE-2024-21907", cases["Newtonsoft.Json@12.0.3"].Element("system-out")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_begin_no_formula_and_hold_commas_and_quotes()
    {
        var issue = TrojanFindings.Issues[0] with { Title = "=cmd|'/c calc'!A1, \"quoted\"" };

        var text = CheckSample.Render(ReportFormats.Find("csv")!, CheckReports.Of([TrojanSample.Report with { Issues = [issue] }]));

        Assert.Contains("\"'=cmd|'/c calc'!A1, \"\"quoted\"\"\"", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n").SkipLast(1), line => Assert.True(line.Count(letter => letter == ',') >= 13));
    }

    [Fact]
    public void Names_find_their_formats()
    {
        Assert.Equal(["json", "sarif", "cyclonedx", "spdx", "openvex", "markdown", "junit", "html", "csv", "msbuild"], ReportFormats.Names);
        Assert.Null(ReportFormats.Find("xml"));
    }

    private static JsonElement Vex(CheckReport report) => JsonDocument.Parse(CheckSample.Render(ReportFormats.Find("openvex")!, report)).RootElement;
}
