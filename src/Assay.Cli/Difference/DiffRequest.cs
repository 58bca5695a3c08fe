using Assay.Rules;

namespace Assay.Cli;

/// <summary>What <c>assay diff</c> was asked for, besides what it shares with a scan.</summary>
/// <param name="Scan">Subjects, sources, rules, settings, outputs.</param>
/// <param name="Format"><c>console</c>, <c>json</c> or <c>markdown</c>.</param>
/// <param name="FailOn">What <c>--fail-on-new</c> says.</param>
/// <param name="ExitZero">Ends with 0 whatever differs.</param>
internal sealed record DiffRequest(ScanRequest Scan, string Format, NewCondition FailOn, bool ExitZero);
