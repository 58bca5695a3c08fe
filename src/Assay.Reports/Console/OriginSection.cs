using Assay.Model;

namespace Assay.Reports;

/// <summary>What the report was made from, and where to read on.</summary>
internal static class OriginSection
{
    public static void Write(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        var inputs = report.Inputs;
        var hash = inputs.RulePack.Sha256;
        lines.Heading("About this report");
        lines.Write(new TextLine().Joined(lines.Symbols.Dot,
        [
            $"{report.Tool.Name} {report.Tool.Version}",
            $"rules {inputs.RulePack.Version}{(hash.Length >= 12 ? $" ({hash[..12]})" : "")}",
            $"ATT&CK {inputs.RulePack.Attack}",
            File("policy", inputs.Policy),
            File("baseline", inputs.Baseline),
            inputs.AsOf is null ? null : $"as of {inputs.AsOf}",
        ]), indent: 2);
        lines.Write(new TextLine().Prose(Prevalence(report)), indent: 2);
        WriteMore(report, lines, options);
    }

    private static string? File(string what, InputFile? file) => file is null ? null : $"{what} {file.File}{(file.Sha256.Length >= 12 ? $" ({file.Sha256[..12]})" : "")}";

    private static string Prevalence(PackageReport report) => report.Inputs.CommunitySnapshot is { } snapshot
        ? $"Prevalence counts {Quantity.Of(snapshot.Packages, "package")} of {snapshot.Community}, snapshot {snapshot.Id} of {snapshot.Date}, ranked by {snapshot.Ranking}{(OtherCommunity(report) ? "; the package is of another community, so no figures are given" : "")}."
        : "No community snapshot was given: how usual the findings are is not known.";

    private static bool OtherCommunity(PackageReport report) =>
        report.Issues.Select(issue => issue.Prevalence).Concat(report.Behaviors.Select(behavior => behavior.Prevalence)).Any(prevalence => prevalence.Status == PrevalenceStatus.OtherCommunity);

    private static void WriteMore(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        var more = new List<string>();
        if ((report.OpenIssues().Select(issue => issue.Id).FirstOrDefault() ?? report.Behaviors.Select(behavior => behavior.Id).FirstOrDefault()) is { } rule)
        {
            more.Add($"assay explain {rule}");
        }

        if (!options.All && (report.OpenIssues().Count > FindingLines.Shown || report.Behaviors.Count > FindingLines.Shown))
        {
            more.Add("--all shows every finding");
        }

        more.Add("-o json=report.json writes all evidence");
        lines.Write(new TextLine().Joined(lines.Symbols.Dot, more, Palette.Faint), indent: 2);
    }
}
