namespace Assay.Model;

/// <summary>How much of an issue the policy file takes out.</summary>
/// <param name="Complete">True when nothing is left: the issue counts for nothing.</param>
/// <param name="Places">Pieces of evidence that were taken out; of an issue that is not complete the others are shown.</param>
/// <param name="By">What took them out, in the order of the file.</param>
/// <param name="Expired">Suppressions that would have and have expired.</param>
public sealed record SuppressedFinding(bool Complete, int Places, IReadOnlyList<SuppressionSource> By, IReadOnlyList<SuppressionSource> Expired);

/// <summary>An entry of the policy file that takes something out.</summary>
/// <param name="Kind">Which entry it is.</param>
/// <param name="File">The policy file.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Reason">Why.</param>
/// <param name="Owner">Who answers for it; null for a rule that is off.</param>
/// <param name="Expires">The last day, <c>yyyy-MM-dd</c>; null for a rule that is off.</param>
public sealed record SuppressionSource(SuppressionKind Kind, string File, int Line, string? Reason, string? Owner, string? Expires);

/// <summary>Which entry of a policy file takes a finding out.</summary>
public enum SuppressionKind
{
    /// <summary>A suppression.</summary>
    Suppression,
    /// <summary>A rule that is off.</summary>
    Off,
}

/// <summary>Sums what the policy file took out of a report.</summary>
/// <param name="Issues">Issues of which nothing is left.</param>
/// <param name="Places">Pieces of evidence taken out of other issues.</param>
/// <param name="Behaviors">Ids of behaviors that were found and are off.</param>
public sealed record SuppressedTotals(int Issues, int Places, IReadOnlyList<string> Behaviors);
