using System.Text.Json;
using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Reports.CycloneDx;

/// <summary>Writes a package, with the components that were identified in it below it.</summary>
internal static class CycloneDxComponent
{
    /// <summary>The schema takes 1,024 characters; an escaped one is up to eight.</summary>
    public const int LongestVersion = 120;

    private const int LongestDescription = 2_000;

    public static void Write(CheckedPackage package, string name, CycloneDxNames names, Utf8JsonWriter json)
    {
        var described = package.Package;
        json.WriteStartObject();
        json.WriteString("type", described.Community is null ? "file" : "library");
        json.WriteString("bom-ref", name);
        WriteAuthors(described, json);
        json.WriteString("name", VisibleText.Of(described.Id));
        WriteVersion(described.Version, json);
        if (described.Description is { Length: > 0 } description)
        {
            json.WriteString("description", VisibleText.Of(description, LongestDescription));
        }

        if (package.Development)
        {
            // Not needed at run time.
            json.WriteString("scope", "excluded");
        }

        WriteHash(described.Sha256, json);
        WriteLicenses(described, json);
        WritePurl(described.Purl, json);
        WriteReferences(described, json);
        WriteComponents(package, names, json);
        WriteProperties(package, json);
        json.WriteEndObject();
    }

    private static void WriteAuthors(ReportedPackage package, Utf8JsonWriter json)
    {
        if (package.Authors.Count > 0)
        {
            json.WriteStartArray("authors");
            foreach (var author in package.Authors.Take(100))
            {
                json.WriteStartObject();
                json.WriteString("name", VisibleText.Of(author));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteHash(string sha256, Utf8JsonWriter json)
    {
        if (Digest.IsSha256(sha256))
        {
            json.WriteStartArray("hashes");
            json.WriteStartObject();
            json.WriteString("alg", "SHA-256");
            json.WriteString("content", sha256);
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    // An expression stands alone: it cannot be told together with names of licences.
    private static void WriteLicenses(ReportedPackage package, Utf8JsonWriter json)
    {
        if (LicenseText.Declared(package) is { } declared)
        {
            WriteExpression(declared, "declared", json);
        }
        else if (LicenseText.Recognized(package) is { } recognized)
        {
            WriteExpression(recognized, "concluded", json);
        }
        else if (package.License is { } license && (license.Expression ?? license.File ?? license.Url) is { Length: > 0 } name)
        {
            json.WriteStartArray("licenses");
            json.WriteStartObject();
            json.WriteStartObject("license");
            json.WriteString("name", VisibleText.Of(name));
            json.WriteString("acknowledgement", "declared");
            if (WebAddress.Canonical(license.Url) is { } address)
            {
                json.WriteString("url", address);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private static void WriteExpression(string expression, string acknowledgement, Utf8JsonWriter json)
    {
        json.WriteStartArray("licenses");
        json.WriteStartObject();
        json.WriteString("expression", expression);
        json.WriteString("acknowledgement", acknowledgement);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePurl(string? purl, Utf8JsonWriter json)
    {
        if (PackageUrl.Parse(purl) is { } parsed)
        {
            json.WriteString("purl", parsed.ToString());
        }
    }

    private static void WriteReferences(ReportedPackage package, Utf8JsonWriter json)
    {
        var references = new (string Type, string? Address)[] { ("website", WebAddress.Canonical(package.ProjectUrl)), ("vcs", WebAddress.Canonical(package.Repository?.Url)) }.Where(reference => reference.Address is not null).ToArray();
        if (references.Length > 0)
        {
            json.WriteStartArray("externalReferences");
            foreach (var (type, address) in references)
            {
                json.WriteStartObject();
                json.WriteString("url", address);
                json.WriteString("type", type);
                json.WriteString("comment", "as declared by the package");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteComponents(CheckedPackage package, CycloneDxNames names, Utf8JsonWriter json)
    {
        if (package.Components.Count == 0)
        {
            return;
        }

        json.WriteStartArray("components");
        foreach (var (index, component) in package.Components.Index())
        {
            json.WriteStartObject();
            json.WriteString("type", "library");
            json.WriteString("bom-ref", names.OfComponents(package)[index]);
            json.WriteString("name", VisibleText.Of(component.Name));
            WriteVersion(component.Version, json);
            WriteHash(component.Sha256, json);
            WritePurl(component.Purl, json);
            WriteEvidence(component, json);
            json.WriteStartArray("properties");
            var properties = new CycloneDxProperties(json);
            properties.Write("identified-by", component.IdentifiedBy);
            properties.Write("confidence", component.Confidence);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEvidence(ReportedComponent component, Utf8JsonWriter json)
    {
        var confidence = component.Confidence switch { "certain" => 1.0, "high" => 0.9, _ => 0.6 };
        json.WriteStartObject("evidence");
        json.WriteStartArray("identity");
        json.WriteStartObject();
        json.WriteString("field", component.Purl is null ? "name" : "purl");
        json.WriteNumber("confidence", confidence);
        json.WriteStartArray("methods");
        json.WriteStartObject();
        json.WriteString("technique", component.IdentifiedBy == "file-hash" ? "hash-comparison" : "binary-analysis");
        json.WriteNumber("confidence", confidence);
        json.WriteString("value", VisibleText.Of(component.IdentifiedBy));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("occurrences");
        json.WriteStartObject();
        json.WriteString("location", VisibleText.Of(component.Artifact));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProperties(CheckedPackage package, Utf8JsonWriter json)
    {
        json.WriteStartArray("properties");
        var properties = new CycloneDxProperties(json);
        properties.Write("verdict", FormatText.Word(package.Verdict.Status));
        properties.WriteAll("verdict-reason", package.Verdict.Reasons);
        properties.Write("status", FormatText.Word(package.Status));
        properties.Write("status-text", package.StatusText);
        properties.Write("found-in", package.FoundIn);
        properties.Write("content-hash", package.Package.ContentHash);
        properties.Write("direct", package.Direct ? "true" : null);
        properties.Write("vulnerabilities", FormatText.Word(package.Vulnerabilities.Status));
        foreach (var issue in package.Issues.Take(1_000))
        {
            properties.Write("issue:" + VisibleText.Of(issue.Id, 100), $"{FormatText.Word(issue.Status)}, {FormatText.Word(issue.Severity)} severity, {FormatText.Word(issue.Assessment)}{(issue.IsSuppressed() ? ", suppressed" : "")}: {issue.Title}");
        }

        foreach (var behavior in package.Behaviors.Take(1_000))
        {
            properties.Write("behavior:" + VisibleText.Of(behavior.Id, 100), $"{FormatText.Word(behavior.Risk)}: {behavior.Title}");
        }

        properties.WriteAll("surface", package.Behaviors.SelectMany(behavior => behavior.Surfaces).Concat(package.Issues.SelectMany(issue => issue.Surfaces)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        properties.WriteAll("named-in", package.Places.Select(place => place.Line is { } line ? $"{place.Path}:{line}" : place.Path));
        json.WriteEndArray();
    }

    private static void WriteVersion(string? version, Utf8JsonWriter json)
    {
        if (version is { Length: > 0 })
        {
            json.WriteString("version", VisibleText.Of(version, LongestVersion));
        }
    }
}
