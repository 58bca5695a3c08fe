using Assay.Model;

namespace Assay.Community;

/// <summary>Reads severities that are words.</summary>
internal static class SeverityWords
{
    /// <summary>Reads a word in any letter case; unknown for anything else.</summary>
    public static VulnerabilitySeverity Read(string? word) => word?.Trim().ToUpperInvariant() switch
    {
        "NONE" => VulnerabilitySeverity.None,
        "LOW" => VulnerabilitySeverity.Low,
        "MODERATE" or "MEDIUM" => VulnerabilitySeverity.Medium,
        "HIGH" or "IMPORTANT" => VulnerabilitySeverity.High,
        "CRITICAL" => VulnerabilitySeverity.Critical,
        _ => VulnerabilitySeverity.Unknown,
    };
}
