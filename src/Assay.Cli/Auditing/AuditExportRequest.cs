namespace Assay.Cli;

/// <summary>What <c>assay advisories export</c> was asked for.</summary>
internal sealed record AuditExportRequest
{
    public required IReadOnlyList<string> Reports { get; init; }
    public required string Directory { get; init; }
    public required string BaseUrl { get; init; }
    /// <summary>Pattern of addresses of pages about packages; null when pages are written too.</summary>
    public string? ReportUrl { get; init; }
    public string? Advisories { get; init; }
    public bool NoAdvisories { get; init; }
    public bool FailOnly { get; init; }
    public bool Quiet { get; init; }
}
