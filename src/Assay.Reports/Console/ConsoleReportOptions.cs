namespace Assay.Reports;

/// <summary>What a console report shows.</summary>
public sealed record ConsoleReportOptions
{
    /// <summary>Shows every finding instead of the first five of each kind.</summary>
    public bool All { get; init; }
}
