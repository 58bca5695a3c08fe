using System.Text.Json;
using Assay.Model;

namespace Assay.Reports.Spdx;

/// <summary>Writes a report as an SPDX 2.3 document in JSON: packages with licences and advisories, what needs and holds what, findings as annotations. Its name follows from its content.</summary>
public static class SpdxReport
{
    private const string Document = "SPDXRef-DOCUMENT";

    /// <summary>Writes the report in UTF-8.</summary>
    public static void Write(CheckReport report, Stream output) => ContentId.Write((id, document) => Write(report, id, document), output);

    private static void Write(CheckReport report, string? id, Stream output)
    {
        var names = new SpdxNames(report);
        var packages = new SpdxPackages(report, names);
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonText.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("spdxVersion", "SPDX-2.3");
            json.WriteString("dataLicense", "CC0-1.0");
            json.WriteString("SPDXID", Document);
            json.WriteString("name", report.Packages is [var only] ? VisibleText.Of(FormatText.Name(only)) : report.Projects is [var project] ? VisibleText.Of(project.Name) : "checked-packages");
            json.WriteString("documentNamespace", $"https://spdx.org/spdxdocs/assay-{id}");
            json.WriteStartObject("creationInfo");
            json.WriteString("created", Instant.Of(report) ?? Instant.Unknown);
            json.WriteStartArray("creators");
            json.WriteStringValue(packages.Creator);
            json.WriteEndArray();
            json.WriteString("comment", VisibleText.Of($"Rules {report.Inputs.RulePack.Version}. {FormatText.Vulnerabilities(report)}"));
            json.WriteEndObject();
            WriteExtractedLicenses(report, json);
            packages.Write(json);
            WriteRelationships(report, names, json);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    // References to licences of no list need an entry (SPDX 2.3, 10.1).
    private static void WriteExtractedLicenses(CheckReport report, Utf8JsonWriter json)
    {
        var references = report.Packages.SelectMany(package => new[] { LicenseText.Declared(package.Package), LicenseText.Recognized(package.Package) }).OfType<string>().SelectMany(LicenseText.References).ToHashSet(StringComparer.Ordinal);
        if (references.Count > 0)
        {
            json.WriteStartArray("hasExtractedLicensingInfos");
            foreach (var reference in references.Order(StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("licenseId", reference);
                json.WriteString("extractedText", "The text stands in the package; it is not repeated here.");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteRelationships(CheckReport report, SpdxNames names, Utf8JsonWriter json)
    {
        var graph = new DependencyGraph(report);
        json.WriteStartArray("relationships");
        for (var i = 0; i < report.Projects.Count; i++)
        {
            Write(Document, "DESCRIBES", names.OfProject(i), json);
            foreach (var index in graph.Projects[i])
            {
                var package = report.Packages[index];
                if (package.Development)
                {
                    Write(names.Of(package), "DEV_DEPENDENCY_OF", names.OfProject(i), json);
                }
                else
                {
                    Write(names.OfProject(i), "DEPENDS_ON", names.Of(package), json);
                }
            }
        }

        foreach (var index in graph.Tops)
        {
            Write(Document, "DESCRIBES", names.Of(report.Packages[index]), json);
        }

        for (var i = 0; i < report.Packages.Count; i++)
        {
            foreach (var index in graph.Of(i))
            {
                Write(names.Of(report.Packages[i]), "DEPENDS_ON", names.Of(report.Packages[index]), json);
            }

            foreach (var component in names.OfComponents(report.Packages[i]))
            {
                Write(names.Of(report.Packages[i]), "CONTAINS", component, json);
            }
        }

        json.WriteEndArray();
    }

    private static void Write(string from, string relationship, string to, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("spdxElementId", from);
        json.WriteString("relationshipType", relationship);
        json.WriteString("relatedSpdxElement", to);
        json.WriteEndObject();
    }
}
