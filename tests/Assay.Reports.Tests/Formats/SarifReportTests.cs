using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Assay.Model;
using Assay.Reports.Sarif;

namespace Assay.Reports.Tests.Formats;

public sealed class SarifReportTests
{
    private static readonly ReportFormat Format = ReportFormats.Find("sarif")!;

    [Fact]
    public void Each_policy_and_each_vulnerability_of_a_package_is_one_result_at_the_line_to_change()
    {
        var run = Run(CheckSample.Report);

        var results = run.GetProperty("results").EnumerateArray().ToArray();

        Assert.Equal(CheckSample.Report.Packages.Sum(package => package.Issues.Count + package.Vulnerabilities.Items.Count), results.Length);
        var vulnerability = results.Single(result => Text(result, "ruleId") == "CVE-2024-21907");
        Assert.Equal("error", Text(vulnerability, "level"));
        Assert.Equal("Directory.Packages.props", Text(Place(vulnerability), "artifactLocation", "uri"));
        Assert.Equal("%SRCROOT%", Text(Place(vulnerability), "artifactLocation", "uriBaseId"));
        Assert.Equal(12, Place(vulnerability).GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal("Newtonsoft.Json@12.0.3 has CVE-2024-21907 (high, CVSS 7.5). Deeply nested input overflows the stack. Upgrade to 13.0.1: the smallest later version without a known vulnerability. Introduced by src/App/App.csproj and 2 more.", Text(vulnerability, "message", "text"));
        Assert.Equal(["src/App/App.csproj", "src/App/packages.lock.json"], vulnerability.GetProperty("relatedLocations").EnumerateArray().Select(location => Text(location, "physicalLocation", "artifactLocation", "uri")));
    }

    [Fact]
    public void The_report_of_one_package_is_anchored_to_the_package_file()
    {
        var run = Run(CheckReports.Of([TrojanSample.Report]));

        Assert.All(run.GetProperty("results").EnumerateArray(), result =>
        {
            Assert.Equal("Contoso.Logging.Extended.4.2.1.nupkg", Text(Place(result), "artifactLocation", "uri"));
            Assert.Equal(1, Place(result).GetProperty("region").GetProperty("startLine").GetInt32());
        });
    }

    [Fact]
    public void Evidence_lies_in_files_within_files_and_names_its_method()
    {
        var issue = TrojanFindings.Issues[2];
        var nested = TrojanSample.Report with { Issues = [issue with { Evidence = [issue.Evidence[0] with { Artifact = "tools/b.zip!in/c.dll" }] }] };

        var run = Run(CheckReports.Of([nested]));

        var location = run.GetProperty("results")[0].GetProperty("relatedLocations")[0];
        var artifacts = run.GetProperty("artifacts").EnumerateArray().ToArray();
        var inner = artifacts[location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("index").GetInt32()];
        var outer = artifacts[inner.GetProperty("parentIndex").GetInt32()];
        Assert.Equal("in/c.dll", Text(inner, "location", "uri"));
        Assert.Equal("tools/b.zip", Text(outer, "location", "uri"));
        Assert.Equal("Contoso.Logging.Extended.4.2.1.nupkg", Text(artifacts[outer.GetProperty("parentIndex").GetInt32()], "location", "uri"));
        Assert.Equal("Contoso.Logging.Extended.HookSink::.cctor", Text(location.GetProperty("logicalLocations")[0], "fullyQualifiedName"));
    }

    [Fact]
    public void Rules_have_rank_tags_and_taxonomies()
    {
        var run = Run(CheckSample.Report);

        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Single(rule => Text(rule, "id") == "CVE-2024-21907");
        var properties = rule.GetProperty("properties");
        Assert.Equal("7.5", Text(properties, "security-severity"));
        Assert.Equal(["security", "vulnerability", "external/cwe/cwe-755"], properties.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal("https://advisories.example/GHSA-5crp-9r3c-p9vr", Text(rule, "helpUri"));
        var target = rule.GetProperty("relationships")[0].GetProperty("target");
        var taxonomy = run.GetProperty("taxonomies")[target.GetProperty("toolComponent").GetProperty("index").GetInt32()];
        Assert.Equal("CWE", Text(taxonomy, "name"));
        Assert.Contains(taxonomy.GetProperty("taxa").EnumerateArray(), taxon => Text(taxon, "id") == "CWE-755");
        Assert.All(run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray(), rule => Assert.InRange(rule.GetProperty("properties").GetProperty("tags").GetArrayLength(), 1, 10));
    }

    [Fact]
    public void Suppressed_and_known_findings_say_so()
    {
        var results = Run(CheckSample.Report).GetProperty("results").EnumerateArray().ToArray();

        var suppressed = results.Single(result => Text(result, "ruleId") == TrojanFindings.Issues[2].Id);
        Assert.Equal("assay.yaml line 12, until 2027-01-31, owner platform team: the address is never asked", Text(suppressed.GetProperty("suppressions")[0], "justification"));
        Assert.All(results.Where(result => Text(result, "ruleId") != TrojanFindings.Issues[2].Id), result => Assert.Equal(0, result.GetProperty("suppressions").GetArrayLength()));
        Assert.Equal("unchanged", Text(results.Single(result => Text(result, "ruleId") == TrojanFindings.Issues[3].Id), "baselineState"));
        Assert.Equal("new", Text(results.Single(result => Text(result, "ruleId") == TrojanFindings.Issues[0].Id), "baselineState"));
    }

    [Fact]
    public void Fingerprints_stay_when_a_line_moves_or_the_version_changes_and_differ_between_packages()
    {
        var moved = CheckSample.Vulnerable with { Package = CheckSample.Vulnerable.Package with { Version = "12.0.2" }, Places = [new("other.csproj", 99, 1, "version")] };
        var other = CheckSample.Vulnerable with { Package = CheckSample.Vulnerable.Package with { Id = "Other" } };

        string[] prints = [.. new[] { CheckSample.Vulnerable, moved, other }.Select(package => Text(Run(CheckSample.Report with { Packages = [package] }).GetProperty("results")[0], "partialFingerprints", "primaryLocationLineHash"))];

        Assert.Equal(prints[0], prints[1]);
        Assert.NotEqual(prints[0], prints[2]);
    }

    [Fact]
    public void More_results_than_services_take_are_cut_from_the_least_severe_end_and_counted()
    {
        var issues = TrojanFindings.Issues.Select(issue => issue with { Evidence = [] }).ToArray();
        var package = CheckSample.Embedding with { Issues = issues, Vulnerabilities = VulnerabilityResult.NotChecked };
        var report = CheckSample.Report with { Packages = [.. Enumerable.Range(0, 5_000).Select(number => package with { Package = package.Package with { Id = "P" + number } })] };

        var run = Run(report);

        var results = run.GetProperty("results").EnumerateArray().ToArray();
        Assert.InRange(results.Length, 1, SarifReport.MostResults);
        Assert.All(results.Take(10_000), result => Assert.Equal("error", Text(result, "level")));
        var notes = run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray().Select(note => Text(note, "message", "text")).ToArray();
        Assert.Contains(notes, note => note.StartsWith($"{30_000 - results.Length:N0} of 30,000 results are left out, the least severe ones", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.EndsWith("GitHub shows the first 5,000; the most severe ones come first.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_never_compresses_to_more_than_services_take()
    {
        var random = new Random(7);
        var issues = Enumerable.Range(0, 300).Select(number => TrojanFindings.Issues[0] with
        {
            Id = "rule-" + number,
            Evidence = [.. Enumerable.Range(0, 150).Select(_ => TrojanFindings.Issues[0].Evidence[0] with { Value = string.Concat(Enumerable.Range(0, 60).Select(_ => random.Next().ToString("x8", System.Globalization.CultureInfo.InvariantCulture))) })],
        }).ToArray();
        var report = CheckSample.Report with { Packages = [CheckSample.Embedding with { Issues = issues }] };

        var text = CheckSample.Render(Format, report);

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        Assert.InRange(compressed.Length, 1, SarifReport.MostCompressed);
        var run = JsonDocument.Parse(text).RootElement.GetProperty("runs")[0];
        Assert.True(run.GetProperty("results").GetArrayLength() >= 300);
        Assert.Contains("At most 10 places", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_than_a_hundred_places_are_kept()
    {
        var issue = TrojanFindings.Issues[0] with { Evidence = [.. Enumerable.Repeat(TrojanFindings.Issues[0].Evidence[0], 150)] };

        var run = Run(CheckReports.Of([TrojanSample.Report with { Issues = [issue] }]));

        Assert.Equal(100, run.GetProperty("results")[0].GetProperty("relatedLocations").GetArrayLength());
    }

    [Fact]
    public void Text_of_packages_is_no_link_and_no_placeholder()
    {
        var issue = TrojanFindings.Issues[0] with { Title = "[click](https://evil.example) {0} \u202e" };

        var run = Run(CheckReports.Of([TrojanSample.Report with { Issues = [issue] }]));

        Assert.Contains(@"\[click\](https://evil.example) {{0}} \u{{202e}}", Text(run.GetProperty("results")[0], "message", "text"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_analysed_and_not_read_is_a_notification()
    {
        var notes = Run(CheckSample.Report).GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray().ToArray();

        Assert.Contains(notes, note => Text(note, "message", "text") == "Contoso.Internal: No version can be told: $(ContosoVersion) is a variable" && Text(note, "level") == "error");
        Assert.Contains(notes, note => Text(note, "message", "text") == "The version 1.x is none." && Text(note.GetProperty("locations")[0], "physicalLocation", "artifactLocation", "uri") == "src/Old/packages.config");
    }

    private static JsonElement Run(CheckReport report) => JsonDocument.Parse(CheckSample.Render(Format, report)).RootElement.GetProperty("runs")[0];

    private static JsonElement Place(JsonElement result) => result.GetProperty("locations")[0].GetProperty("physicalLocation");

    private static string Text(JsonElement element, params string[] path) => path.Aggregate(element, (inner, name) => inner.GetProperty(name)).GetString()!;
}
