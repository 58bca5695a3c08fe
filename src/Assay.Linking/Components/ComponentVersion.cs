using Assay.Model;

namespace Assay.Linking.Components;

/// <summary>The version of a component: several where what the file says leaves several open. Something is said of a component only when it holds for all of them.</summary>
/// <param name="Candidates">At least one; the first is the one that is shown.</param>
/// <param name="Confidence">How sure it is.</param>
internal sealed record ComponentVersion(IReadOnlyList<PackageVersion> Candidates, string Confidence)
{
    public const string Certain = "certain";
    public const string High = "high";
    public const string Medium = "medium";

    /// <summary>The version as it is shown.</summary>
    public string Text { get; init; } = Candidates[0].ToString();
}
