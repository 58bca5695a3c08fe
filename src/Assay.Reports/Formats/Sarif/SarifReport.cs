using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Assay.Model;

namespace Assay.Reports.Sarif;

/// <summary>
/// Writes a report as SARIF 2.1.0: one result for each policy and package, and for each known vulnerability and package, at the line of the repository that names the package.
/// What code scanning of GitHub takes is kept to: the worst results come first, and what is left out is said in a notification.
/// </summary>
public static class SarifReport
{
    /// <summary>The most results of a run. GitHub takes as many and shows the first 5,000.</summary>
    public const int MostResults = 25_000;

    /// <summary>The most evidence of a result. GitHub takes 1,000 locations and shows 100.</summary>
    public const int MostEvidence = 100;

    /// <summary>The most bytes of the document when it is compressed with gzip.</summary>
    public const int MostCompressed = 10_000_000;

    private const int ShownByGitHub = 5_000;

    // What is larger does not compress to what services take, and should not be kept in memory to learn that.
    private const int MostBytes = 200_000_000;

    /// <summary>Writes the report in UTF-8.</summary>
    public static void Write(CheckReport report, Stream output)
    {
        var findings = SarifFinding.Of(report);
        var (results, evidence) = (Math.Min(findings.Length, MostResults), MostEvidence);
        while (true)
        {
            using var document = new MemoryStream();
            var isComplete = Write(report, findings, results, evidence, document);
            if (results == 0 || (isComplete && (document.Length <= MostCompressed || CompressedLength(document) <= MostCompressed)))
            {
                document.WriteTo(output);
                return;
            }

            // The proof is shortened before anything is left unsaid.
            (results, evidence) = evidence > 0 ? (results, evidence / 10) : (results / 2, evidence);
        }
    }

    private static long CompressedLength(MemoryStream document)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(document.GetBuffer(), 0, (int)document.Length);
        }

        return compressed.Length;
    }

    private static bool Write(CheckReport report, SarifFinding[] all, int most, int evidence, MemoryStream output)
    {
        var findings = all.AsSpan(0, most).ToArray();
        var rules = new SarifRules(findings);
        var artifacts = new SarifArtifacts();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonText.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            rules.Taxonomies.Write(json);
            WriteTool(report, rules, json);
            SarifInvocation.Write(report, new SarifLocations(json, artifacts), Cuts(all.Length, most, evidence), json);
            WriteBases(json);
            json.WriteString("columnKind", "utf16CodeUnits");
            if (!WriteResults(findings, evidence, rules, new SarifLocations(json, artifacts), output, json))
            {
                json.Reset();
                return false;
            }

            artifacts.Write(json);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        return true;
    }

    private static IEnumerable<string> Cuts(int all, int most, int evidence)
    {
        if (most < all)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{all - most:N0} of {all:N0} results are left out, the least severe ones: code scanning takes {MostResults:N0} results, and 10 MB compressed.");
        }

        if (most > ShownByGitHub)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Of {most:N0} results GitHub shows the first {ShownByGitHub:N0}; the most severe ones come first.");
        }

        if (evidence < MostEvidence)
        {
            yield return evidence == 0 ? "Places in packages are left out: code scanning takes 10 MB compressed." : $"At most {evidence} places of each finding are kept: code scanning takes 10 MB compressed.";
        }
    }

    private static void WriteTool(CheckReport report, SarifRules rules, Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", VisibleText.Of(report.Tool.Name, 100));
        json.WriteString("version", VisibleText.Of(report.Tool.Version, 100));
        rules.Write(json);
        json.WriteStartObject("properties");
        json.WriteString("rulePack", VisibleText.Of(report.Inputs.RulePack.Version, 100));
        json.WriteString("rulePackSha256", VisibleText.Of(report.Inputs.RulePack.Sha256, 100));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBases(Utf8JsonWriter json)
    {
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(SarifArtifacts.RepositoryBase);
        json.WriteStartObject("description");
        json.WriteString("text", "What was checked: the root of the repository when the check ran there.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool WriteResults(SarifFinding[] findings, int evidence, SarifRules rules, SarifLocations locations, MemoryStream output, Utf8JsonWriter json)
    {
        // All results say whether they are suppressed, or none (SARIF 2.1.0, 3.27.23).
        var isSuppressing = findings.Any(finding => finding.Issue?.Suppressed is not null);
        json.WriteStartArray("results");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("ruleId", finding.RuleId);
            json.WriteNumber("ruleIndex", rules.IndexOf(finding));
            json.WriteString("level", finding.Level);
            json.WriteStartObject("message");
            json.WriteString("text", SarifMessage.Of(finding));
            json.WriteEndObject();
            locations.WritePrimary(finding.Package);
            locations.WriteRelated(finding, evidence);
            json.WriteStartObject("partialFingerprints");

            // The name that GitHub looks for first; without it, two packages of one line would be one alert.
            json.WriteString("primaryLocationLineHash", finding.Hash + ":1");
            json.WriteString("assayFinding/v1", VisibleText.Of(finding.Issue?.Fingerprint ?? finding.Hash, 200));
            json.WriteEndObject();
            if (isSuppressing)
            {
                WriteSuppressions(finding.Issue, json);
            }

            if (finding.Issue?.Baseline is BaselineState.New or BaselineState.Unchanged)
            {
                json.WriteString("baselineState", FormatText.Word(finding.Issue.Baseline.Value));
            }

            WriteProperties(finding, json);
            json.WriteEndObject();
            json.Flush();
            if (output.Length > MostBytes)
            {
                return false;
            }
        }

        json.WriteEndArray();
        return true;
    }

    private static void WriteSuppressions(Issue? issue, Utf8JsonWriter json)
    {
        json.WriteStartArray("suppressions");
        if (issue?.IsSuppressed() == true)
        {
            foreach (var justification in issue.Suppressed!.By.Select(source => SarifText.Of(SuppressionText.Of(source))).Distinct(StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("kind", "external");
                json.WriteString("status", "accepted");
                json.WriteString("justification", justification);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteProperties(SarifFinding finding, Utf8JsonWriter json)
    {
        var package = finding.Package;
        json.WriteStartObject("properties");
        json.WriteString("package", VisibleText.Of(FormatText.Name(package)));
        if (package.Package.Purl is { } purl)
        {
            json.WriteString("purl", VisibleText.Of(purl));
        }

        json.WriteString("verdict", FormatText.Word(package.Verdict.Status));
        json.WriteBoolean("direct", package.Direct);
        json.WriteBoolean("development", package.Development);
        json.WriteString("security-severity", finding.Score.ToString("0.0", CultureInfo.InvariantCulture));
        if (finding.Issue is { } issue)
        {
            json.WriteString("prevalence", VisibleText.Of(issue.Prevalence.Sentence));
            json.WriteNumber("evidenceTotal", issue.EvidenceTotal);
        }

        json.WriteEndObject();
    }
}
