using System.Security.Cryptography;
using Assay.Model;

namespace Assay.Scan;

/// <summary>Options.</summary>
public sealed record ScanOptions
{
    /// <summary>Rules.</summary>
    public required RulePack Rules { get; init; }
    /// <summary>Version.</summary>
    public required string ToolVersion { get; init; }
    /// <summary>Date.</summary>
    public string? AsOf { get; init; }
}

/// <summary>Scans.</summary>
public sealed class Scanner(ScanOptions options)
{
    /// <summary>Scans.</summary>
    public PackageReport Scan(PackageFile file, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var none = new Assessment(AssessmentStatus.Pass, "None found", 0);
        return new PackageReport
        {
            Tool = new("assay", options.ToolVersion),
            Inputs = new(new(options.Rules.Version, options.Rules.Sha256, options.Rules.AttackVersion), null, null, [], [], options.AsOf),
            Package = new() { Purl = null, Community = null, Id = file.Name, Version = null, Sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Bytes)), Size = file.Bytes.Length },
            Verdict = new(VerdictStatus.Pass, []),
            Assessments = new(none, none, none, none, none, none),
            Issues = [], Behaviors = [], Vulnerabilities = VulnerabilityResult.NotChecked, Dependencies = [], Signatures = [], Files = [],
            Contents = new(1, file.Bytes.Length, new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal)),
            Coverage = new(1, 0, 0, []),
        };
    }
}

/// <summary>Rules of the build.</summary>
public static class EmbeddedRules
{
    /// <summary>Loads.</summary>
    public static RulePack Load() => new() { Version = "0.1.0", AttackVersion = "19.2", AttackNames = new Dictionary<string, string>(StringComparer.Ordinal), Behaviors = [], Policies = [] };
}
