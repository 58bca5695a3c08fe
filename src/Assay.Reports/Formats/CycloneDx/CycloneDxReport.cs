using System.Text.Json;
using Assay.Model;

namespace Assay.Reports.CycloneDx;

/// <summary>
/// Writes a report as a CycloneDX 1.6 bill of materials with known vulnerabilities; what else was found are properties (<c>assay:...</c>). The serial number follows from the content,
/// and a time stands in it only when the report has one.
/// </summary>
public static class CycloneDxReport
{
    /// <summary>Writes the report in UTF-8.</summary>
    public static void Write(CheckReport report, Stream output) => ContentId.Write((id, document) => Write(report, id, document), output);

    private static void Write(CheckReport report, string? id, Stream output)
    {
        var names = new CycloneDxNames(report);
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonText.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", "1.6");
            if (id is not null)
            {
                json.WriteString("serialNumber", "urn:uuid:" + id);
            }

            json.WriteNumber("version", 1);
            WriteMetadata(report, names, json);
            WriteComponents(report, names, json);
            WriteDependencies(report, names, json);
            CycloneDxVulnerabilities.Write(report, names, json);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteMetadata(CheckReport report, CycloneDxNames names, Utf8JsonWriter json)
    {
        json.WriteStartObject("metadata");
        if (Instant.Of(report) is { } instant)
        {
            json.WriteString("timestamp", instant);
        }

        json.WriteStartObject("tools");
        json.WriteStartArray("components");
        json.WriteStartObject();
        json.WriteString("type", "application");
        json.WriteString("name", VisibleText.Of(report.Tool.Name));
        json.WriteString("version", VisibleText.Of(report.Tool.Version, CycloneDxComponent.LongestVersion));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WritePropertyName("component");
        if (names.Only is { } only)
        {
            CycloneDxComponent.Write(only, names.Of(only), names, json);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("type", "application");
            json.WriteString("bom-ref", CycloneDxNames.Root);
            json.WriteString("name", report.Projects is [var project] ? VisibleText.Of(project.Name) : report.Projects.Count > 0 ? "Checked projects" : "Checked packages");
            json.WriteEndObject();
        }

        json.WriteStartArray("properties");
        var properties = new CycloneDxProperties(json);
        properties.Write("verdict", FormatText.Word(report.Verdict.Status));
        properties.Write("rules", report.Inputs.RulePack.Version);
        properties.Write("vulnerabilities", FormatText.Vulnerabilities(report));
        properties.WriteAll("problem", report.Problems.Select(problem => $"{problem.Path}: {problem.Text}"));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteComponents(CheckReport report, CycloneDxNames names, Utf8JsonWriter json)
    {
        json.WriteStartArray("components");
        if (names.Only is null)
        {
            for (var i = 0; i < report.Projects.Count; i++)
            {
                var project = report.Projects[i];
                json.WriteStartObject();
                json.WriteString("type", "application");
                json.WriteString("bom-ref", CycloneDxNames.OfProject(i));
                json.WriteString("name", VisibleText.Of(project.Name));
                json.WriteStartArray("properties");
                var properties = new CycloneDxProperties(json);
                properties.Write("path", project.Path);
                properties.Write("kind", project.Kind);
                properties.Write("resolution", project.Resolution);
                properties.WriteAll("framework", project.Frameworks);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            foreach (var package in report.Packages)
            {
                CycloneDxComponent.Write(package, names.Of(package), names, json);
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteDependencies(CheckReport report, CycloneDxNames names, Utf8JsonWriter json)
    {
        var graph = new DependencyGraph(report);
        json.WriteStartArray("dependencies");
        if (names.Only is null)
        {
            WriteDependency(CycloneDxNames.Root, [.. Enumerable.Range(0, report.Projects.Count).Select(CycloneDxNames.OfProject), .. graph.Tops.Select(index => names.Of(report.Packages[index]))], json);
            for (var i = 0; i < report.Projects.Count; i++)
            {
                WriteDependency(CycloneDxNames.OfProject(i), graph.Projects[i].Select(index => names.Of(report.Packages[index])), json);
            }
        }

        for (var i = 0; i < report.Packages.Count; i++)
        {
            WriteDependency(names.Of(report.Packages[i]), graph.Of(i).Select(index => names.Of(report.Packages[index])), json);
        }

        json.WriteEndArray();
    }

    private static void WriteDependency(string name, IEnumerable<string> needs, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("ref", name);
        json.WriteStartArray("dependsOn");
        foreach (var need in needs.Distinct(StringComparer.Ordinal))
        {
            json.WriteStringValue(need);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
