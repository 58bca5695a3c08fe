using Assay.Model;
using Assay.Packages;

namespace Assay.Cli;

/// <summary>What became of one package: a report, or why there is none.</summary>
internal sealed record ScanOutcome(PackageLocation Location, PackageReport? Report, string? Unreadable = null, Exception? Failure = null);
