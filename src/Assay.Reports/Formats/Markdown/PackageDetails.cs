using Assay.Model;

namespace Assay.Reports.Markdown;

/// <summary>What is known of one package, folded away.</summary>
internal static class PackageDetails
{
    private const int ShownEvidence = 3;
    private const int ShownIssues = 20;

    public static void Write(CheckedPackage package, MarkdownBlocks text) => text.Folded($"{MarkdownText.Html(FormatText.Name(package))}: {VerdictText.Of(package.Verdict.Status).Replace("**", "", StringComparison.Ordinal)}", inner =>
    {
        foreach (var line in Lines(package))
        {
            inner.Line(line);
        }
    }, "package");

    private static IEnumerable<string> Lines(CheckedPackage package)
    {
        if (FormatText.NotAnalysed(package) is { } reason)
        {
            yield return MarkdownText.Encode(reason);
            yield return "";
        }

        foreach (var text in package.Verdict.Reasons.Take(ShownIssues))
        {
            yield return $"- {MarkdownText.Encode(text)}";
        }

        var issues = FormatText.OpenIssues(package).Where(issue => issue.Status is AssessmentStatus.Fail or AssessmentStatus.Warning).ToArray();
        foreach (var issue in issues.Take(ShownIssues))
        {
            yield return $"- **{MarkdownText.Encode(issue.Title)}** ({FormatText.Word(issue.Severity)} severity, {FormatText.Word(issue.Assessment)}: {FormatText.Word(issue.Status)}, {Quantity.Of(issue.Count, "file")}) {MarkdownText.Code(issue.Id)}";
            foreach (var evidence in issue.Evidence.Take(ShownEvidence))
            {
                yield return $"  - {MarkdownText.Code(evidence.Artifact)}{Place(evidence.Location)} {MarkdownText.Code(evidence.Value)}";
            }

            if (issue.EvidenceTotal > ShownEvidence)
            {
                yield return $"  - and {issue.EvidenceTotal - Math.Min(ShownEvidence, issue.Evidence.Count):N0} more places";
            }
        }

        if (issues.Length > ShownIssues)
        {
            yield return $"- and {Quantity.Of(issues.Length - ShownIssues, "more issue")}";
        }

        foreach (var path in package.IntroducedBy)
        {
            yield return $"- introduced by {MarkdownText.Code(path.Project)}{string.Concat(path.Packages.Select(name => $" → {MarkdownText.Code(name)}"))}";
        }

        foreach (var place in package.Places.Take(ShownEvidence))
        {
            yield return $"- named in {MarkdownText.Code(place.Line is { } line ? $"{place.Path}:{line}" : place.Path)}";
        }
    }

    private static string Place(ReportedLocation location) => (location.Type, location.Method) switch
    {
        ({ } type, { } method) => " " + MarkdownText.Code($"{type}::{method}"),
        ({ } type, null) => " " + MarkdownText.Code(type),
        (null, { } method) => " " + MarkdownText.Code(method),
        _ when location.Line is { } line => $" line {line:N0}",
        _ => "",
    };
}
