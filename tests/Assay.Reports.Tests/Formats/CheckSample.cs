using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Reports.Tests.Formats;

/// <summary>The report of a check in which everything that formats tell apart occurs.</summary>
internal static class CheckSample
{
    private static readonly ReportedVulnerability Known = PlainSamples.Vulnerable.Vulnerabilities.Items[0];

    public static ReportedVulnerability Direct { get; } = Known with
    {
        Id = "CVE-2024-21907", Aliases = ["GHSA-5crp-9r3c-p9vr"], Affected = new("pkg:nuget/Newtonsoft.Json@12.0.3", "Newtonsoft.Json", "12.0.3", [], "package", "certain"), Epss = 0.0123, EpssPercentile = 0.85,
    };

    private static readonly ReportedVulnerability Exploited = Known with
    {
        Id = "CVE-2025-6965", Aliases = [], Summary = "", Severity = VulnerabilitySeverity.Critical, Cvss = new("4.0", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 9.3), KnownExploited = new("2025-08-01", "2025-08-22", true),
        Affected = new("pkg:generic/sqlite@3.45.0", "sqlite", "3.45.0", ["runtimes/linux-x64/native/libe_sqlite3.so"], "version-string", "medium"), Fixed = [], SafeUpgrade = null, Url = null, Cwes = ["CWE-197", "CWE-bad"],
        Disagreements = ["github says critical, osv says high."],
    };

    private static readonly SuppressedFinding Suppressed = new(true, 1, [new(SuppressionKind.Suppression, "assay.yaml", 12, "the address is never asked", "platform team", "2027-01-31")], []);

    public static CheckedPackage Vulnerable { get; } = CheckedPackage.Of(PlainSamples.Clean) with
    {
        Package = PlainSamples.Clean.Package with { Id = "Newtonsoft.Json", Version = "12.0.3", Purl = "pkg:nuget/Newtonsoft.Json@12.0.3", License = new("MIT", null, null), ContentHash = Convert.ToBase64String(new byte[64]) },
        Direct = true,
        Vulnerabilities = new(VulnerabilityStatus.Found, new("advisories", "2026-11-20"), [Direct]),
        Places = [new("Directory.Packages.props", 12, 5, "version"), new("src/App/App.csproj", 9, 5, "reference"), new("src/App/packages.lock.json", 33, 7, "lock")],
        IntroducedBy = [new("src/App/App.csproj", ["Newtonsoft.Json@12.0.3"])],
        IntroducedByTotal = 3,
    };

    public static CheckedPackage Embedding { get; } = CheckedPackage.Of(TrojanSample.Report) with
    {
        Issues = [.. TrojanFindings.Issues.Select((issue, index) => index switch { 2 => issue with { Suppressed = Suppressed }, 3 => issue with { Baseline = BaselineState.Unchanged }, _ => issue with { Baseline = BaselineState.New } })],
        DependsOn = ["newtonsoft.json@12.0.3"],
        Development = true,
        Components = [new("pkg:nuget/Newtonsoft.Json@12.0.3", "Newtonsoft.Json", "12.0.3", "lib/netstandard2.0/Newtonsoft.Json.dll", new string('4', 64), "file-hash", "certain"), new(null, "sqlite", null, "runtimes/linux-x64/native/libe_sqlite3.so", new string('5', 64), "version-string", "medium")],
        Vulnerabilities = new(VulnerabilityStatus.Found, new("advisories", "2026-11-20"), [Known, Exploited]),
        Places = [new("src/App/packages.lock.json", 21, null, "lock")],
        IntroducedBy = [new("src/App/App.csproj", ["Contoso.Web@1.0.0", "Contoso.Logging.Extended@4.2.1"]), new("src/Tool/Tool.csproj", ["Contoso.Logging.Extended@4.2.1"])],
        IntroducedByTotal = 2,
    };

    public static CheckedPackage Gallery { get; } = CheckedPackage.Of(PlainSamples.Clean) with
    {
        Package = PlainSamples.Clean.Package with
        {
            Id = "Pester", Version = "5.7.1", Purl = "pkg:psgallery/pester@5.7.1", Community = "psgallery", License = new(null, "license.txt", null),
            Licenses = [new("Apache-2.0", "permissive", "package", "file", "applies", "license.txt", 99)],
        },
        Verdict = new(VerdictStatus.Review, ["Starts a program when it is imported (imports-start-program)."]),
        Vulnerabilities = new(VulnerabilityStatus.NoneFound, new("advisories", "2026-11-20"), []),
    };

    public static CheckedPackage Missing { get; } = new()
    {
        Package = new() { Purl = "pkg:nuget/Contoso.Internal@[1.0.0,)", Community = "nuget", Id = "Contoso.Internal", Version = null, Sha256 = "", Size = 0 },
        Status = CheckedStatus.Unresolved,
        StatusText = "$(ContosoVersion) is a variable",
        Verdict = new(VerdictStatus.Unknown, ["It was not analysed."]),
        Places = [new("src/App/App.csproj", 10, null, "reference")],
    };

    public static CheckReport Report { get; } = CheckReports.Of(TrojanSample.Report.Tool, TrojanSample.Report.Inputs,
        [Vulnerable, Embedding, Gallery, Missing, CheckedPackage.Of(PlainSamples.Broken), CheckReports.Unreadable("broken.nupkg", "The file is empty."), Licensed("LicenseRef-Contoso OR (MIT AND Apache-2.0 WITH LLVM-exception)"), Licensed("MIT OR OR")]) with
    {
        Projects = [new("App", "src/App/App.csproj", "project", "resolved", ["net8.0", "net10.0"]), new("Tool", "src/Tool/Tool.csproj", "project", "declared", ["net10.0"])],
        Problems = [new("src/Old/packages.config", 3, "The version 1.x is none."), new("src/App/App.csproj", null, "An import cannot be read.")],
    };

    /// <summary>One report of each shape.</summary>
    public static IReadOnlyList<(string Name, CheckReport Report)> All { get; } =
    [
        ("check", Report),
        ("trojan", CheckReports.Of([TrojanSample.Report])),
        ("clean", CheckReports.Of([PlainSamples.Clean])),
        ("broken", CheckReports.Of([PlainSamples.Broken])),
        ("vulnerable", CheckReports.Of([PlainSamples.Vulnerable])),
        ("layered", CheckReports.Of([LayeredSample.Report])),
        ("several", CheckReports.Of([TrojanSample.Report, PlainSamples.Clean, PlainSamples.Vulnerable, PlainSamples.Broken])),
        ("empty", Report with { Packages = [], Projects = [], Problems = [] }),
        .. HostileStrings.All.Select(hostile => ("hostile-" + hostile.Name.Replace(' ', '-'), Hostile(hostile.Text))),
    ];

    /// <summary>Puts a text wherever a report has one.</summary>
    public static CheckReport Hostile(string text)
    {
        var report = HtmlSamples.Hostile(text);
        var vulnerability = HtmlSamples.Vulnerability(text);
        var issue = report.Issues[0] with { Prevalence = Prevalence.NoSnapshot with { Label = text, Sentence = text } };
        var suppressed = new SuppressedFinding(true, 1, [new(SuppressionKind.Suppression, text, -1, text, text, text), new(SuppressionKind.Off, text, 1, null, null, null)], []);
        var package = CheckedPackage.Of(report) with
        {
            Issues = [issue, issue with { Id = text, Suppressed = suppressed, Baseline = BaselineState.New }], StatusText = text, FoundIn = text, Vulnerabilities = new(VulnerabilityStatus.Found, new(text, text), [vulnerability, vulnerability]), Components = [new(text, text, text, text, text, text, text), new(text, text, text, text, text, text, text)],
            DependsOn = [text, $"{text}@{text}"], Places = [new(text, -3, 0, text), new(text, 3, 4, text)], IntroducedBy = [new(text, [text, text])], IntroducedByTotal = int.MaxValue,
        };
        return CheckReports.Of(report.Tool, report.Inputs, [package, package with { Status = CheckedStatus.Missing }]) with { Projects = [new(text, text, text, text, [text]), new(text, text, text, text, [])], Problems = [new(text, -1, text)] };
    }

    public static string Render(ReportFormat format, CheckReport report)
    {
        using var output = new MemoryStream();
        format.Write(report, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static CheckedPackage Licensed(string expression) => CheckedPackage.Of(PlainSamples.Clean) with
    {
        Package = PlainSamples.Clean.Package with { Id = "Licensed", Version = "1.0." + expression.Length, Purl = null, License = new(expression, null, null), Authors = ["Contoso"], ProjectUrl = "https://contoso.example/", Repository = new("git", "https://github.example/a", "abc", null) },
    };
}
