using System.Globalization;
using System.Text;
using System.Text.Json;
using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Reports.Sarif;

/// <summary>The policies and vulnerabilities that results are of, each once.</summary>
internal sealed class SarifRules
{
    // GitHub reads 20 and shows 10.
    private const int MostTags = 10;
    private const int LongestHelp = 4_000;

    private readonly SortedDictionary<string, Rule> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    public SarifRules(IEnumerable<SarifFinding> findings)
    {
        foreach (var finding in findings)
        {
            // The worst of its findings: alerts take their rank from the rule.
            _rules[finding.RuleId] = _rules.TryGetValue(finding.RuleId, out var rule) ? rule with { Score = Math.Max(rule.Score, finding.Score) } : new Rule(finding, finding.Score);
        }

        foreach (var id in _rules.Keys)
        {
            _indexes.Add(id, _indexes.Count);
        }

        foreach (var rule in _rules.Values)
        {
            Taxonomies.Add(References(rule.First));
        }
    }

    public SarifTaxonomies Taxonomies { get; } = new();

    public int IndexOf(SarifFinding finding) => _indexes[finding.RuleId];

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("rules");
        foreach (var (id, rule) in _rules)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("name", id);
            if (rule.First.Issue is { } issue)
            {
                WriteIssue(json, issue);
            }
            else
            {
                WriteVulnerability(json, rule.First.Vulnerability!);
            }

            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", rule.First.Level);
            json.WriteEndObject();
            if (References(rule.First).Any())
            {
                Taxonomies.WriteRelationships(References(rule.First), json);
            }

            WriteProperties(json, rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIssue(Utf8JsonWriter json, Issue issue)
    {
        var steps = issue.NextSteps.Select(step => (Word: FormatText.Word(step.Kind), step.Text)).ToArray();
        WriteTexts(json, issue.Title, issue.Problem,
            string.Join(' ', [SarifText.Of(issue.Problem, LongestHelp), .. steps.Select(step => $"{step.Word}: {SarifText.Of(step.Text)}")]),
            string.Join("\n", [MarkdownText.Encode(issue.Problem, LongestHelp), "", .. steps.Select(step => $"- **{step.Word}**: {MarkdownText.Encode(step.Text, LongestHelp)}")]), issue.HelpUri);
    }

    private static void WriteVulnerability(Utf8JsonWriter json, ReportedVulnerability vulnerability)
    {
        var title = vulnerability.Summary.Length == 0 ? "Known vulnerability " + vulnerability.Id : vulnerability.Summary;
        var facts = new StringBuilder(FormatText.Severity(vulnerability.Severity));
        _ = vulnerability.Cvss is { } cvss ? facts.Append(CultureInfo.InvariantCulture, $", CVSS {cvss.Version} {cvss.Score:0.0} ({cvss.Vector})") : facts;
        _ = vulnerability.Epss is { } epss ? facts.Append(CultureInfo.InvariantCulture, $", EPSS {epss:0.#####}") : facts;
        _ = vulnerability.KnownExploited is null ? facts : facts.Append(", known to be exploited");
        _ = vulnerability.Aliases.Count == 0 ? facts : facts.Append("; also ").AppendJoin(", ", vulnerability.Aliases.Take(MostTags));
        WriteTexts(json, title, title, $"{SarifText.Of(title)}: {SarifText.Of(facts.ToString())}.", $"{MarkdownText.Encode(title, LongestHelp)}\n\n{MarkdownText.Encode(facts.ToString(), LongestHelp)}.", vulnerability.Url);
    }

    private static void WriteTexts(Utf8JsonWriter json, string title, string description, string help, string markdown, string? address)
    {
        WriteText(json, "shortDescription", SarifText.Of(title));
        WriteText(json, "fullDescription", SarifText.Of(description));
        json.WriteStartObject("help");
        json.WriteString("text", help);
        json.WriteString("markdown", markdown);
        json.WriteEndObject();
        if (WebAddress.Canonical(address) is { } uri)
        {
            json.WriteString("helpUri", uri);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        foreach (var tag in Tags(rule.First).Select(tag => VisibleText.Of(tag, 100)).Distinct(StringComparer.Ordinal).Take(MostTags))
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteString("precision", rule.First.Issue is not null ? "high" : rule.First.Vulnerability!.Affected.Confidence == "medium" ? "medium" : "very-high");
        json.WriteString("problem.severity", rule.First.Level == "note" ? "recommendation" : rule.First.Level);

        // Read by GitHub, which wants a string.
        json.WriteString("security-severity", rule.Score.ToString("0.0", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static IEnumerable<string> Tags(SarifFinding finding) => finding.Issue is { } issue
        ? ["security", FormatText.Word(issue.Assessment), issue.Category, .. issue.References.Select(Tag)]
        : ["security", "vulnerability", .. finding.Vulnerability!.KnownExploited is null ? Array.Empty<string>() : ["known-exploited"], .. References(finding).Select(Tag)];

    private static string Tag(Reference reference) => reference.Type == "cwe" ? $"external/cwe/{reference.Id.ToLowerInvariant()}" : $"{reference.Type}/{reference.Id}";

    private static IEnumerable<Reference> References(SarifFinding finding) => finding.Issue?.References ?? finding.Vulnerability!.Cwes.Select(cwe => new Reference("cwe", cwe, null));

    private sealed record Rule(SarifFinding First, double Score);
}
