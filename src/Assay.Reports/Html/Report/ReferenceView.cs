using System.Text.RegularExpressions;
using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Names techniques and weaknesses of public catalogues, with their pages.</summary>
internal static partial class ReferenceView
{
    public static void Write(HtmlWriter html, IReadOnlyList<Reference> references, IReadOnlyList<string> aka, string? helpUri, string? remark)
    {
        if (references.Count + aka.Count == 0 && helpUri is null && remark is null)
        {
            return;
        }

        using (html.Element("ul.references"))
        {
            foreach (var reference in references)
            {
                using (html.Element("li"))
                {
                    html.Link(Address(reference), reference.Type == "attack" ? "ATT&CK " + reference.Id : reference.Id).Text(reference.Name is null ? "" : " " + reference.Name);
                }
            }

            if (aka.Count > 0)
            {
                html.Element("li", "elsewhere " + string.Join(", ", aka));
            }

            if (helpUri is not null)
            {
                using (html.Element("li"))
                {
                    html.Link(helpUri, "About this policy");
                }
            }

            if (remark is not null)
            {
                html.Element("li", remark);
            }
        }
    }

    private static string? Address(Reference reference)
    {
        if (Technique().Match(reference.Id) is { Success: true } technique)
        {
            var kind = technique.Groups["kind"].Value == "TA" ? "tactics" : "techniques";
            return $"https://attack.mitre.org/{kind}/{reference.Id.Replace('.', '/')}/";
        }

        return Weakness().Match(reference.Id) is { Success: true } weakness ? $"https://cwe.mitre.org/data/definitions/{weakness.Groups["number"].Value}.html" : null;
    }

    [GeneratedRegex(@"^(?<kind>TA?)[0-9]{4}(\.[0-9]{3})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Technique();

    [GeneratedRegex(@"^CWE-(?<number>[0-9]{1,5})\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Weakness();
}
