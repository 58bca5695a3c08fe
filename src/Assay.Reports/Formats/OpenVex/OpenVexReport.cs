using System.Text.Json;
using Assay.Model;

namespace Assay.Reports.OpenVex;

/// <summary>
/// Writes known vulnerabilities as an OpenVEX 0.2.0 document. A match that is certain is <c>affected</c>, with what to do; one that is not, or that the policy file suppresses, is
/// <c>under_investigation</c>; <c>not_affected</c> is only what the policy file gives a justification for.
/// </summary>
public static class OpenVexReport
{
    /// <summary>Writes the report in UTF-8.</summary>
    public static void Write(CheckReport report, Stream output) => ContentId.Write((id, document) => Write(report, id, document), output);

    private static void Write(CheckReport report, string? id, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonText.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://openvex.dev/ns/v0.2.0");
            json.WriteString("@id", $"https://openvex.dev/docs/public/assay-{id}");
            json.WriteString("author", VisibleText.Of($"{report.Tool.Name} {report.Tool.Version}"));
            json.WriteString("role", "Automated analysis");
            json.WriteString("timestamp", Instant.Of(report) ?? Instant.Unknown);
            json.WriteNumber("version", 1);
            json.WriteString("tooling", VisibleText.Of($"{report.Tool.Name} {report.Tool.Version}, rules {report.Inputs.RulePack.Version}"));
            json.WriteStartArray("statements");

            // A statement is there once, whatever a report repeats.
            foreach (var (package, item) in report.Packages.SelectMany(package => package.Vulnerabilities.Items.Select(item => (package, item)))
                .DistinctBy(pair => (pair.package.Package.Purl, FormatText.Name(pair.package), pair.package.Package.Sha256, pair.item.Id, pair.item.Affected.Purl, pair.item.Affected.Component, pair.item.Affected.Version)))
            {
                Write(package, item, json);
                json.Flush();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(CheckedPackage package, ReportedVulnerability item, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("vulnerability");
        json.WriteString("name", VisibleText.Of(item.Id, 200));
        if (item.Summary.Length > 0)
        {
            json.WriteString("description", VisibleText.Of(item.Summary));
        }

        if (item.Aliases.Count > 0)
        {
            json.WriteStartArray("aliases");
            foreach (var alias in item.Aliases.Select(alias => VisibleText.Of(alias, 200)).Distinct(StringComparer.Ordinal).Take(100))
            {
                json.WriteStringValue(alias);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        WriteProduct(package, item, json);
        var statement = VexStatement.Of(package, item);
        json.WriteString("status", statement.Status);
        if (statement.Notes is { } notes)
        {
            json.WriteString("status_notes", VisibleText.Of(notes));
        }

        if (statement.Justification is { } justification)
        {
            json.WriteString("justification", justification);
        }

        if (statement.Action is { } action)
        {
            json.WriteString("action_statement", VisibleText.Of(action));
        }

        json.WriteEndObject();
    }

    private static void WriteProduct(CheckedPackage package, ReportedVulnerability item, Utf8JsonWriter json)
    {
        json.WriteStartArray("products");
        json.WriteStartObject();
        WriteName(package.Package.Purl, FormatText.Name(package), json);
        if (Digest.IsSha256(package.Package.Sha256))
        {
            json.WriteStartObject("hashes");
            json.WriteString("sha-256", package.Package.Sha256);
            json.WriteEndObject();
        }

        if (item.Affected.Artifacts.Count > 0)
        {
            json.WriteStartArray("subcomponents");
            json.WriteStartObject();
            WriteName(item.Affected.Purl, $"{item.Affected.Component}@{item.Affected.Version}", json);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    // A loose file has no package URL: a name of its own space stands for it.
    private static void WriteName(string? purl, string name, Utf8JsonWriter json)
    {
        if (PackageUrl.Parse(purl)?.ToString() is { } address)
        {
            json.WriteString("@id", address);
            json.WriteStartObject("identifiers");
            json.WriteString("purl", address);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("@id", "urn:assay:" + Uri.EscapeDataString(VisibleText.Of(name)));
        }
    }
}
