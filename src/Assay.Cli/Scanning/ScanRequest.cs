using Assay.Model;
using Assay.Packages;
using Assay.Reports;
using Assay.Rules;

namespace Assay.Cli;

/// <summary>One <c>-o FORMAT=PATH</c>.</summary>
internal sealed record OutputRequest(string Format, string Path)
{
    /// <summary>True when each package gets a file of its own in the folder <see cref="Path"/>.</summary>
    public bool IsFolder => Path.EndsWith('/') || Path.EndsWith(System.IO.Path.DirectorySeparatorChar) || Directory.Exists(Path);
}

/// <summary>Which part of the reports a command shows.</summary>
internal enum ReportView
{
    /// <summary>All of it.</summary>
    Package,
    /// <summary>The signatures.</summary>
    Signatures,
}

/// <summary>What signatures are verified against: <c>--roots FILE</c>, <c>--crl FILE</c>.</summary>
internal sealed record SignatureOptions(string? Roots, IReadOnlyList<string> RevocationLists)
{
    public static SignatureOptions None { get; } = new(null, []);
}

/// <summary>What <c>assay scan</c> was asked for.</summary>
internal sealed record ScanRequest
{
    public required IReadOnlyList<string> Subjects { get; init; }
    public required SubjectOptions Source { get; init; }
    public IReadOnlyList<OutputRequest> Outputs { get; init; } = [];
    public bool Json { get; init; }
    /// <summary>The form of standard output, where it is neither for people nor JSON.</summary>
    public ReportFormat? Format { get; init; }
    public string? Rules { get; init; }
    public string? Community { get; init; }
    public bool NoCommunity { get; init; }
    public string? Popular { get; init; }
    public string? Advisories { get; init; }
    public bool NoAdvisories { get; init; }
    public PolicyOptions Policy { get; init; } = new();
    public string? Baseline { get; init; }
    /// <summary>The earlier version, or <see cref="EarlierVersions.Previous"/>; null for none.</summary>
    public string? CompareTo { get; init; }
    /// <summary>The community index to take the version before each package from, and to know files by; null without one.</summary>
    public string? Index { get; init; }
    /// <summary>What <c>--limit</c> sets, above the policy file.</summary>
    public IReadOnlyList<LimitValue> Limits { get; init; } = [];
    public SignatureOptions Signatures { get; init; } = SignatureOptions.None;
    public ReportView View { get; init; } = ReportView.Package;
    /// <summary>What <c>--fail-on</c> says; null leaves it to the policy file.</summary>
    public FailCondition? FailOn { get; init; }
    public bool All { get; init; }
    public bool Quiet { get; init; }
    public bool NoColor { get; init; }
    public int Parallel { get; init; } = 1;
    /// <summary>Measures what stages cost; null when that is not asked for.</summary>
    public StageClock? Stages { get; init; }
}
