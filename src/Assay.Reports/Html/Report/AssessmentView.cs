using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>The six assessments side by side.</summary>
internal static class AssessmentView
{
    public static void Write(Assessments assessments, HtmlWriter html)
    {
        using (Section.Open(html, "assessments", "Assessments"))
        using (html.Element("ul.tiles"))
        {
            Write(html, "Malware", assessments.Malware);
            Write(html, "Tampering", assessments.Tampering);
            Write(html, "Secrets", assessments.Secrets);
            Write(html, "Vulnerabilities", assessments.Vulnerabilities);
            Write(html, "Hardening", assessments.Hardening);
            Write(html, "Licences", assessments.Licenses);
        }
    }

    private static void Write(HtmlWriter html, string name, Assessment assessment)
    {
        var mark = Mark.Of(assessment.Status);
        using (html.Element($"li.tile.{mark.Tone}"))
        {
            html.Element("span.name", name);
            mark.Write(html, "span.status");
            if (!string.Equals(assessment.Label, mark.Word, StringComparison.OrdinalIgnoreCase))
            {
                html.Element("span.label", assessment.Label);
            }
        }
    }
}
