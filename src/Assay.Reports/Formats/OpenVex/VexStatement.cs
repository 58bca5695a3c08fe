using Assay.Model;

namespace Assay.Reports.OpenVex;

/// <summary>What is said of one vulnerability in one package.</summary>
/// <param name="Status">Label of OpenVEX.</param>
/// <param name="Notes">How that is known.</param>
/// <param name="Justification">Label of OpenVEX, with <c>not_affected</c> only.</param>
/// <param name="Action">What to do, with <c>affected</c> only.</param>
internal sealed record VexStatement(string Status, string? Notes, string? Justification, string? Action)
{
    // OpenVEX 0.2.0, status justifications.
    private static readonly string[] Justifications =
        ["component_not_present", "vulnerable_code_not_present", "vulnerable_code_not_in_execute_path", "vulnerable_code_cannot_be_controlled_by_adversary", "inline_mitigations_already_exist"];

    public static VexStatement Of(CheckedPackage package, ReportedVulnerability item)
    {
        if (Suppression(package, item) is { } source)
        {
            // `reason: "vulnerable_code_not_in_execute_path: the parser is never called"`
            var justification = source.Reason?.Split(':', 2)[0].Trim();
            return Justifications.Contains(justification, StringComparer.Ordinal)
                ? new VexStatement("not_affected", SuppressionText.Of(source), justification, null)
                : new VexStatement("under_investigation", "Suppressed: " + SuppressionText.Of(source), null, null);
        }

        var how = $"{item.Affected.Component} {item.Affected.Version} was identified by {item.Affected.IdentifiedBy.Replace('-', ' ')} ({item.Affected.Confidence}).";
        return item.Affected.Confidence == "medium"
            ? new VexStatement("under_investigation", how, null, null)
            : new VexStatement("affected", how, null, FormatText.Fix(item));
    }

    // An issue about vulnerabilities names them in its evidence.
    private static SuppressionSource? Suppression(CheckedPackage package, ReportedVulnerability item)
    {
        var names = item.Aliases.Append(item.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return package.Issues.Where(issue => issue.Assessment == AssessmentKind.Vulnerabilities && issue.IsSuppressed())
            .Where(issue => issue.Evidence.Any(evidence => names.Contains(evidence.Value) || evidence.Arguments?.Values.Any(names.Contains) == true))
            .SelectMany(issue => issue.Suppressed!.By).FirstOrDefault();
    }
}
