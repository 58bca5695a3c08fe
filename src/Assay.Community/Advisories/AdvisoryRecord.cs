using Assay.Model;

namespace Assay.Community;

/// <summary>What one record of one source says, with the ids that join it to others.</summary>
/// <param name="Statement">What it says.</param>
/// <param name="Aliases">Other ids of the same vulnerability, in ordinal order.</param>
internal sealed record AdvisoryRecord(AdvisoryStatement Statement, IReadOnlyList<string> Aliases)
{
    public string Source => Statement.Source;

    public string Id => Statement.Record;

    /// <summary>All ids: its own, then the aliases.</summary>
    public IEnumerable<string> Ids => Aliases.Prepend(Id);

    /// <summary>True for an id of the list of Common Vulnerabilities and Exposures.</summary>
    public static bool IsCve(string id) => id.StartsWith("CVE-", StringComparison.Ordinal);
}

/// <summary>A malicious package with the source that names it.</summary>
internal sealed record MaliciousRecord(string Source, MaliciousPackage Package);

/// <summary>How likely a vulnerability is exploited, by EPSS.</summary>
internal sealed record ExploitScore(double Probability, double Percentile);
