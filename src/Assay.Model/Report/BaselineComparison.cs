namespace Assay.Model;

/// <summary>Whether a baseline has an issue.</summary>
public enum BaselineState
{
    /// <summary>It is not in the baseline.</summary>
    New,
    /// <summary>It is, with the same evidence.</summary>
    Unchanged,
    /// <summary>It is in the baseline and no longer found.</summary>
    Absent,
}

/// <summary>The issues of a package compared with a baseline.</summary>
/// <param name="New">Issues that it does not have.</param>
/// <param name="Unchanged">Issues that it has.</param>
/// <param name="Absent">Its issues of this package that were not found.</param>
public sealed record BaselineComparison(int New, int Unchanged, IReadOnlyList<BaselineIssue> Absent);

/// <summary>An issue as a baseline keeps it.</summary>
/// <param name="Rule">Id of the policy.</param>
/// <param name="Fingerprint">Fingerprint of the issue.</param>
/// <param name="Baseline">What became of it.</param>
public sealed record BaselineIssue(string Rule, string Fingerprint, BaselineState Baseline);
