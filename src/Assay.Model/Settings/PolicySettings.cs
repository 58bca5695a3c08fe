namespace Assay.Model;

/// <summary>What a policy file (<c>assay.yaml</c>) asks for. The empty settings change nothing.</summary>
public sealed record PolicySettings
{
    /// <summary>Settings that change nothing.</summary>
    public static PolicySettings Empty { get; } = new();

    /// <summary>The file they were read from; null when there is none.</summary>
    public InputFile? File { get; init; }
    /// <summary>Hosts of web addresses, see <see cref="HostPattern"/>.</summary>
    public HostSettings Hosts { get; init; } = new([], []);
    /// <summary>Licences.</summary>
    public LicenseSettings Licenses { get; init; } = new([], [], []);
    /// <summary>Packages, see <see cref="PackagePattern"/>.</summary>
    public PackageSettings Packages { get; init; } = new([], []);
    /// <summary>Signatures.</summary>
    public SignatureListing Signatures { get; init; } = SignatureListing.Empty;
    /// <summary>Limits that are set; what is not has its usual value.</summary>
    public IReadOnlyList<LimitValue> Limits { get; init; } = [];
    /// <summary>What is set for single rules, by rule id.</summary>
    public IReadOnlyDictionary<string, RuleSetting> Rules { get; init; } = new Dictionary<string, RuleSetting>(StringComparer.Ordinal);
    /// <summary>Findings that somebody answers for, in the order of the file.</summary>
    public IReadOnlyList<Suppression> Suppressions { get; init; } = [];
}

/// <summary>A file that a report depends on.</summary>
/// <param name="File">Its path as messages show it.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
public sealed record InputFile(string File, string Sha256);

/// <summary>Patterns of hosts: those that are known to be right, and those that may not be named.</summary>
public sealed record HostSettings(IReadOnlyList<string> Allow, IReadOnlyList<string> Deny);

/// <summary>SPDX ids, <c>LicenseRef-</c> names or families of licences: those that are right, worth a look, and forbidden.</summary>
public sealed record LicenseSettings(IReadOnlyList<string> Allow, IReadOnlyList<string> Warn, IReadOnlyList<string> Deny);

/// <summary>Packages that are known to be right, and those that may not be used.</summary>
public sealed record PackageSettings(IReadOnlyList<PackagePattern> Allow, IReadOnlyList<PackagePattern> Deny);

/// <summary>What is set for one rule.</summary>
/// <param name="Off">True: it is counted and not shown, and decides nothing.</param>
/// <param name="Severity">Takes the place of the rule's own.</param>
/// <param name="Reason">Why, for those who read a report.</param>
/// <param name="Line">Where it stands, from 1.</param>
public sealed record RuleSetting(bool Off, Severity? Severity, string? Reason, int Line);

/// <summary>Takes a finding out of the verdict, the assessments and the exit code, and keeps it in the report.</summary>
/// <param name="Rule">Id of the policy.</param>
/// <param name="Package">Packages it holds for.</param>
/// <param name="Path">Paths of artifacts it holds for, see <see cref="PathPattern"/>; null for all.</param>
/// <param name="Reason">Why the finding is no problem.</param>
/// <param name="Owner">Who answers for that.</param>
/// <param name="Expires">The last day it holds.</param>
/// <param name="Line">Where it stands, from 1.</param>
public sealed record Suppression(string Rule, PackagePattern Package, string? Path, string Reason, string Owner, DateOnly Expires, int Line);
