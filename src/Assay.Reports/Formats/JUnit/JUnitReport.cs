using System.Globalization;
using System.Text;
using System.Xml;
using Assay.Model;

namespace Assay.Reports.JUnit;

/// <summary>
/// Writes a report as results of tests, in the XML that build servers read: one test for each package. A package that makes the run fail is a failure, one of which nothing is known an
/// error; all else stands in its output.
/// </summary>
public static class JUnitReport
{
    private const int LongestOutput = 20_000;

    /// <summary>Writes the report in UTF-8.</summary>
    public static void Write(CheckReport report, Stream output)
    {
        var failures = report.Packages.Count(package => IsFailure(package));
        var errors = report.Packages.Count(package => IsError(package));
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, report, failures, errors);
            xml.WriteStartElement("testsuite");
            WriteCounts(xml, report, failures, errors);
            WriteProperties(xml, report);
            foreach (var package in report.Packages)
            {
                Write(xml, package);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        output.WriteByte((byte)'\n');
    }

    private static bool IsFailure(CheckedPackage package) => !IsError(package) && package.Failing;

    private static bool IsError(CheckedPackage package) => package.Status is CheckedStatus.Missing or CheckedStatus.Unreadable or CheckedStatus.Unresolved || (package.Verdict.Status == VerdictStatus.Unknown && !package.Failing);

    private static void WriteCounts(XmlWriter xml, CheckReport report, int failures, int errors)
    {
        Attribute(xml, "name", "assay");
        xml.WriteAttributeString("tests", Number(report.Packages.Count));
        xml.WriteAttributeString("failures", Number(failures));
        xml.WriteAttributeString("errors", Number(errors));
    }

    private static void WriteProperties(XmlWriter xml, CheckReport report)
    {
        xml.WriteStartElement("properties");
        foreach (var (name, value) in new[] { ("tool", $"{report.Tool.Name} {report.Tool.Version}"), ("rules", report.Inputs.RulePack.Version), ("verdict", FormatText.Word(report.Verdict.Status)), ("vulnerabilities", FormatText.Vulnerabilities(report)) })
        {
            xml.WriteStartElement("property");
            Attribute(xml, "name", name);
            Attribute(xml, "value", VisibleText.Of(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, CheckedPackage package)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", VisibleText.Of(package.Package.Community ?? "file"));
        Attribute(xml, "name", VisibleText.Of(FormatText.Name(package)));
        var reason = FormatText.NotAnalysed(package) ?? (package.Verdict.Reasons is [var first, ..] ? first : FormatText.OpenIssues(package).Select(issue => issue.Title).FirstOrDefault() ?? FormatText.Word(package.Verdict.Status));
        if (IsError(package) || IsFailure(package))
        {
            xml.WriteStartElement(IsError(package) ? "error" : "failure");
            Attribute(xml, "type", package.Status != CheckedStatus.Analysed ? FormatText.Word(package.Status) : FormatText.Word(package.Verdict.Status));
            Attribute(xml, "message", VisibleText.Of(reason));
            xml.WriteString(string.Join('\n', package.Verdict.Reasons.Select(text => VisibleText.Of(text))));
            xml.WriteEndElement();
        }

        var output = Output(package);
        if (output.Length > 0)
        {
            xml.WriteElementString("system-out", output);
        }

        xml.WriteEndElement();
    }

    private static string Output(CheckedPackage package)
    {
        var text = new StringBuilder();
        var left = 0;
        foreach (var line in Lines(package))
        {
            var visible = VisibleText.Of(line);
            if (left > 0 || text.Length + visible.Length > LongestOutput)
            {
                left++;
                continue;
            }

            text.Append(visible).Append('\n');
        }

        return left == 0 ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"and {left:N0} more lines\n").ToString();
    }

    private static IEnumerable<string> Lines(CheckedPackage package)
    {
        foreach (var issue in package.Issues)
        {
            yield return $"{FormatText.Word(issue.Assessment)}: {FormatText.Word(issue.Status)} ({FormatText.Word(issue.Severity)} severity{(issue.IsSuppressed() ? ", suppressed" : "")}): {issue.Title} [{issue.Id}]";
        }

        foreach (var item in package.Vulnerabilities.Items)
        {
            yield return $"vulnerability: {item.Id} ({FormatText.Severity(item.Severity)}) of {item.Affected.Component} {item.Affected.Version}: {item.Summary} {FormatText.Fix(item)}";
        }

        if (FormatText.IntroducedBy(package, ">") is { } way)
        {
            yield return $"introduced by {way}";
        }

        foreach (var place in package.Places)
        {
            yield return place.Line is { } line ? $"named in {place.Path}:{line}" : $"named in {place.Path}";
        }
    }

    // Visible text holds no character that XML 1.0 has no form for (2.2): controls are escaped, and unpaired surrogates replaced.
    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, value);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
