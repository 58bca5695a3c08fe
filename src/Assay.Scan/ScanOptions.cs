using Assay.Model;
using Assay.Packages;
using Assay.Signatures;

namespace Assay.Scan;

/// <summary>Everything besides the package that a report depends on.</summary>
public sealed record ScanOptions
{
    /// <summary>The rules.</summary>
    public required RulePack Rules { get; init; }

    /// <summary>Version of the program, as reports show it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>What is known of other packages and their publishers, and the day that ages count to.</summary>
    public IdentityInputs Identity { get; init; } = IdentityInputs.None;

    /// <summary>Known vulnerabilities; null when nobody imported any.</summary>
    public IAdvisories? Advisories { get; init; }

    /// <summary>Files whose packages are known; null without an index.</summary>
    public IKnownFiles? KnownFiles { get; init; }

    /// <summary>How usual findings are in a community; null when no snapshot is used.</summary>
    public IPrevalence? Community { get; init; }

    /// <summary>What the policy file asks for.</summary>
    public PolicySettings Settings { get; init; } = PolicySettings.Empty;

    /// <summary>Issues that were known before; null without a baseline.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>What signatures are verified against.</summary>
    public SignatureSettings Signatures { get; init; } = SignatureSettings.Default;

    /// <summary>What reading and judging a package may cost.</summary>
    public AnalysisLimits Limits { get; init; } = AnalysisLimits.Default;

    /// <summary>Measures <see cref="Limit.PackageSeconds"/>; null when nobody does.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Measures what stages cost; null when nobody asks.</summary>
    public StageClock? Stages { get; init; }

    /// <summary>Where the version before a package is found, so that its report says what is new; null when that is not asked for.</summary>
    public IEarlierVersions? Earlier { get; init; }

    /// <summary>Public members of assemblies are read too: comparisons count them.</summary>
    public bool PublicMembers { get; init; }
}
