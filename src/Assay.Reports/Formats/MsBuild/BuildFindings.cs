using System.Globalization;
using System.Text;
using Assay.Model;

namespace Assay.Reports.MsBuild;

/// <summary>Writes what a build should warn of, one line each with tabs between code, file, line, column, address and text: the form that the task of Assay.Build reads.</summary>
public static class BuildFindings
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the lines in UTF-8, by package; none for packages without anything to say.</summary>
    public static void Write(CheckReport report, Stream output)
    {
        using var writer = new StreamWriter(output, Utf8, leaveOpen: true) { NewLine = "\n" };
        foreach (var problem in report.Problems.Where(problem => !problem.Notice))
        {
            WriteLine(writer, FindingCode.Incomplete, problem.Path, problem.Line, null, null, problem.Text);
        }

        foreach (var package in report.Packages)
        {
            Write(writer, package);
        }
    }

    private static void Write(StreamWriter writer, CheckedPackage package)
    {
        var place = package.Places is [var first, ..] ? first : null;
        void Say(string code, string? address, string text) => WriteLine(writer, code, place?.Path ?? "", place?.Line, place?.Column, address, $"{NameOf(package)} {text}{WayTo(package)}");

        switch (package.Status)
        {
            case CheckedStatus.HashMismatch:
                Say(FindingCode.OtherContent, package.Url, "is not the package that was locked: " + Sentence(package.StatusText ?? "its content hash differs"));
                break;
            case not CheckedStatus.Analysed:
                Say(FindingCode.NotAnalysed, package.Url, "was not analysed: " + Sentence(package.StatusText ?? "it was not found"));
                return;
        }

        if (FindingCode.Of(package.Verdict.SinceBaseline ?? package.Verdict.Status) is { } verdict)
        {
            Say(verdict, package.Url, $"{Word(package.Verdict)}: {Sentence(string.Join("; ", package.Verdict.Reasons.Take(3)))}");
        }

        foreach (var issue in package.Issues.Where(issue => issue.Status == AssessmentStatus.Fail && !issue.IsSuppressed() && issue.Baseline is not (BaselineState.Unchanged or BaselineState.Absent)))
        {
            if (FindingCode.Of(issue.Assessment) is { } code)
            {
                Say(code, issue.HelpUri ?? package.Url, $"has an issue: {Sentence(issue.Title)} ({issue.Id})");
            }
        }

        foreach (var vulnerability in package.Vulnerabilities.Items)
        {
            Say(FindingCode.Of(vulnerability.Severity), vulnerability.Url ?? package.Url, Describe(package, vulnerability));
        }
    }

    private static string Describe(CheckedPackage package, ReportedVulnerability vulnerability)
    {
        var isOwn = vulnerability.Affected.IdentifiedBy == "package";
        var component = isOwn ? "" : $" in {vulnerability.Affected.Component} {vulnerability.Affected.Version}, which it contains";
        var severity = vulnerability.Severity == VulnerabilitySeverity.Unknown ? "unknown" : ReportNamingPolicy.Instance.ConvertName(vulnerability.Severity.ToString());
        var summary = vulnerability.Summary.Length == 0 ? "" : $" ({vulnerability.Summary})";
        var exploited = vulnerability.KnownExploited is null ? "" : " It is known to be exploited.";
        var upgrade = vulnerability.SafeUpgrade is { } safe && isOwn ? $" The smallest version without a known one is {safe}." : vulnerability.Fixed is [var version, ..] ? $" Fixed in {version}." : " No fixed version is known.";
        return $"has a known vulnerability of {severity} severity{component}: {vulnerability.Id}{summary}.{exploited}{upgrade}";
    }

    private static string NameOf(CheckedPackage package) => package.Package.Version is { } version ? $"{package.Package.Id} {version}" : package.Package.Id;

    private static string Word(Verdict verdict) => (verdict.SinceBaseline ?? verdict.Status) switch
    {
        VerdictStatus.Fail => "must not be used",
        VerdictStatus.Review => "should be looked at by a person",
        _ => "could not be read as a whole",
    };

    // What stands directly in the project needs no explanation.
    private static string WayTo(CheckedPackage package) => package.IntroducedBy is [{ Packages: { Count: > 1 } packages }, ..] ? $" It is there because of {string.Join(" > ", packages.Take(packages.Count - 1))}." : "";

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    private static void WriteLine(StreamWriter writer, string code, string file, int? line, int? column, string? address, string text) =>
        writer.WriteLine(string.Join('\t', code, TerminalText.Encode(file), Number(line), Number(column), TerminalText.Encode(address), TerminalText.EncodeProse(text)));

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
