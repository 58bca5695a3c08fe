using Assay.Model;

namespace Assay.Reports.Tests;

/// <summary>Small reports: nothing found, and nothing readable.</summary>
internal static class PlainSamples
{
    private static readonly Assessment None = new(AssessmentStatus.Pass, "None found", 0);

    public static PackageReport Clean { get; } = new()
    {
        Tool = new("assay", "0.1.0"),
        Inputs = new(new("2026.11.1", new string('5', 64), "19.2"), null, null, [], [], null),
        Package = new() { Purl = "pkg:nuget/Tiny.Text@1.0.0", Community = "nuget", Id = "Tiny.Text", Version = "1.0.0", Sha256 = new string('1', 64), Size = 9_120 },
        Verdict = new(VerdictStatus.Pass, []),
        Assessments = new(None, None, new(AssessmentStatus.NotChecked, "Not checked", 0), None, None, None),
        Issues = [],
        Behaviors = [],
        Vulnerabilities = VulnerabilityResult.NotChecked,
        Dependencies = [],
        Signatures = [],
        Files = [new("lib/netstandard2.0/Tiny.Text.dll", ArtifactKind.ManagedAssembly, 8_192, new string('2', 64))],
        Contents = new(5, 12_400, new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal) { ["call"] = 1 }),
        Coverage = new(5, 0, 0, []),
    };

    public static PackageReport Broken { get; } = Clean with
    {
        Package = new() { Purl = null, Community = null, Id = "broken\u001b[2J.nupkg", Version = null, Sha256 = new string('3', 64), Size = 812 },
        Verdict = new(VerdictStatus.Unknown, ["The directory of the package could not be read, so nothing in it was."]),
        Contents = new(1, 812, new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal)),
        Files = [],
        Coverage = new(0, 0, 1, [new("zip-directory-unreadable", ProblemEffect.Error, "", "offset 790", "The end record points outside the file.")]),
    };

    public static PackageReport Vulnerable { get; } = Clean with
    {
        Inputs = Clean.Inputs with { Advisories = [new("github-advisories", "2026-11-20")] },
        Vulnerabilities = new(VulnerabilityStatus.Found, new("github-advisories", "2026-11-20"),
            [
                new()
                {
                    Id = "GHSA-5crp-9r3c-p9vr", Aliases = ["CVE-2024-21907"], Summary = "Deeply nested input overflows the stack", Severity = VulnerabilitySeverity.High, Cvss = new("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", 7.5),
                    Sources = [new("github", "GHSA-5crp-9r3c-p9vr", true, VulnerabilitySeverity.High, 7.5, "13.0.1", "https://advisories.example/GHSA-5crp-9r3c-p9vr")], Cwes = ["CWE-755"],
                    Affected = new("pkg:nuget/Newtonsoft.Json@12.0.3", "Newtonsoft.Json", "12.0.3", ["lib/netstandard2.0/Newtonsoft.Json.dll"], "assembly-identity", "high"),
                    Fixed = ["13.0.1"], SafeUpgrade = "13.0.1", Url = "https://advisories.example/GHSA-5crp-9r3c-p9vr",
                },
            ]),
        Components = [new("pkg:nuget/Newtonsoft.Json@12.0.3", "Newtonsoft.Json", "12.0.3", "lib/netstandard2.0/Newtonsoft.Json.dll", new string('4', 64), "assembly-identity", "high")],
        Versions = [new("1.0.0", "2026-01-02T03:04:05Z", true)],
    };

    /// <summary>A module with an old library that is attacked, whose sources do not agree, and dependencies with and without vulnerabilities.</summary>
    public static PackageReport Exploited { get; } = Vulnerable with
    {
        Vulnerabilities = Vulnerable.Vulnerabilities with
        {
            Items =
            [
                new()
                {
                    Id = "CVE-2023-38180", Summary = "A request that never ends", Severity = VulnerabilitySeverity.Critical, Cvss = new("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8), Cwes = ["CWE-400", "CWE-770"],
                    Sources = [new("dotnet", "CVE-2023-38180", false, VulnerabilitySeverity.High, 7.5, null, "http://plain.example/"), new("github", "GHSA-vmch-3w2x-vhgq", true, VulnerabilitySeverity.Critical, 9.8, "2.1.40", "https://advisories.example/GHSA-vmch-3w2x-vhgq")],
                    Disagreements = ["Affected versions: from 2.1.1 before 2.1.40 by CVE-2023-38180; before 2.1.40 by GHSA-vmch-3w2x-vhgq.", "CVE-2023-38180 does not name 2.1.0."],
                    Epss = 0.0312, EpssPercentile = 0.914, KnownExploited = new("2023-08-09", "2023-08-30", true),
                    Affected = new("pkg:nuget/Kestrel.Sample@2.1.0", "Kestrel.Sample", "2.1.0", ["bin/Kestrel.Sample.dll", "bin/x64/Kestrel.Sample.dll", "bin/x86/Renamed.dll"], "file-hash", "certain"),
                    Fixed = ["2.1.40", "3.0.1"], SafeUpgrade = "2.1.40", Url = "http://plain.example/",
                },
                .. Vulnerable.Vulnerabilities.Items,
                new()
                {
                    Id = "CVE-2026-1", Severity = VulnerabilitySeverity.Unknown, Sources = [new("osv", "CVE-2026-1", true, VulnerabilitySeverity.Unknown, null, null, null)],
                    Affected = new("pkg:nuget/Tiny.Text@1.0.0", "Tiny.Text", "1.0.0", [], "package", "certain"),
                },
            ],
        },
        Dependencies =
        [
            new("Newtonsoft.Json", "12.0.1", "netstandard2.0", "package") { Lowest = "12.0.1", Vulnerabilities = ["CVE-2024-21907"] },
            new("Tiny.Core", "[1.0.0, 2.0.0)", "net8.0", "package") { Lowest = "1.0.0", Vulnerabilities = [] },
            new("Tiny.Floating", "1.*", "net8.0", "package"),
        ],
        Components = [.. Vulnerable.Components, new("pkg:generic/zlib@1.2.11", "zlib", "1.2.11", "runtimes/linux-x64/native/tiny.so", new string('7', 64), "version-string", "high"), new("pkg:nuget/Old.Library", "Old.Library", null, "lib/netstandard2.0/Old.Library.dll", new string('8', 64), "assembly-identity", "medium")],
    };
}
