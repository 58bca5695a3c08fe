using Assay.Model;

namespace Assay.Reports.Tests;

/// <summary>A package with a trojan in its build files and a library that does ordinary work: most parts of a report occur in it.</summary>
internal static class TrojanSample
{
    public static PackageReport Report { get; } = new()
    {
        Tool = new("assay", "0.1.0"),
        Inputs = new(
            new("2026.11.1", "5f0c3a1e9b7d4c2f8a6e1d3b5c7f9a0e2d4b6c8f1a3e5d7b9c0f2a4e6d8b1c3f", "19.2"), null,
            new("nuget-2026-11-15", "2026-11-15", "nuget", 48210, "downloads"), [], [], "2026-11-21"),
        Package = new()
        {
            Purl = "pkg:nuget/Contoso.Logging.Extended@4.2.1",
            Community = "nuget",
            Id = "Contoso.Logging.Extended",
            Version = "4.2.1",
            Title = "Contoso Logging Extended",
            Description = "Structured logging for Contoso services.",
            Authors = ["Contoso", "J. Doe"],
            License = new("MIT", null, null),
            ProjectUrl = "https://contoso.example/logging",
            Repository = new("git", "https://github.example/contoso/logging", "9f1c2d3e4b5a69788796a5b4c3d2e1f00f1e2d3c", null),
            Sha256 = "3b1f0a9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a",
            ContentHash = "vSk0bJ0v0m9u3o8Q1c6Zk2x5yY7w4t3r2e1q0pA9sD8fG7hJ6kL5zX4cV3bN2mQ1wE2rT3yU4iO5pA6sD7fG8h==",
            Size = 1_289_431,
        },
        Verdict = new(VerdictStatus.Fail,
        [
            "Downloads a file and starts it when a project that references the package is opened or built (downloads-then-runs).",
            "The package id resembles the popular package Contoso.Logging and names its author (impersonates-popular-package).",
        ]),
        Assessments = new(
            new(AssessmentStatus.Warning, "1 credential in the package", 1), new(AssessmentStatus.Pass, "Permissive licence", 0), new(AssessmentStatus.NotChecked, "Not checked", 0),
            new(AssessmentStatus.Warning, "2 weaknesses", 2), new(AssessmentStatus.Fail, "Resembles another package", 1), new(AssessmentStatus.Fail, "Malicious chain", 2)),
        Issues = TrojanFindings.Issues,
        Behaviors = TrojanFindings.Behaviors,
        Comparison = new(
            new()
            {
                Behaviors = [.. TrojanFindings.Behaviors.Take(2).Select(behavior => behavior.Id)],
                LeftOut = ["reads-secret"],
                Sentence = "3 of 48,210 packages (less than 0.01 %) of nuget-2026-11-15 (2026-11-15), none of its Top 1,000, do both: downloads a file, and starts another program. One more behavior is left out: its rule changed since.",
                Top100 = new(0, 100, 0), Top1k = new(0, 1_000, 0), Community = new(3, 48_210, 0.000062),
            },
            new(TrojanFindings.Behaviors[0].Id, "tag:logging", new(2, 412, 0.004854), "2 of 412 packages tagged 'logging' (0.49 %) in nuget-2026-11-15 (2026-11-15) do this: downloads a file.")),
        Vulnerabilities = VulnerabilityResult.NotChecked,
        Dependencies = [new("Contoso.Abstractions", "[4.0.0, )", "net8.0", "package"), new("System.Text.Json", "8.0.5", "netstandard2.0", "package")],
        Signatures =
        [
            new(".signature.p7s", "repository", "sha256", "valid")
            {
                Signer = "Example Repository", Organization = "Example Feed", Issuer = "Example Code Signing CA", Thumbprint = new string('7', 64), Key = "rsa-4096", NotBefore = "2023-01-01T00:00:00Z", NotAfter = "2027-01-01T00:00:00Z",
                SignedAt = "2025-05-06T07:08:09Z", Timestamp = "rfc3161", Trust = "trusted", Root = "Example Root", Owners = ["contoso-bot", "jdoe"], ServiceIndex = "https://feed.example/v3/index.json",
            },
            new("lib/net8.0/Contoso.Logging.Extended.dll", "authenticode", "sha256", "digest-mismatch") { Signer = "Contoso Ltd.", Organization = "Contoso Ltd.", Thumbprint = new string('8', 64), Trust = "trusted", Timestamp = "none" },
            new("tools/init.ps1", "script", "sha256", "valid") { Signer = "Build", Thumbprint = new string('9', 64), Trust = "self-signed", Timestamp = "none" },
        ],
        Signing = new(5, 3, 1, 0, 1,
        [
            new("repository", "Example Repository", "valid", "trusted", 1, ".signature.p7s") { Organization = "Example Feed", Issuer = "Example Code Signing CA", Thumbprint = new string('7', 64), NotAfter = "2027-01-01T00:00:00Z", SignedFrom = "2025-05-06T07:08:09Z", SignedUntil = "2025-05-06T07:08:09Z" },
            new("authenticode", "Contoso Ltd.", "valid", "trusted", 2, "lib/net8.0/Contoso.Abstractions.dll") { Organization = "Contoso Ltd.", Issuer = "Example Code Signing CA", Thumbprint = new string('8', 64), NotAfter = "2026-03-01T00:00:00Z", SignedFrom = "2024-05-06T07:08:09Z", SignedUntil = "2025-05-06T07:08:09Z" },
            new("authenticode", "Contoso Ltd.", "digest-mismatch", "trusted", 1, "lib/net8.0/Contoso.Logging.Extended.dll") { Organization = "Contoso Ltd.", Thumbprint = new string('8', 64) },
            new("script", "Build", "valid", "self-signed", 1, "tools/init.ps1") { Thumbprint = new string('9', 64) },
        ], ["lib/net8.0/Fabrikam.dll"], 6),
        Files =
        [
            new("Contoso.Logging.Extended.nuspec", ArtifactKind.Nuspec, 1244, new string('a', 64)),
            new("build/Contoso.Logging.Extended.targets", ArtifactKind.MSBuild, 2210, new string('b', 64)),
            new("lib/net8.0/Contoso.Logging.Extended.dll", ArtifactKind.ManagedAssembly, 88064, new string('c', 64)),
            new("tools/init.ps1", ArtifactKind.PowerShell, 1920, new string('d', 64)),
        ],
        Contents = new(14, 3_411_008, new Dictionary<string, int>(StringComparer.Ordinal) { ["managed-assembly"] = 4, ["msbuild"] = 2, ["powershell"] = 1, ["xml-documentation"] = 4, ["nuspec"] = 1, ["packaging-part"] = 2 },
            new Dictionary<string, int>(StringComparer.Ordinal) { ["install"] = 1, ["build"] = 2, ["load"] = 1, ["call"] = 4, ["shipped"] = 6 })
        {
            Urls = new(14, 31, 2, 1, 3)
            {
                Hosts = ["192.0.2.7", "api.contoso.example", "cdn.contoso.example", "collect.example", "files.example", "localhost", "login.contoso.example", "status.contoso.example", "telemetry.contoso.example", "www.contoso.example"],
                HostsTotal = 10,
            },
        },
        Coverage = new(12, 1, 1,
        [
            new("zip-encrypted-entry", ProblemEffect.Incomplete, "tools/payload.zip!stage2.bin", "stage2.bin", "The entry is encrypted and was not examined."),
            new("metadata-invalid", ProblemEffect.Incomplete, "lib/netstandard2.0/Contoso.Logging.Extended.dll", "MethodDef 311", "The method body lies outside its section."),
            new("zip-unusual-feature", ProblemEffect.Notice, "tools/payload.zip", null, "An entry has a comment of 4,096 bytes."),
            new("zip-unusual-feature", ProblemEffect.Notice, "tools/payload.zip", null, "Two entries carry extra fields of an unknown kind."),
        ]),
    };
}
