using Assay.Model;

namespace Assay.Scan.Comparing;

/// <summary>Says what could be compared: what was not read of either side.</summary>
internal static class ReadParts
{
    private const int MaximumLimits = 50;

    public static Comparability Compare(ScannedPackage before, ScannedPackage after)
    {
        var limits = Limits(before, "before").Concat(Limits(after, "after")).ToArray();
        var (isBefore, isAfter) = (IsComplete(before), IsComplete(after));
        var status = IsNothing(before) || IsNothing(after) ? ComparabilityStatus.None : isBefore && isAfter ? ComparabilityStatus.Complete : ComparabilityStatus.Partial;
        return new Comparability(status, isBefore, isAfter, limits);
    }

    private static bool IsComplete(ScannedPackage side) => !side.Facts.Incomplete && side.Report.Verdict.Status != VerdictStatus.Unknown;

    // A package of which neither manifest nor content came out.
    private static bool IsNothing(ScannedPackage side) => side.Facts.Problems.Any(problem => problem.Id.Effect() == ProblemEffect.Error) && side.Facts.Manifest is null && !side.Facts.IsContainer;

    private static IEnumerable<ComparisonLimit> Limits(ScannedPackage side, string name)
    {
        var input = side.Facts.Files.Count > 0 ? side.Facts.Files[0].Artifact.Path : side.Facts.FileName;
        return side.Report.Coverage.Problems.Where(problem => problem.Effect != ProblemEffect.Notice)
            .Select(problem => new ComparisonLimit(name, problem.Artifact == input ? "" : problem.Artifact.StartsWith(input + "!", StringComparison.Ordinal) ? problem.Artifact[(input.Length + 1)..] : problem.Artifact, problem.Id, problem.Location is { Length: > 0 } location ? $"{problem.Text} ({location})" : problem.Text))
            .Distinct()
            .OrderBy(limit => limit.Artifact, StringComparer.Ordinal).ThenBy(limit => limit.Problem, StringComparer.Ordinal).ThenBy(limit => limit.Text, StringComparer.Ordinal)
            .Take(MaximumLimits);
    }
}
