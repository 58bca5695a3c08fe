using System.Text;
using Assay.Model;
using Assay.Reports.MsBuild;

namespace Assay.Reports.Tests.Formats;

public sealed class BuildFindingsTests
{
    [Fact]
    public void A_package_that_must_not_be_used_names_line_page_and_way()
    {
        var lines = Lines(Package("Sample.Bad", "1.2.3", VerdictStatus.Fail, "It starts a downloaded program.") with
        {
            Places = [new ManifestPlace("src/App.csproj", 7, 3, "version")],
            Url = "https://reports.example.com/Sample.Bad/1.2.3",
            IntroducedBy = [new IntroductionPath("src/App.csproj", ["Sample.Top@1.0.0", "Sample.Bad@1.2.3"])],
        });

        Assert.Equal(["ASY1001\tsrc/App.csproj\t7\t3\thttps://reports.example.com/Sample.Bad/1.2.3\tSample.Bad 1.2.3 must not be used: It starts a downloaded program. It is there because of Sample.Top@1.0.0."], lines);
    }

    [Theory]
    [InlineData(VerdictStatus.Pass, null)]
    [InlineData(VerdictStatus.Review, "ASY1002")]
    [InlineData(VerdictStatus.Unknown, "ASY1003")]
    [InlineData(VerdictStatus.Fail, "ASY1001")]
    public void Verdicts_have_codes(VerdictStatus status, string? code)
    {
        var lines = Lines(Package("Sample", "1.0.0", status, "A reason"));

        Assert.Equal(code is null ? [] : [code], lines.Select(line => line.Split('\t')[0]));
    }

    [Theory]
    [InlineData(CheckedStatus.Missing, "ASY1003")]
    [InlineData(CheckedStatus.Unreadable, "ASY1003")]
    [InlineData(CheckedStatus.Unresolved, "ASY1003")]
    [InlineData(CheckedStatus.HashMismatch, "ASY1004")]
    public void What_was_not_analysed_is_said(CheckedStatus status, string code)
    {
        var package = Package("Sample", "1.0.0", VerdictStatus.Pass, "") with { Status = status, StatusText = "it was not found in any source" };

        Assert.Equal(code, Assert.Single(Lines(package)).Split('\t')[0]);
    }

    [Theory]
    [InlineData(VulnerabilitySeverity.Unknown, "ASY2000")]
    [InlineData(VulnerabilitySeverity.Low, "ASY2001")]
    [InlineData(VulnerabilitySeverity.Medium, "ASY2002")]
    [InlineData(VulnerabilitySeverity.High, "ASY2003")]
    [InlineData(VulnerabilitySeverity.Critical, "ASY2004")]
    public void Vulnerabilities_have_codes_by_severity(VulnerabilitySeverity severity, string code)
    {
        var line = Assert.Single(Lines(WithVulnerability(severity, "package", "Sample", "1.0.0")));

        Assert.StartsWith(code + "\t\t\t\thttps://example.com/advisory\tSample 1.0.0 has a known vulnerability of", line, StringComparison.Ordinal);
        Assert.Contains("CVE-2030-1 (A summary)", line, StringComparison.Ordinal);
        Assert.EndsWith("The smallest version without a known one is 1.0.2.", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vulnerable_component_is_named()
    {
        var line = Assert.Single(Lines(WithVulnerability(VulnerabilitySeverity.High, "assembly-identity", "Sample.Inner", "0.9.0")));

        Assert.Contains("in Sample.Inner 0.9.0, which it contains: CVE-2030-1", line, StringComparison.Ordinal);
        Assert.EndsWith("Fixed in 1.0.1.", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_packages_stays_in_its_field()
    {
        var lines = Lines(Package("Sample\t\n\u001b[31m", "1.0\u202e", VerdictStatus.Fail, "line one\nASY1001\tforged\t1\t1\thttps://evil.example\tforged") with
        {
            Places = [new ManifestPlace("a\tb\n.csproj", 1, 1, "version")],
        });

        var fields = Assert.Single(lines).Split('\t');
        Assert.Equal(6, fields.Length);
        Assert.Equal("""a\u{9}b\u{a}.csproj""", fields[1]);
        Assert.DoesNotContain(fields[5], character => char.IsControl(character) || character == '\u202e');
    }

    [Fact]
    public void Problems_of_the_project_come_first()
    {
        var report = Report(Package("Sample", "1.0.0", VerdictStatus.Review, "A reason")) with { Problems = [new CheckProblem("packages.lock.json", 4, "It is cut.")] };

        Assert.Equal(["ASY0002\tpackages.lock.json\t4\t\t\tIt is cut.", "ASY1002"], [.. Lines(report).Select((line, index) => index == 0 ? line : line.Split('\t')[0])]);
    }

    private static CheckedPackage WithVulnerability(VulnerabilitySeverity severity, string identifiedBy, string component, string version) => Package("Sample", "1.0.0", VerdictStatus.Pass, "") with
    {
        Vulnerabilities = new VulnerabilityResult(VulnerabilityStatus.Found, new DatedInput("advisories", "2026-01-31"),
        [
            new ReportedVulnerability
            {
                Id = "CVE-2030-1", Summary = "A summary", Severity = severity, Sources = [], Fixed = ["1.0.1"], SafeUpgrade = "1.0.2", Url = "https://example.com/advisory",
                Affected = new AffectedComponent("pkg:nuget/x", component, version, [], identifiedBy, "high"),
            },
        ]),
    };

    private static CheckedPackage Package(string id, string version, VerdictStatus status, string reason) => new()
    {
        Package = new ReportedPackage { Purl = null, Community = "nuget", Id = id, Version = version, Sha256 = "", Size = 1 },
        Status = CheckedStatus.Analysed,
        Verdict = new Verdict(status, reason.Length == 0 ? [] : [reason]),
    };

    private static CheckReport Report(params CheckedPackage[] packages) => new()
    {
        Tool = new ToolInfo("assay", "0.0.0"),
        Inputs = new ReportInputs(new RulePackInfo("1", "", ""), null, null, [], [], null),
        Verdict = new Verdict(VerdictStatus.Pass, []),
        Vulnerabilities = VulnerabilityStatus.NotChecked,
        Projects = [],
        Packages = packages,
    };

    private static string[] Lines(params CheckedPackage[] packages) => Lines(Report(packages));

    private static string[] Lines(CheckReport report)
    {
        using var stream = new MemoryStream();
        BuildFindings.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
