using Assay.Reports;

namespace Assay.Cli;

/// <summary>What <c>assay check</c> was asked for.</summary>
/// <param name="Scan">What it has in common with a scan; the subjects are the paths.</param>
/// <param name="Format">Form of standard output; null for the console.</param>
/// <param name="Direct">Only packages that a project names itself.</param>
/// <param name="ExcludeDevelopment">Leave out what is only needed for building and testing.</param>
/// <param name="ExitZero">End with 0 whatever the verdicts are.</param>
/// <param name="NoStoredFacts">Keep no facts between runs.</param>
/// <param name="Pages">Pages about packages; null without any.</param>
internal sealed record CheckRequest(ScanRequest Scan, ReportFormat? Format, bool Direct, bool ExcludeDevelopment, bool ExitZero, bool NoStoredFacts, PageAddress? Pages);
